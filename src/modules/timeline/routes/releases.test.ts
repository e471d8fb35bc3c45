import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgencyName, day } from '../../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../../tests/world-http.ts'
import type { LaneStatus, ReleaseRow } from '../contract.ts'
import { weekdayOf } from '../service/days.ts'

let world: HttpWorld
let open: { id: string; ref: string }
let settled: { id: string; ref: string }

async function accept(ref: string, who: AgencyName, domain: string): Promise<void> {
  const body = { domain, agencyId: world.agency[who].id, tied: 'release' }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, body)).body
  const heard = await world.post(
    who,
    `/leads/${id}/answer`,
    { outcome: 'accepted' },
    { version: 1 },
  )
  expect(heard.status, JSON.stringify(heard.body)).toBe(200)
}

beforeAll(async () => {
  world = await makeHttpWorld()
  open = await world.openCase({ release: day(10) })
  settled = await world.openCase({ release: day(20) })
  await world.openCase({ release: null })
  await accept(settled.ref, 'housing', 'accommodation')
  await accept(settled.ref, 'health', 'health')
  await accept(settled.ref, 'papers', 'finance_papers')
  await accept(settled.ref, 'probation', 'lead')
  await world.seat(open.id, 'police')
  await world.seat(settled.id, 'police')
})
afterAll(() => world.close())

const releases = async (who: AgencyName, more = '') =>
  (await world.get(who, `/releases?weeks=12${more}`)).body

const cell = (row: ReleaseRow, domain: string) =>
  row.lanes.find((lane: LaneStatus) => lane.domain === domain)

test('the list says who is released next, what is settled and what is missing', async () => {
  const { rows, nextCursor } = await releases('city')
  const counts = (await world.get('city', '/releases/counts?weeks=12')).body
  expect(rows.map((row: ReleaseRow) => row.ref)).toEqual([open.ref, settled.ref])
  const [first, second] = rows
  expect(first).toMatchObject({
    person: { initials: 'A. M.', name: 'Ada Muster' },
    days: 10,
    prison: { code: 'Pr' },
    leadNow: { code: 'Pr' },
    leadAfter: { code: 'Ci' },
    leadAfterState: 'fallback',
    missing: 4,
    settled: 0,
  })
  expect(cell(first, 'accommodation')).toMatchObject({
    state: 'gap',
    gap: { from: day(10), kind: 'unasked' },
  })
  expect(cell(first, 'work')?.state).toBe('not_asked')
  expect(second).toMatchObject({
    leadAfter: { code: 'Pb' },
    leadAfterState: 'accepted',
    missing: 0,
  })
  expect(cell(second, 'health')).toMatchObject({ state: 'settled', agency: { code: 'He' } })
  expect(second.friday).toBe(weekdayOf(day(20)) >= 5)
  expect(counts).toMatchObject({
    releases: 2,
    missing: 1,
    withoutBed: 1,
    withoutAcceptedLead: 1,
    more: false,
  })
  expect(nextCursor).toBeNull()
})

test('an open offer is in the cell until it is late', async () => {
  const { ref } = await world.openCase({ release: day(11) })
  const body = { domain: 'accommodation', agencyId: world.agency.housing.id, tied: 'release' }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, body)).body
  const row = async () =>
    (await releases('city')).rows.find((one: ReleaseRow) => one.ref === ref) as ReleaseRow
  expect(cell(await row(), 'accommodation')).toMatchObject({
    state: 'offered',
    agency: { code: 'Ho' },
  })
  await world.sql('update app.leads set answer_by = current_date - 2 where id = $1', [id])
  expect(cell(await row(), 'accommodation')).toMatchObject({
    state: 'gap',
    gap: { kind: 'overdue' },
    agency: { code: 'Ho' },
  })
  const { late } = (await world.get('city', '/today')).body
  expect(late).toMatchObject([{ id, agency: { code: 'Ho' }, state: 'offered' }])
  await world.post('city', `/leads/${id}/answer`, { outcome: 'withdrawn' }, { version: 1 })
})

