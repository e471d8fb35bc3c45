import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../../tests/world-http.ts'
import type { ContinuityLane, MoveConsequence } from '../contract.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const laneOf = (body: { lanes: ContinuityLane[] }, domain: string) =>
  body.lanes.find((lane) => lane.domain === domain)

/** Offers as the city and accepts as the asked agency; the lead's id. */
async function cover(
  ref: string,
  who: 'housing' | 'health' | 'papers' | 'probation',
  offer: { domain: string; from?: string; until?: string; tied?: string },
): Promise<string> {
  const made = await world.post('city', `/cases/${ref}/leads`, {
    agencyId: world.agency[who].id,
    ...offer,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const answered = await world.post(
    who,
    `/leads/${made.body.id}/answer`,
    { outcome: 'accepted' },
    { version: made.body.version },
  )
  expect(answered.status, JSON.stringify(answered.body)).toBe(200)
  return made.body.id
}

test('a fresh case shows the prison until the release, the city as fallback, and three gaps', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const { status, body, etag } = await world.get('city', `/cases/${ref}/continuity`)
  expect(status).toBe(200)
  expect(etag).toBe('"1"')
  expect(body.lanes.map((lane: ContinuityLane) => lane.domain)).toEqual([
    'lead',
    'accommodation',
    'work',
    'education',
    'health',
    'substance_use',
    'finance_papers',
    'family_community',
    'relations',
  ])
  expect(laneOf(body, 'lead')?.leads).toMatchObject([
    { agency: { code: 'Pr' }, from: day(0), until: day(60), state: 'accepted', id: null },
    { agency: { code: 'Ci' }, from: day(60), until: null, state: 'fallback', id: null },
  ])
  expect(laneOf(body, 'accommodation')).toMatchObject({
    required: 'default',
    arrangedUntil: day(60),
    gaps: [{ from: day(60), until: day(150), kind: 'unasked' }],
  })
  expect(laneOf(body, 'accommodation')?.milestones.map(({ code }) => code)).toEqual([
    'housing_income_route',
  ])
  expect(laneOf(body, 'work')).toMatchObject({ required: null, leads: [], gaps: [] })
  expect(await world.events('continuity.read')).toHaveLength(1)
})

test('a case that cannot be seen and one that does not exist are answered in the same words', async () => {
  const { ref } = await world.openCase()
  for (const path of [`/cases/${ref}/continuity`, `/cases/${ref}`]) {
    const [unseen, missing] = [
      await world.get('stranger', path),
      await world.get('stranger', path.replace(ref, 'V-9999')),
    ]
    expect(unseen.status).toBe(404)
    expect({ ...unseen.body, instance: '' }).toEqual({ ...missing.body, instance: '' })
  }
  const refused = await world.events('refused')
  expect(refused.length).toBeGreaterThanOrEqual(4)
})

test('housing sees that health is arranged and until when, and nothing more of it', async () => {
  const { ref, id } = await world.openCase({ release: day(60) })
  await world.seat(id, 'housing')
  await cover(ref, 'health', { domain: 'health', tied: 'release', until: day(200) })
  const { body } = await world.get('housing', `/cases/${ref}/continuity`)
  expect(laneOf(body, 'health')).toEqual({
    domain: 'health',
    view: 'summary',
    required: null,
    arrangedUntil: day(200),
    leads: [],
    gaps: [],
    milestones: [],
  })
  expect(laneOf(body, 'work')).toBeUndefined()
})

test('the preview is what the save does, and leaves nothing but its event', async () => {
  const { ref, id } = await world.openCase({ release: day(60) })
  const bed = await cover(ref, 'housing', { domain: 'accommodation', from: day(69) })
  const doctor = await cover(ref, 'health', { domain: 'health', tied: 'release' })
  const before = await world.get('city', `/cases/${ref}/continuity`)
  const move = { on: day(40), certainty: 'expected', source: 'Prison file, letter' }
  const url = `/cases/${ref}/release-dates`
  const tried = await world.post('city', `${url}?preview=true`, move, { version: 1 })
  expect(tried.status, JSON.stringify(tried.body)).toBe(200)
  expect((await world.get('city', `/cases/${ref}/continuity`)).body).toEqual(before.body)
  expect(tried.body).toMatchObject({ days: -20, from: { on: day(60) }, to: { on: day(40) } })
  const of = (leadId: string) =>
    tried.body.consequences.find((one: MoveConsequence) => one.leadId === leadId)
  expect(of(bed)).toMatchObject({ effect: 'breaks', uncoveredBefore: 9, uncoveredAfter: 29 })
  expect(of(doctor)).toMatchObject({ effect: 'moves', from: day(40), uncoveredAfter: 0 })
  expect(tried.body.consequences[0].effect).toBe('breaks')
  expect(tried.body.told.map((agency: { code: string }) => agency.code)).toEqual([
    'Ci',
    'Ho',
    'He',
    'Pr',
  ])
  const saved = await world.post('city', url, move, { version: 1 })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect(saved.etag).toBe('"2"')
  const { continuity: shown, ...told } = tried.body
  const { continuity: done, ...did } = saved.body
  expect(did).toEqual(told)
  expect(done.lanes).toEqual(shown.lanes)
  expect(done.version).toBe(2)
  expect((await world.events('release.previewed')).at(-1)?.case_id).toBe(id)
  expect((await world.events('release.moved')).at(-1)?.case_id).toBe(id)
})

test('a later release makes an early flat stand idle, an unknown one lets tied offers fall away', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const bed = await cover(ref, 'housing', { domain: 'accommodation', from: day(60) })
  const doctor = await cover(ref, 'health', { domain: 'health', tied: 'release' })
  const url = `/cases/${ref}/release-dates`
  const effects = async (on: string | null, version: number, save = false) => {
    const move = { on, certainty: on ? 'expected' : 'unknown', source: 'Call' }
    const heard = await world.post('city', save ? url : `${url}?preview=true`, move, { version })
    expect(heard.status, JSON.stringify(heard.body)).toBe(200)
    const found = (id: string) =>
      heard.body.consequences.find((one: MoveConsequence) => one.leadId === id)?.effect
    return [found(bed), found(doctor)]
  }
  expect(await effects(day(80), 1)).toEqual(['idle', 'moves'])
  expect(await effects(null, 1, true)).toEqual([expect.any(String), 'falls_away'])
  expect(await effects(day(60), 2)).toEqual([expect.any(String), 'restored'])
})

