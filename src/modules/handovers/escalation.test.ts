import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
let managers: Partial<Record<AgencyName, string>>
beforeAll(async () => {
  world = await makeHttpWorld()
  managers = {}
  for (const name of ['city', 'housing', 'health'] as const)
    managers[name] = (await world.session(world.agency[name].id, ['manager'])).token
})
afterAll(() => world.close())

const its = 'app.escalations where ref = $1'
const decline = async (ref: string, agency: AgencyName, more: object = {}) => {
  const body = {
    domain: 'accommodation',
    agencyId: world.agency[agency].id,
    tied: 'release',
    ...more,
  }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, body)).body
  const answer = { outcome: 'declined', reason: 'Full' }
  expect((await world.post(agency, `/leads/${id}/answer`, answer, { version: 1 })).status).toBe(200)
}
const declinedTwice = async () => {
  const opened = await world.openCase({ release: day(60) })
  await decline(opened.ref, 'housing')
  await decline(opened.ref, 'housing')
  return opened
}
const manager = (name: AgencyName) => ({ token: managers[name] ?? '' })

/** Requests of a manager, who is no named worker of the test partnership. */
async function asManager(
  name: AgencyName,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  version?: number,
) {
  const answer = await world.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      cookie: `__Host-throughcare=${managers[name]}`,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

test('the first refusal stays between the two; the second goes to the managers of both (HA1)', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  await decline(ref, 'housing')
  expect(await sees(world, manager('city'), its, [ref])).toBe(false)
  await decline(ref, 'housing')
  expect(await sees(world, manager('city'), its, [ref])).toBe(true)
  expect(await sees(world, manager('housing'), its, [ref])).toBe(true)
  expect(await world.events('lead.escalated')).not.toHaveLength(0)
})

test('the lead stays accountable meanwhile, and managers get nothing of the case', async () => {
  const { ref, id } = await declinedTwice()
  const lead = (await world.get('city', `/cases/${ref}/continuity`)).body.lanes[0].leads
  expect(lead).toMatchObject([{ state: 'accepted' }, { state: 'fallback' }])
  for (const table of [
    'app.cases where id = $1',
    'app.leads where case_id = $1',
    'app.seats where case_id = $1',
  ])
    expect(await sees(world, manager('housing'), table, [id])).toBe(false)
  expect((await asManager('housing', 'GET', `/cases/${ref}`)).status).toBe(404)
})

describe('who sees what was declined twice', () => {
  test.each([
    ['a manager of another agency', () => manager('health'), false],
    ['a worker of the asked agency', () => 'housing' as const, false],
    ['the desk that coordinates the case', () => 'city' as const, true],
  ])('%s', async (_name, who, expected) => {
    const { ref } = await declinedTwice()
    expect(await sees(world, who(), its, [ref])).toBe(expected)
  })
  test('a member of the table who neither leads nor coordinates does not', async () => {
    const { ref, id } = await declinedTwice()
    await giveSeat(world, id, world.agency.probation.desk)
    expect(await sees(world, 'probation', its, [ref])).toBe(false)
    await giveSeat(world, id, world.agency.probation.desk, { relation: 'lead' })
    expect(await sees(world, 'probation', its, [ref])).toBe(true)
  })
})

test('voluntary help that was declined twice is nobody else’s matter', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const wish = { domain: 'relations', from: day(70), tied: 'calendar', voluntary: true }
  await decline(ref, 'exit', wish)
  await decline(ref, 'exit', wish)
  expect(await sees(world, 'city', its, [ref])).toBe(false)
})

test('a manager resolves it in words, once; the desk reads them, and others cannot', async () => {
  const { ref } = await declinedTwice()
  const found = (await asManager('housing', 'GET', '/escalations')).body.escalations
  const one = found.find((row: { ref: string }) => row.ref === ref)
  expect(one).toMatchObject({
    domain: 'accommodation',
    mayResolve: true,
    seated: false,
    from: day(60),
  })
  expect(one.agencies.map(({ code }: { code: string }) => code).sort()).toEqual(['Ci', 'Ho'])
  const words = {
    outcome: 'agency',
    agencyId: 5,
    until: day(10),
    words: 'A room is kept from May on.',
  }
  const url = `/escalations/${one.id}/resolution`
  expect((await world.post('city', url, words, { version: 1 })).status).toBe(404)
  expect((await asManager('health', 'POST', url, words, 1)).status).toBe(404)
  expect(
    (await asManager('housing', 'POST', url, { ...words, agencyId: 6 }, 1)).body,
  ).toMatchObject({
    field: 'agencyId',
    code: 'escalation_agency_unknown',
  })
  expect(
    (await asManager('housing', 'POST', url, { ...words, until: day(-1) }, 1)).body.field,
  ).toBe('until')
  expect((await asManager('housing', 'POST', url, words, 1)).status).toBe(200)
  expect((await asManager('city', 'POST', url, words, 1)).status).toBe(412)
  const read = (await world.get('city', '/escalations')).body.escalations
  expect(read.find((row: { ref: string }) => row.ref === ref)).toMatchObject({
    state: 'resolved',
    words: 'A room is kept from May on.',
    agency: { code: 'Ho' },
    mayResolve: false,
    seated: true,
  })
})

test('an acceptance settles it by itself', async () => {
  const { ref } = await declinedTwice()
  const body = { domain: 'accommodation', agencyId: 3, tied: 'release' }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, body)).body
  await world.post('probation', `/leads/${id}/answer`, { outcome: 'accepted' }, { version: 1 })
  const [row] = await world.sql<{ state: string }>(
    'select state from app.escalations where ref = $1',
    [ref],
  )
  expect(row?.state).toBe('settled')
})