test('filters narrow by prison, lead, domain and what is missing', async () => {
  const refs = async (more: string) =>
    (await releases('city', more)).rows.map((row: ReleaseRow) => row.ref)
  const { probation, prison, housing } = world.agency
  expect(await refs(`&lead=${probation.id}`)).toEqual([settled.ref])
  expect(await refs(`&lead=${housing.id}`)).toEqual([])
  expect(await refs(`&prison=${prison.id}`)).toContain(settled.ref)
  expect(await refs('&missing=true')).not.toContain(settled.ref)
  expect(await refs('&domain=accommodation&missing=true')).toContain(open.ref)
  const counted = (await world.get('city', '/releases/counts?weeks=12&missing=true')).body
  expect(counted.releases).toBe((await refs('&missing=true')).length)
})

test('pages follow one another without losing or repeating a release', async () => {
  const all = (await releases('city')).rows.map((row: ReleaseRow) => row.ref)
  const one = await releases('city', '&limit=1')
  const rest = await releases('city', `&limit=50&cursor=${one.nextCursor}`)
  expect([...one.rows, ...rest.rows].map((row: ReleaseRow) => row.ref)).toEqual(all)
  const forged = await world.get('city', '/releases?cursor=e30')
  expect(forged).toMatchObject({ status: 422, body: { code: 'cursor_invalid', field: 'cursor' } })
})

test('the police find no health anywhere: no lane, cell, badge, gap, count or filter', async () => {
  const everything = [
    await releases('police'),
    (await world.get('police', '/today')).body,
    (await world.get('police', `/cases/${open.ref}`)).body,
    (await world.get('police', `/cases/${settled.ref}`)).body,
    (await world.get('police', `/cases/${open.ref}/continuity`)).body,
    (await world.get('police', `/cases/${settled.ref}/continuity`)).body,
    (await world.get('police', '/handovers?box=answered')).body,
  ]
  for (const body of everything) {
    expect(body.status).toBeUndefined()
    expect(JSON.stringify(body)).not.toMatch(/health|North Health|"He"|substance/i)
  }
  const { rows } = await releases('police')
  expect(rows[0].lanes.map((lane: LaneStatus) => lane.domain)).toEqual(['lead', 'accommodation'])
  expect(rows[0].missing).toBe(2)
  // No list is narrowed by health (LED-15): the question itself is refused.
  expect((await releases('police', '&domain=health&missing=true')).status).toBe(422)
})

test('an outsider finds an empty day and an empty list, and both readings have their event', async () => {
  const before = (await world.events('releases.list')).length
  for (const who of ['stranger', 'unsigned'] as const) {
    expect(await releases(who)).toMatchObject({ rows: [] })
    expect((await world.get(who, '/releases/counts')).body).toMatchObject({ releases: 0 })
    expect((await world.get(who, '/today')).body).toMatchObject({
      releases: [],
      waiting: [],
      due: [],
      late: [],
      notices: { waiting: 0, unknownResidence: 0 },
    })
  }
  expect((await world.events('releases.list')).length).toBe(before + 2)
  expect((await world.events('today.read')).length).toBeGreaterThanOrEqual(2)
})

test('the day names releases with something missing, what is due, and counts them', async () => {
  const { body } = await world.get('city', '/today')
  expect(body).toMatchObject({ on: day(0), releasesNext: null })
  const counts = (await world.get('city', '/releases/counts?weeks=6')).body
  expect(counts).toMatchObject({ releases: 3, missing: 2, more: false })
  expect(body.releases).toHaveLength(3)
  expect(body.due.length).toBeGreaterThan(0)
  for (const { milestone } of body.due) expect(milestone.overdue).toBe(milestone.on < day(0))
})

test('the log names the releases that were shown', async () => {
  await world.get('city', '/releases?weeks=11&limit=1')
  const [last] = (await world.events('releases.list')).slice(-1)
  expect(last?.detail).toMatchObject({ cases: [open.id] })
})