test.each([
  [{ on: null, certainty: 'fixed', source: 'Call' }, 'on', 'release_date_missing'],
  [{ on: '2031-01-01', certainty: 'unknown', source: 'Call' }, 'on', 'release_unknown_has_date'],
  [{ on: '2031-01-01', certainty: 'fixed' }, 'source', 'release_source_missing'],
  [{ on: '2031-02-30', certainty: 'fixed', source: 'x' }, 'on', 'wrong_format'],
])('a move that cannot be right is refused beside the field: %j', async (move, field, code) => {
  const { ref } = await world.openCase()
  const heard = await world.post('city', `/cases/${ref}/release-dates`, move, { version: 1 })
  expect(heard).toMatchObject({ status: 422, body: { code, field } })
})

test('a move needs the version, and one that comes too late is told both versions and the date', async () => {
  const { ref } = await world.openCase()
  const url = `/cases/${ref}/release-dates`
  const move = { on: day(90), certainty: 'fixed', source: 'Letter' }
  expect((await world.post('city', url, move)).status).toBe(428)
  await world.post('city', url, move, { version: 1 })
  const late = await world.post('prison', url, { ...move, on: day(91) }, { version: 1 })
  expect(late).toMatchObject({
    status: 412,
    body: { yours: 1, current: 2, release: { on: day(90), certainty: 'fixed' } },
  })
})

test('who only sits at the table may not move the date; who does not is told of no case', async () => {
  const { ref, id } = await world.openCase()
  await world.seat(id, 'police')
  const url = `/cases/${ref}/release-dates`
  const move = { on: day(90), certainty: 'fixed', source: 'Letter' }
  expect(await world.post('police', url, move, { version: 1 })).toMatchObject({
    status: 403,
    body: { code: 'release_not_yours_to_move' },
  })
  expect((await world.post('stranger', url, move, { version: 1 })).status).toBe(404)
  expect((await world.events('refused')).slice(-2)).toMatchObject([
    { detail: { code: 'release_not_yours_to_move' } },
    { detail: { code: 'case_not_found' } },
  ])
})

test('warnings name a Friday, a weekend, the past, and what is far away', async () => {
  const { ref } = await world.openCase()
  const warnings = async (on: string) =>
    (
      await world.post(
        'city',
        `/cases/${ref}/release-dates?preview=true`,
        { on, certainty: 'fixed' },
        { version: 1 },
      )
    ).body.warnings
  expect(await warnings('2035-06-01')).toEqual(['friday', 'far'])
  expect(await warnings('2035-06-02')).toEqual(['weekend', 'far'])
  expect(await warnings(day(-1))).toEqual(expect.arrayContaining(['past', 'before_opening']))
})

test('a milestone is done once, stays when the release moves, and needs its version', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const read = await world.get('city', `/cases/${ref}/continuity`)
  const step = laneOf(read.body, 'lead')?.milestones.find(({ code }) => code === 'go_no_go')
  const url = `/cases/${ref}/milestones/${step?.id}`
  expect((await world.post('city', url, { status: 'done' })).status).toBe(428)
  const version = step?.version ?? 0
  const done = await world.post('city', url, { status: 'done' }, { version })
  expect(done).toMatchObject({ status: 200, body: { status: 'done', doneOn: day(0) } })
  expect(done.etag).toBe(`"${version + 1}"`)
  expect(await world.post('city', url, { status: 'done' }, { version })).toMatchObject({
    status: 412,
    body: { yours: version, current: version + 1 },
  })
  const again = await world.post('city', url, { status: 'done' }, { version: version + 1 })
  expect(again).toMatchObject({ status: 409, body: { code: 'milestone_already_done' } })
  const move = { on: day(200), certainty: 'expected', source: 'Letter' }
  const moved = await world.post('city', `/cases/${ref}/release-dates`, move, { version: 1 })
  expect(moved.body.milestones).toMatchObject({ done: 1 })
  const after = await world.get('city', `/cases/${ref}/continuity`)
  const stayed = laneOf(after.body, 'lead')?.milestones.find(({ code }) => code === 'go_no_go')
  expect(stayed).toMatchObject({ on: step?.on, status: 'done' })
})
