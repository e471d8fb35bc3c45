import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

test('a case is protected, somebody is admitted, a look waits for the chair, and it ends with a reason (PI5)', async () => {
  const { city, housing } = world.agency
  const { id, ref } = await world.openCase({ release: day(30) })
  await giveSeat(world, id, housing.desk)
  const path = `/cases/${ref}/protection`
  const before = (await world.get('city', path)).body
  expect(before.mark).toBeNull()
  expect(before.choice.coordinators).toEqual([
    expect.objectContaining({ id: city.member, you: true }),
  ])
  expect((await world.get('housing', path)).body.choice).toBeNull()
  expect((await world.post('city', path, { kind: 'sad', named: [city.member] })).status).toBe(422)
  expect((await world.post('housing', path, { kind: 'minor', named: [city.member] })).status).toBe(
    403,
  )
  expect((await world.post('city', path, { kind: 'minor', named: [city.member] })).status).toBe(201)
  for (const one of ['', '/protection', '/who', '/continuity'])
    expect((await world.get('housing', `/cases/${ref}${one}`)).status, one).toBe(404)
  expect((await world.get('housing', '/cases')).body).toMatchObject({ count: 0 })

  const { mark } = (await world.get('city', path)).body
  expect(mark).toMatchObject({ kind: 'minor', named: [{ id: city.member }], admissions: [] })
  const admitted = await world.post('city', `/protections/${mark.id}/admissions`, {
    member: housing.member,
    until: day(10),
  })
  expect(admitted.status).toBe(200)
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(200)
  const [admission] = (await world.get('housing', path)).body.mark.admissions
  expect(admission).toMatchObject({ member: housing.member, until: day(10) })
  const { readers } = (await world.get('housing', `/cases/${ref}/who`)).body
  expect(readers).toContainEqual(expect.objectContaining({ you: true, until: day(10) }))
  expect(
    (await world.post('housing', `/protection-admissions/${admission.id}/end`, {})).status,
  ).toBe(403)
  expect((await world.post('city', `/protection-admissions/${admission.id}/end`, {})).status).toBe(
    200,
  )
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(404)

  const asked = await world.post('probation', '/overrides', {
    ref,
    reason: 'The hospital asks whom to call tonight.',
  })
  expect(asked).toMatchObject({ status: 201, body: { ref, until: null } })
  expect((await world.get('police', '/overrides/waiting')).body).toEqual({
    chair: false,
    looks: [],
    left: [],
  })
  expect((await world.get('probation', '/overrides/waiting')).body.looks).toHaveLength(1)
  await world.sql(
    `insert into app.member_functions (authority_id, member_id, function) values (1, $1, 'chair')`,
    [world.agency.police.member],
  )
  const [look] = (await world.get('police', '/overrides/waiting')).body.looks
  expect(look).toMatchObject({ ref, reason: 'The hospital asks whom to call tonight.' })
  expect(
    (await world.post('police', `/overrides/${look.id}/second`, { agrees: true })).status,
  ).toBe(200)
  expect((await world.get('probation', `/cases/${ref}`)).status).toBe(200)
  expect((await world.get('privacy', '/privacy')).body.overrides).toEqual([
    expect.objectContaining({ second: 'agreed', opened: true }),
  ])

  const end = `/protections/${mark.id}/end`
  expect((await world.post('city', end, { reason: '' })).status).toBe(422)
  expect((await world.post('city', end, { reason: 'She is of age.' })).status).toBe(200)
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(200)
})
