import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushBack } from '../../../tests/earlier.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { Continuity, ContinuityLane, LaneLead } from '../timeline/contract.ts'
import type { CasePeriods } from './period-contract.ts'

let world: HttpWorld
let other: { id: number; desk: number }
beforeAll(async () => {
  world = await makeHttpWorld()
  other = await secondPrison()
})
afterAll(() => world.close())

/** Ellan Moor Prison: party to the arrangement, with the rights of the first one. */
async function secondPrison(): Promise<{ id: number; desk: number }> {
  const [first, id, desk] = [world.agency.prison.id, 20, 200]
  await world.sql(
    `insert into app.agencies (authority_id, id, name, code, kind) values (1, $1, 'Ellan Moor Prison', 'Em', 'custody')`,
    [id],
  )
  await world.sql(
    `insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name) values (1, $1, 'desk', $2, 'contact', 'Ellan Moor desk')`,
    [desk, id],
  )
  await world.sql(
    `insert into app.arrangement_parties select authority_id, arrangement_id, $2, signed_on, signed_by, left_on
       from app.arrangement_parties where agency_id = $1`,
    [first, id],
  )
  await world.sql(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
     select authority_id, clause_id, $2, may_contribute, sight from app.clause_rights where agency_id = $1`,
    [first, id],
  )
  return { id, desk }
}

const continuity = async (ref: string, who: AgencyName = 'city'): Promise<Continuity> => {
  const { status, body } = await world.get(who, `/cases/${ref}/continuity`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const periodsOf = async (ref: string, who: AgencyName = 'city'): Promise<CasePeriods> =>
  (await world.get(who, `/cases/${ref}/periods`)).body
const add = async (ref: string, body: object, more = '', who: AgencyName = 'city') => {
  const { version } = (await world.get('city', `/cases/${ref}`)).body
  return world.post(who, `/cases/${ref}/periods${more}`, body, { version })
}
const move = async (ref: string, on: string | null) => {
  const { version } = (await world.get('city', `/cases/${ref}`)).body
  const body = { on, certainty: on === null ? 'unknown' : 'expected', source: 'Call' }
  const moved = await world.post('city', `/cases/${ref}/release-dates`, body, { version })
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
}
async function accepted(ref: string, who: AgencyName, domain: string, more: object = {}) {
  const body = { domain, agencyId: world.agency[who].id, tied: 'release', ...more }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, body)).body
  const said = { outcome: 'accepted' }
  const heard = await world.post(who, `/leads/${id}/answer`, said, { version: 1 })
  expect(heard.status, JSON.stringify(heard.body)).toBe(200)
}
const lane = (seen: Continuity, domain: string) =>
  seen.lanes.find((one) => one.domain === domain) as ContinuityLane
const inForce = ({ state }: LaneLead) => ['accepted', 'fallback', 'to_confirm'].includes(state)
const onDay = (seen: Continuity, domain: string, on: string) =>
  lane(seen, domain).leads.filter(
    (lead) =>
      inForce(lead) &&
      (lead.from === null || lead.from <= on) &&
      (lead.until === null || on < lead.until),
  )
const who = (seen: Continuity, domain: string, on: string) =>
  onDay(seen, domain, on).map(({ agency }) => agency.code)

/** A case whose person left 20 days ago, as if it had been opened long before. */
async function released(): Promise<{ id: string; ref: string }> {
  const opened = await world.openCase({ release: day(40) })
  await accepted(opened.ref, 'probation', 'lead')
  await accepted(opened.ref, 'housing', 'accommodation')
  await pushBack(world, opened.id, 60)
  return opened
}

test('TC5: a recall on day 20 pauses the plan, asks to keep the home, and counts once', async () => {
  const { ref } = await released()
  const before = await continuity(ref)
  const openBefore = before.lanes
    .flatMap((one) => one.milestones)
    .filter(({ status }) => status === 'open')
  expect(openBefore.length).toBeGreaterThan(2)
  const recall = {
    kind: 'recall',
    from: day(0),
    prisonId: world.agency.prison.id,
    source: 'Call of the prison',
  }
  const preview = await add(ref, { ...recall, source: undefined }, '?preview=true')
  expect(preview.status, JSON.stringify(preview.body)).toBe(200)
  expect(preview.body.milestones.paused).toBe(openBefore.length)
  expect((await periodsOf(ref)).periods).toEqual([])
  const saved = await add(ref, recall)
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)

  const seen = await continuity(ref)
  const milestones = seen.lanes.flatMap((one) => one.milestones)
  for (const former of openBefore)
    expect(milestones.find(({ id }) => id === former.id)).toMatchObject({
      status: 'paused',
      on: former.on,
      overdue: false,
    })
  for (const code of ['keep_home', 'custody_contact'])
    expect(milestones.find((one) => one.code === code)).toMatchObject({
      status: 'open',
      cycle: 2,
      anchor: 'recall',
    })
  expect(seen.release).toMatchObject({ on: null, certainty: 'unknown' })
  // The lead stays with who has it until the prison accepts; the bed is the prison's by law.
  expect(who(seen, 'lead', day(-30))).toEqual(['Pr'])
  expect(who(seen, 'lead', day(-5))).toEqual(['Pb'])
  expect(who(seen, 'lead', day(5))).toEqual(['Pb'])
  expect(who(seen, 'accommodation', day(-30))).toEqual(['Pr'])
  expect(who(seen, 'accommodation', day(-1))).toEqual(['Ho'])
  expect(who(seen, 'accommodation', day(0))).toEqual(['Pr'])
  expect(who(seen, 'accommodation', day(90))).toEqual(['Pr'])
  const offer = lane(seen, 'lead').leads.find(({ state }) => state === 'offered')
  expect(offer?.agency.code).toBe('Pr')
  const { periods, recalls } = await periodsOf(ref)
  expect(recalls).toBe(1)
  expect(periods.map(({ kind, cycle }) => [kind, cycle])).toEqual([['recall', 2]])
  expect(periods[0]?.source).toBe('Call of the prison')
})

test('PR-11: a recall and a second release are a second cycle; what was done in the first stays', async () => {
  const { ref } = await released()
  const first = (await continuity(ref)).lanes.flatMap((one) => one.milestones)
  const done = first.find(({ code }) => code === 'first_week_review')
  await world.post(
    'city',
    `/cases/${ref}/milestones/${done?.id}`,
    { status: 'done' },
    { version: done?.version ?? 0 },
  )
  await add(ref, { kind: 'recall', from: day(0), prisonId: other.id, source: 'Call' })
  const early = await world.post(
    'city',
    `/cases/${ref}/release-dates`,
    { on: day(-3), certainty: 'fixed', source: 'x' },
    { version: (await world.get('city', `/cases/${ref}`)).body.version },
  )
  expect(early).toMatchObject({ status: 422, body: { code: 'release_before_recall', field: 'on' } })
  await move(ref, day(100))
  const seen = await continuity(ref)
  const all = seen.lanes.flatMap((one) => one.milestones)
  expect(all.find(({ id }) => id === done?.id)).toMatchObject({ status: 'done', cycle: 1 })
  const second = all.filter(({ cycle }) => cycle === 2)
  expect(new Set(second.map(({ code }) => code)).size).toBe(second.length)
  expect(second.find(({ code }) => code === 'contact_day_1')).toMatchObject({
    on: day(101),
    status: 'open',
  })
  // Nothing lies before the recall: what would is spread over the days in prison, in its order.
  const before = second.filter(({ anchor, offsetDays }) => anchor === 'release' && offsetDays < 0)
  const inOrder = [...before].sort((a, b) => a.offsetDays - b.offsetDays).map(({ on }) => on ?? '')
  expect(inOrder).toEqual([...inOrder].sort())
  expect((inOrder[0] ?? '') >= day(0)).toBe(true)
  // What housing accepted without an end comes back on the day of release; the case is led every day.
  expect(who(seen, 'accommodation', day(50))).toEqual(['Em'])
  expect(who(seen, 'accommodation', day(100))).toEqual(['Ho'])
  for (const offset of [-30, -10, 0, 50, 99, 100, 200])
    expect(who(seen, 'lead', day(offset))).toHaveLength(1)
})

test('TC5: the prison leads again only from its acceptance on', async () => {
  const { ref } = await released()
  await add(ref, {
    kind: 'recall',
    from: day(-2),
    prisonId: world.agency.prison.id,
    source: 'Call',
  })
  const offer = lane(await continuity(ref), 'lead').leads.find(({ state }) => state === 'offered')
  const read = await world.get('prison', `/leads/${offer?.id}`)
  const answered = await world.post(
    'prison',
    `/leads/${offer?.id}/answer`,
    { outcome: 'accepted' },
    { version: read.body.version },
  )
  expect(answered.status, JSON.stringify(answered.body)).toBe(200)
  await move(ref, day(60))
  const seen = await continuity(ref)
  expect(who(seen, 'lead', day(-1))).toEqual(['Pb'])
  expect(who(seen, 'lead', day(1))).toEqual(['Pr'])
  expect(onDay(seen, 'lead', day(61))).toMatchObject([
    { state: 'fallback', agency: { code: 'Ci' } },
  ])
})

test('days on which the fallback led stay the fallback’s after a recall', async () => {
  const opened = await world.openCase({ release: day(40) })
  await pushBack(world, opened.id, 60)
  expect(onDay(await continuity(opened.ref), 'lead', day(-5))).toMatchObject([
    { state: 'fallback' },
  ])
  const saved = await add(opened.ref, {
    kind: 'recall',
    from: day(0),
    prisonId: world.agency.prison.id,
    source: 'Call',
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  const seen = await continuity(opened.ref)
  for (const offset of [-5, 5])
    expect(onDay(seen, 'lead', day(offset))).toMatchObject([
      { state: 'fallback', agency: { code: 'Ci' } },
    ])
  expect(who(seen, 'lead', day(-30))).toEqual(['Pr'])
})

test('a recall that was a mistake is taken back whole, unless something was built on it', async () => {
  const { ref } = await released()
  const picture = (seen: Continuity) =>
    JSON.parse(JSON.stringify(seen, (key, value) => (key === 'version' ? undefined : value)))
  const before = picture(await continuity(ref))
  await add(ref, { kind: 'recall', from: day(0), prisonId: other.id, source: 'Wrong person' })
  const [period] = (await periodsOf(ref)).periods
  expect(period?.may).toEqual(['remove'])
  const remove = () =>
    world.app.inject({
      method: 'DELETE',
      url: `/api/v1/cases/${ref}/periods/${period?.id}`,
      headers: {
        cookie: `__Host-throughcare=${world.agency.city.token}`,
        'if-match': `"${period?.version}"`,
      },
    })
  expect((await remove()).statusCode).toBe(200)
  expect(picture(await continuity(ref))).toEqual(before)
  expect((await periodsOf(ref)).recalls).toBe(0)
})

test('TC5: a transfer gives the basics and the milestones to the new prison; the old one leaves the table', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  await pushBack(world, id, 30)
  await move(ref, day(60))
  const told = await world.sql<{ principal: number }>(
    `select principal from app.told where case_id = $1`,
    [id],
  )
  const body = { kind: 'transfer', from: day(-3), prisonId: other.id, source: 'Letter' }
  const saved = await add(ref, body)
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  const seen = await continuity(ref)
  expect(who(seen, 'accommodation', day(-10))).toEqual(['Pr'])
  expect(who(seen, 'accommodation', day(-3))).toEqual(['Em'])
  expect(who(seen, 'lead', day(-10))).toEqual(['Pr'])
  expect(onDay(seen, 'lead', day(0))).toMatchObject([{ state: 'fallback', agency: { code: 'Ci' } }])
  const owners = seen.lanes
    .flatMap((one) => one.milestones)
    .filter(({ status }) => status === 'open')
    .map(({ owner }) => owner?.code)
  expect(owners).toContain('Em')
  expect(owners).not.toContain('Pr')
  expect((await world.get('prison', `/cases/${ref}`)).status).toBe(404)
  const after = await world.sql<{ principal: number; kind: string }>(
    `select principal, kind from app.told where case_id = $1 and kind = 'transferred'`,
    [id],
  )
  expect(after).toEqual([{ principal: other.desk, kind: 'transferred' }])
  expect(told.map(({ principal }) => principal)).toContain(world.agency.prison.desk)
  expect(await add(ref, body)).toMatchObject({
    status: 422,
    body: { code: 'transfer_same_prison' },
  })
})

test('refused: a recall before the release, in the future, to somebody who is no prison, without a source', async () => {
  const { ref } = await released()
  const inPrison = await world.openCase({ release: day(40) })
  const recall = { kind: 'recall', from: day(0), prisonId: other.id, source: 'Call' }
  const refused = async (where: string, body: object) => (await add(where, body)).body
  expect(await refused(inPrison.ref, recall)).toMatchObject({
    code: 'recall_before_release',
    field: 'from',
  })
  expect(await refused(ref, { ...recall, from: day(1) })).toMatchObject({
    code: 'period_in_future',
    field: 'from',
  })
  expect(await refused(ref, { ...recall, prisonId: world.agency.housing.id })).toMatchObject({
    code: 'period_not_a_prison',
    field: 'prisonId',
  })
  expect(await refused(ref, { ...recall, prisonId: undefined })).toMatchObject({
    code: 'period_prison_missing',
    field: 'prisonId',
  })
  expect(await refused(ref, { ...recall, source: '' })).toMatchObject({
    code: 'period_source_missing',
    field: 'source',
  })
})
