import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'

// Whom a breach concerns is what the log says that an account read; nobody guesses it (LED-43, GD-19).
let world: HttpWorld
let breach: string
let thief: { member: number; token: string }
type Kase = { id: string; ref: string; person: string }
let opened: Kase
let listed: Kase
let sought: Kase
let untouched: Kase
let before: Kase
let lead: Kase
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const minutesAgo = (minutes: number) => hoursAgo(minutes / 60)

interface Row {
  ref: string
  opened: boolean
  how: string[]
  entries: number
  records: number
}

/** Until an hour from now: the register stops at the moment of computing by itself. */
async function compute(from = hoursAgo(1), until = hoursAgo(-1), member = thief.member) {
  const wish = { memberId: member, from, until }
  return world.post('privacy', `/breaches/${breach}/extents?use=lawfulness`, wish)
}
const extents = async (who: Parameters<HttpWorld['get']>[0] = 'privacy') =>
  (await world.get(who, `/breaches/${breach}?use=lawfulness`)).body.extents
async function computed(from?: string, until?: string) {
  expect((await compute(from, until)).status).toBe(201)
  return (await extents())[0]
}
const rowsOf = (extent: { cases: Row[] }) =>
  extent.cases.map(({ ref, opened, how }) => ({ ref, opened, how }))

/** An entry of the log at a moment, by the owner's hand. */
const lay = (
  member: number,
  at: string,
  action: string,
  kase: string | null,
  detail: object = {},
) =>
  world.sql(
    `insert into audit.events (authority_id, at, member_id, agency_id, purpose, action, case_id, detail, canonical, leaf)
     values (1, $2, $1, 1, 'reintegration', $3, $4, $5, '', '')`,
    [member, at, action, kase, JSON.stringify(detail)],
  )

beforeAll(async () => {
  world = await makeHttpWorld()
  const { city, privacy } = world.agency
  thief = await world.session(city.id, ['coordinator'], city.desk)
  opened = await world.openCase({ family: 'Quistorff', given: 'Hanne' })
  listed = await world.openCase({ family: 'Bellamy', given: 'Ruth' })
  sought = await world.openCase({ family: 'Okonkwo', given: 'Ife' })
  untouched = await world.openCase({ family: 'Zetterlund', given: 'Per' })
  before = await world.openCase({ family: 'Ventura', given: 'Lea' })
  lead = await world.openCase({ family: 'Ibsen', given: 'Tor' })
  for (const [kase, category] of [
    [opened, 'accommodation'],
    [opened, 'work'],
    [untouched, 'work'],
  ] as const)
    await layItem(world, kase.id, { category })
  const special = { approver: privacy.member, approved: true }
  const health = { category: 'health', mode: 'named', audience: [city.desk], special } as const
  await layItem(world, opened.id, { ...health, audience: [...health.audience] })
  const account = { awareAt: hoursAgo(0.5), kinds: ['confidentiality'] }
  const words = { what: 'The account was used from abroad.', found: 'A call.' }
  const { body } = await world.post('privacy', '/breaches', {
    ...{ agencyId: city.id, ...account, ...words, consequences: null, measures: null },
  })
  breach = body.id
})
afterAll(() => world.close())

describe('a simulated stolen account', () => {
  test('the register lists exactly the persons whose records that session read', async () => {
    expect((await world.get(thief, `/cases/${opened.ref}`)).status).toBe(200)
    expect((await world.get(thief, `/cases/${opened.ref}/items`)).status).toBe(200)
    expect((await world.get(thief, `/cases/${lead.ref}/continuity`)).status).toBe(200)
    // Somebody else reads another case in the same hour.
    expect((await world.get('city', `/cases/${untouched.ref}`)).status).toBe(200)
    await lay(thief.member, minutesAgo(2), 'persons.search', null, { shown: [sought.person] })
    await lay(thief.member, minutesAgo(2), 'list.exported', null, { cases: [listed.ref] })
    const extent = await computed()
    expect(rowsOf(extent)).toEqual(
      [
        { ref: opened.ref, opened: true, how: ['opened'] },
        { ref: lead.ref, opened: true, how: ['opened'] },
        { ref: listed.ref, opened: false, how: ['exported'] },
        { ref: sought.ref, opened: false, how: ['searched'] },
      ].sort((a, b) => Number(b.opened) - Number(a.opened) || a.ref.localeCompare(b.ref)),
    )
    expect(extent).toMatchObject({
      ...{ casesRead: 2, personsRead: 2, casesShown: 2, personsShown: 2, gone: 0 },
      ...{ entries: 5, nameless: 0, announced: 0 },
    })
  })

  test('records are counted by category; special categories are told together, and of no single case', async () => {
    const [extent] = await extents()
    const categories = Object.fromEntries(
      extent.categories.map(({ category, records }: { category: string; records: number }) => [
        category,
        records,
      ]),
    )
    expect(categories).toMatchObject({ accommodation: 1, work: 1 })
    expect(Object.keys(categories)).not.toContain('health')
    const of = extent.cases.find(({ ref }: Row) => ref === opened.ref)
    expect(of.records).toBe(extent.records)
    expect(of.records).toBeGreaterThanOrEqual(2)
    expect(JSON.stringify(extent.cases)).not.toMatch(/health|special|accommodation/)
    const whats = Object.fromEntries(
      extent.whats.map(({ what, cases }: { what: string; cases: number }) => [what, cases]),
    )
    expect(whats).toMatchObject({ case: 1, items: 1, map: 1 })
  })

  test('a reading of a special category counts, without its name', async () => {
    const [item] = await world.sql<{ id: string }>('select id from app.special_items')
    const at = minutesAgo(1)
    await lay(thief.member, at, 'special_item.read', opened.id, { item: item?.id })
    const { categories } = await computed()
    expect(categories).toContainEqual({ category: 'special', records: 1 })
  })

  test('lists show cases, and announcements of persons without a case are counted', async () => {
    const { id } = await world.notice({ family: 'Andersen' })
    await lay(thief.member, minutesAgo(1), 'notices.list', null, { notices: [[id, 1]] })
    await lay(thief.member, minutesAgo(1), 'today.read', null, { cases: [listed.id] })
    const extent = await computed()
    expect(extent.announced).toBe(1)
    const row = extent.cases.find(({ ref }: Row) => ref === listed.ref)
    expect(row.how.sort()).toEqual(['exported', 'listed'])
  })
})

