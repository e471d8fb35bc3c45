import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { CaseRow } from './contract.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

test('an opened case names the person, the basis, the table and what the reader may do', async () => {
  const { ref, id } = await world.openCase({ release: day(60) })
  const { status, body, etag } = await world.get('city', `/cases/${ref}`)
  expect(status, JSON.stringify(body)).toBe(200)
  expect(etag).toBe('"1"')
  expect(body).toMatchObject({
    ref,
    stage: 'preparation',
    person: { initials: 'A. M.', name: 'Ada Muster', birth: '1990-04-02', language: 'fr' },
    openedOn: day(0),
    lead: { code: 'Pr' },
    leadState: 'accepted',
    leadSince: day(0),
    basis: { arrangement: '2026/1', clause: '4.4' },
    informed: { state: 'informed', how: 'talk' },
    conferencesNeeded: false,
    readers: 2,
    may: ['offer', 'move_release', 'decide_conferences', 'complete_milestone'],
  })
  expect(body.person.numbers).toMatchObject([{ issuer: { code: 'Pr' } }])
  expect(body.person.numbers[0].number).toMatch(/^S\/\d+$/)
  expect(body.seats).toMatchObject([
    { relation: 'coordination', agency: { code: 'Ci' }, from: day(0), until: null },
    { relation: 'lead', agency: { code: 'Pr' } },
  ])
  expect((await world.events('case.read')).at(-1)).toMatchObject({ case_id: id })
})

test('what a member at the table may do is less', async () => {
  const { ref, id } = await world.openCase()
  await world.seat(id, 'probation')
  expect((await world.get('probation', `/cases/${ref}`)).body.may).toEqual([])
})

test('a seat that ended, and an agency that has left, end the view', async () => {
  const { ref, id } = await world.openCase()
  await world.seat(id, 'probation')
  expect((await world.get('probation', `/cases/${ref}`)).status).toBe(200)
  await world.sql(
    `update app.seats set period = tstzrange(lower(period), now()) where case_id = $1 and principal = $2`,
    [id, world.agency.probation.desk],
  )
  expect((await world.get('probation', `/cases/${ref}`)).status).toBe(404)
  await world.seat(id, 'housing')
  const leave = 'update app.arrangement_parties set left_on = $2 where agency_id = $1'
  await world.sql(leave, [world.agency.housing.id, day(0)])
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(404)
  expect((await world.get('housing', '/cases')).body.cases).toEqual([])
  await world.sql(leave, [world.agency.housing.id, null])
})

test('my cases come by release, unknown dates last, page by page, or by number', async () => {
  await world.openCase({ release: day(5) })
  await world.openCase({ release: null })
  await world.openCase({ release: day(7) })
  const all = (await world.get('city', '/cases')).body
  expect(all.nextCursor).toBeNull()
  const days = all.cases.map((row: CaseRow) => row.release.on ?? 'unknown')
  expect(days).toEqual([...days].sort())
  expect(days.at(-1)).toBe('unknown')
  for (const order of ['release', 'ref']) {
    const seen: CaseRow[] = []
    let cursor = ''
    do {
      const page = (await world.get('city', `/cases?limit=2&order=${order}${cursor}`)).body
      seen.push(...page.cases)
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor)
    const refs = seen.map(({ ref }) => ref)
    expect([...refs].sort()).toEqual(all.cases.map((row: CaseRow) => row.ref).sort())
    if (order === 'ref') expect(refs).toEqual([...refs].sort())
  }
  expect((await world.get('city', '/cases?stage=closed')).body.cases).toEqual([])
  expect((await world.get('city', '/cases?stage=preparation&limit=2')).body.cases).toHaveLength(2)
  expect((await world.get('city', '/cases?stage=nothing')).status).toBe(422)
  expect((await world.get('stranger', '/cases')).body).toEqual({
    cases: [],
    count: 0,
    more: false,
    nextCursor: null,
  })
})

test('the coordination desk decides on conferences once, with the version it has seen', async () => {
  const { ref, id } = await world.openCase()
  await world.seat(id, 'probation', 'lead')
  const url = `/cases/${ref}/conferences`
  const body = { needed: true, reason: 'Several agencies, one plan' }
  expect((await world.post('city', url, body)).status).toBe(428)
  expect((await world.post('probation', url, body, { version: 1 })).status).toBe(403)
  expect((await world.post('stranger', url, body, { version: 1 })).status).toBe(404)
  expect(await world.post('city', url, { needed: true }, { version: 1 })).toMatchObject({
    status: 422,
    body: { field: 'reason', code: 'required' },
  })
  expect(await world.post('city', url, body, { version: 1 })).toMatchObject({
    status: 200,
    etag: '"2"',
    body: { ref, conferencesNeeded: true },
  })
  expect(await world.post('city', url, body, { version: 1 })).toMatchObject({
    status: 412,
    body: { yours: 1, current: 2 },
  })
  expect((await world.post('city', url, body, { version: 2 })).body.code).toBe(
    'conferences_already_decided',
  )
  expect((await world.events('case.conferences_decided')).at(-1)?.case_id).toBe(id)
})

test('a wish is known to the coordination desk alone, also by what is refused', async () => {
  const { ref, id } = await world.openCase({ release: day(60) })
  await world.seat(id, 'probation', 'lead')
  const url = `/cases/${ref}/needs`
  const reason = 'Asked for it in the talk'
  expect(await world.post('city', url, { domain: 'work', required: 'wish', reason })).toMatchObject(
    { status: 201, body: { domain: 'work', required: 'wish', days: 90 } },
  )
  const seen = (await world.get('probation', `/cases/${ref}/continuity`)).body.lanes
  expect(seen.find((lane: { domain: string }) => lane.domain === 'work')).toMatchObject({
    required: null,
    gaps: [],
  })
  expect(
    (await world.post('probation', url, { domain: 'work', required: 'wish', reason })).status,
  ).toBe(403)
  expect(
    (await world.post('probation', url, { domain: 'health', required: 'imposed', reason })).status,
  ).toBe(403)
  expect(
    (await world.post('probation', url, { domain: 'work', required: 'imposed', reason })).status,
  ).toBe(201)
  expect(
    (await world.post('city', url, { domain: 'work', required: 'imposed', reason })).body.code,
  ).toBe('need_already_there')
  expect((await world.events('case.need_added')).length).toBe(2)
})

test('nobody signed in is 401, and a case number that cannot be is as missing as any', async () => {
  const nobody = await world.app.inject('/api/v1/cases')
  expect(nobody.statusCode).toBe(401)
  expect((await world.get('city', '/cases/nothing')).status).toBe(404)
})