describe('the period', () => {
  test('a reading of the quarter of an hour before counts, as it may have been repeated unwritten; an act does not', async () => {
    const from = hoursAgo(10)
    const at = (minutes: number) => new Date(Date.parse(from) - minutes * 60_000).toISOString()
    await lay(thief.member, at(16), 'case.read', untouched.id)
    await lay(thief.member, at(14), 'case.read', before.id)
    await lay(thief.member, at(5), 'lead.offered', sought.id)
    const until = hoursAgo(9)
    expect(rowsOf(await computed(from, until))).toEqual([
      { ref: before.ref, opened: true, how: ['opened'] },
    ])
  })

  test('what was done counts as reached, also where the entry is about many', async () => {
    const [from, until] = [hoursAgo(20), hoursAgo(19)]
    const at = new Date(Date.parse(from) + 60_000).toISOString()
    await lay(thief.member, at, 'release.moved', before.id)
    await lay(thief.member, at, 'refused', untouched.id)
    await lay(thief.member, until, 'case.read', untouched.id)
    const extent = await computed(from, until)
    expect(rowsOf(extent)).toEqual([{ ref: before.ref, opened: true, how: ['changed'] }])
  })

  test('an empty or a reversed period, one of more than a year, and an account of another agency are refused', async () => {
    const once = hoursAgo(1)
    for (const [from, until, code, field] of [
      [once, once, 'breach_period_empty', 'until'],
      [hoursAgo(-2), hoursAgo(-3), 'breach_period_empty', 'until'],
      [hoursAgo(24 * 400), hoursAgo(0), 'breach_period_long', 'from'],
    ] as const)
      expect((await compute(from, until)).body).toMatchObject({ code, field })
    const { police } = world.agency
    expect((await compute(hoursAgo(1), hoursAgo(0), police.member)).body).toMatchObject({
      ...{ code: 'breach_account_unknown', field: 'memberId' },
    })
  })
})

describe('what was computed', () => {
  test('is frozen with its moment, and can be computed again', async () => {
    const before = (await extents()).length
    const frozen = await computed()
    await world.get(thief, `/cases/${untouched.ref}`)
    expect((await extents())[0]).toEqual(frozen)
    const again = await computed()
    expect(again.casesRead).toBe(frozen.casesRead + 1)
    expect(await extents()).toHaveLength(before + 2)
  })

  test('each computation is a reading of the log, said what for', async () => {
    const other = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    const wish = { memberId: thief.member, from: hoursAgo(1), until: hoursAgo(0) }
    const path = `/breaches/${breach}/extents`
    expect((await world.post(other, path, wish)).body.code).toBe('log_use_missing')
    expect((await world.post(other, `${path}?use=criminal_proceedings`, wish)).status).toBe(201)
    const event = (await world.events('log.breach_computed')).at(-1)
    expect(event).toMatchObject({
      ...{ member_id: other.member, case_id: null },
      detail: { breach, member: thief.member, use: 'criminal_proceedings' },
    })
  })

  test('a case closed to the officer by their own declaration has no line for them', async () => {
    await world.sql(
      `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
       select 1, gen_random_uuid(), $1, c.person_id, c.id, c.key_wrapped, '' from app.cases c where c.id = $2`,
      [world.agency.privacy.member, lead.id],
    )
    const [mine] = await extents()
    expect(mine.cases.map(({ ref }: Row) => ref)).not.toContain(lead.ref)
    expect(mine.gone).toBe(1)
    const other = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    const [theirs] = await extents(other)
    expect(theirs.cases.map(({ ref }: Row) => ref)).toContain(lead.ref)
  })

  test('an erased case takes its line with it; the figures stay as they were computed', async () => {
    const other = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    const [was] = await extents(other)
    expect(was.cases.map(({ ref }: Row) => ref)).toContain(opened.ref)
    await world.sql('select act.remove_case(1, $1, null)', [opened.id])
    const [now] = await extents(other)
    expect(JSON.stringify(now)).not.toContain(opened.ref)
    expect(now).toMatchObject({ casesRead: was.casesRead, gone: was.gone + 1 })
    const left = await world.sql('select 1 from app.breach_extent_cases where case_id = $1', [
      opened.id,
    ])
    expect(left).toEqual([])
  })
})
