import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, type Reader } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { layItem, layVersion } from '../../../tests/world-items.ts'

// What somebody may see today of what was known then, and never more: asked as an injected statement would.
let world: World
let kase: { id: string; ref: string; person: string }
let at: string
const item: Record<string, string> = {}
const lead: Record<string, string> = {}

beforeAll(async () => {
  world = await makeWorld()
  kase = await world.openCase({ release: day(60) })
  for (const who of ['probation', 'housing', 'health'] as const)
    await giveSeat(world, kase.id, world.agency[who].desk)
  await giveSeat(world, kase.id, world.agency.exit.desk, { relation: 'provider' })
  await world.sql('update app.seats set by_lead = true where case_id = $1 and principal = $2', [
    ...[kase.id, world.agency.exit.desk],
  ])
  await layEverything()
  at = await moment()
  await changeEverything()
  // Whoever forgets which case, or which city, tells of these.
  const beside = await world.openCase({ release: day(60) })
  await layItem(world, beside.id, { owner: 'housing', text: 'Of another case' })
  await giveSeat(world, beside.id, world.agency.papers.desk)
  await addTwin(world)
})
afterAll(() => world.drop())

const moment = async () =>
  (await world.sql<{ at: string }>('select to_jsonb(clock_timestamp()) as at'))[0]?.at ?? ''

async function layLead(
  name: string,
  to: AgencyName,
  domain: string,
  voluntary: boolean,
  category = domain,
) {
  lead[name] = randomUUID()
  const [asked, city] = [world.agency[to], world.agency.city]
  await world.sql(
    `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
       state, answered_at, voluntary, agreed, period)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8, 'accepted', now(), $9, daterange($10, null), daterange($10, null))`,
    [
      ...[lead[name], kase.id, domain, world.clause(category), asked.id, asked.desk],
      ...[city.id, city.desk, voluntary, day(61)],
    ],
  )
}

async function layEverything() {
  await layLead('open', 'probation', 'work', false)
  await layLead('voluntary', 'exit', 'family_community', true)
  await layLead('closed since', 'probation', 'education', false)
  await layLead('opened since', 'exit', 'relations', true, 'family_community')
  for (const [domain, required] of [
    ['work', 'wish'],
    ['education', 'imposed'],
  ])
    await world.sql(
      `insert into app.case_needs (authority_id, case_id, domain, clause_id, required) values (1, $1, $2, $3, $4)`,
      [kase.id, domain, world.clause(domain ?? ''), required],
    )
  await world.sql(
    `insert into app.periods (authority_id, id, case_id, clause_id, kind, cycle, during, source_sealed, recorded_by)
     values (1, gen_random_uuid(), $1, $2, 'supervision', 1, daterange($3, null), '\\x00', 1)`,
    [kase.id, world.clause('supervision'), day(-30)],
  )
  await world.sql('update app.cases set measure_ends_on = $2 where id = $1', [kase.id, day(400)])
  await world.sql(
    `insert into app.continuations (authority_id, case_id, domain, clause_id, goes_on, way, said_on, language, recorded_by)
     values (1, $1, 'family_community', $2, true, 'paper', current_date, 'fr', 1)`,
    [kase.id, world.clause('family_community')],
  )
  await world.sql(
    `update app.milestones set voluntary = true, owner_principal = $2 where case_id = $1 and code = 'plan_signed'`,
    [kase.id, world.agency.exit.desk],
  )
  item.open = await layItem(world, kase.id, { owner: 'housing', text: 'As it was' })
  item.anew = await layItem(world, kase.id, { owner: 'housing', text: 'As it was' })
  item.restricted = await layItem(world, kase.id, { owner: 'housing' })
  item.own = await layItem(world, kase.id, { owner: 'housing', mode: 'agency' })
  item.special = await layItem(world, kase.id, {
    ...{ owner: 'housing', mode: 'named', audience: [world.agency.probation.desk] },
    special: { approver: world.agency.city.member },
  })
}

async function changeEverything() {
  await world.sql('update app.leads set voluntary = false where id = $1', [lead['opened since']])
  await world.sql(
    `update app.case_needs set required = 'imposed' where case_id = $1 and domain = 'work'`,
    [kase.id],
  )
  await world.sql(
    `update app.milestones set voluntary = false where case_id = $1 and code = 'plan_signed'`,
    [kase.id],
  )
  await world.sql(`update app.leads set voluntary = true where id = $1 and authority_id = 1`, [
    lead['closed since'],
  ])
  await world.sql(
    `update app.case_needs set required = 'wish' where case_id = $1 and domain = 'education'`,
    [kase.id],
  )
  await world.sql(
    `update app.milestones set voluntary = true, owner_principal = $2 where case_id = $1 and code = 'go_no_go'`,
    [kase.id, world.agency.exit.desk],
  )
  await layVersion(world, item.anew ?? '', 2, 'Another')
  await world.sql(`update app.items set state = 'restricted' where id = $1`, [item.restricted])
  await world.sql(
    'update app.special_items set approved_at = now(), approved_by = approver where id = $1',
    [item.special],
  )
}

interface Rows {
  k: string | null
  leads: string[]
  needs: string[]
  steps: string[]
  said: number
  periods: number
  seats: string[]
}
async function rows(who: Reader, when = at): Promise<Rows | undefined> {
  const [found] = await ask<Rows>(
    world,
    who,
    `select (p.k).id as k, array(select l.id from unnest(p.leads) l) as leads, array(select n.domain from unnest(p.needs) n order by 1) as needs,
       array(select m.code from unnest(p.steps) m) as steps, cardinality(p.said) as said, cardinality(p.periods) as periods,
       array(select s ->> 'name' from jsonb_array_elements(p.seats) s) as seats from read.rows_as_known($1, $2) p`,
    [kase.id, when],
  )
  return found
}
async function items(who: Reader, when = at): Promise<Record<string, unknown>> {
  const found = await ask<{ all: { id: string; words: object | null; stateThen: string }[] }>(
    world,
    who,
    `select read.items_as_known(c, $2) as all from app.cases c where c.id = $1`,
    [kase.id, when],
  )
  const names = new Map(Object.entries(item).map(([name, id]) => [id, name]))
  const all = found[0]?.all ?? []
  return Object.fromEntries(
    all.map(({ id, words, stateThen }) => [names.get(id), [words !== null, stateThen]]),
  )
}

describe('who does not see the case sees no past of it', () => {
  const nothing = { k: null, leads: [], needs: [], steps: [], seats: [] }
  test.each(['police', 'stranger', 'unsigned', 'privacy'] as const)('%s', async (who) => {
    expect(await rows(who)).toMatchObject(nothing)
    expect(await items(who)).toEqual({})
    expect(
      await ask(world, who, 'select * from read.own_items_then($1, now())', [kase.id]),
    ).toEqual([])
  })
  test('an agency that left, a seat that ended, another purpose, a case that somebody closed to themselves', async () => {
    const left = (on: string) =>
      `update app.arrangement_parties set left_on = ${on} where agency_id = ${world.agency.housing.id}`
    const ended = (until: string) =>
      `update app.seats set period = tstzrange(lower(period), ${until}) where principal = ${world.agency.housing.desk}`
    const key = world.db.keys.newDataKey(1).wrapped.toString('hex')
    const shut = `insert into app.closeness (authority_id, id, member_id, person_id, case_id, reason_sealed, key_wrapped)
      values (1, gen_random_uuid(), ${world.agency.housing.member}, '${kase.person}', '${kase.id}', '\\x00', '\\x${key}')`
    const ways = [
      [left('current_date'), left('null')],
      [ended('clock_timestamp()'), ended('null')],
      [shut, 'delete from app.closeness'],
    ] as const
    for (const [change, undo] of ways)
      await meanwhile(world, change, undo, async () => {
        expect(await rows('housing'), change).toMatchObject(nothing)
        expect(await items('housing'), change).toEqual({})
        const own = 'select * from read.own_items_then($1, now())'
        expect(await ask(world, 'housing', own, [kase.id]), change).toEqual([])
      })
    expect(await rows('housing')).toMatchObject({ k: kase.id })
  })
  test('an agency that joined later sees of then what it may see today, and no more', async () => {
    await giveSeat(world, kase.id, world.agency.papers.desk)
    expect(await rows('papers')).toMatchObject({
      k: kase.id,
      needs: ['finance_papers'],
      periods: 0,
    })
  })
})

describe('each row passes the law of today as it stood and as it stands', () => {
  test('the desk sees all of it; the others neither what is voluntary nor what is a wish, then or now', async () => {
    const all = ['accommodation', 'education', 'finance_papers', 'health', 'work']
    const [city, probation, exit, housing] = await Promise.all(
      (['city', 'probation', 'exit', 'housing'] as const).map((who) => rows(who)),
    )
    expect(city).toMatchObject({ needs: all, said: 1, periods: 1 })
    expect(city?.leads).toEqual(expect.arrayContaining(Object.values(lead)))
    expect(city?.steps).toEqual(expect.arrayContaining(['plan_signed', 'go_no_go']))
    expect(city?.seats).toContain('Bridge desk')
    // Probation was asked for education: it is still its own lead, now a voluntary one.
    expect(probation?.leads).toEqual(expect.arrayContaining([lead.open, lead['closed since']]))
    expect(probation).toMatchObject({
      needs: ['accommodation', 'finance_papers'],
      said: 0,
      periods: 1,
    })
    for (const seen of [probation, housing]) {
      expect(seen?.leads).not.toContain(lead.voluntary)
      expect(seen?.leads).not.toContain(lead['opened since'])
      expect(seen?.steps).not.toContain('plan_signed')
      expect(seen?.steps).not.toContain('go_no_go')
      expect(seen?.seats).not.toContain('Bridge desk')
    }
    expect(exit?.leads.sort()).toEqual([lead.voluntary, lead['opened since']].sort())
    // Not near, and an agency that enforces, though it leads.
    expect(exit?.said).toBe(0)
    expect(await rows('prison')).toMatchObject({ k: kase.id, said: 0 })
    expect(exit?.steps).toEqual(expect.arrayContaining(['plan_signed', 'go_no_go']))
    // Housing has no clause of custody nor of work.
    expect(housing).toMatchObject({ periods: 0, said: 0 })
    expect(housing?.leads).not.toContain(lead.open)
  })
  test('what was open then and is voluntary today is shown to the desk and to whom it was offered', async () => {
    const seat = await world.session(world.agency.papers.id, ['case_worker'])
    await giveSeat(world, kase.id, 10_000 + seat.member)
    const other = await rows(seat)
    expect(other?.leads ?? []).not.toContain(lead['closed since'])
    await meanwhile(
      world,
      `update app.leads set to_principal = ${world.agency.exit.desk} where id = '${lead['closed since']}'`,
      `update app.leads set to_principal = ${world.agency.probation.desk} where id = '${lead['closed since']}'`,
      async () => expect((await rows('probation'))?.leads).not.toContain(lead['closed since']),
    )
  })
  test('a look in an emergency is a matter of the log', async () => {
    const seat = await world.session(world.agency.papers.id, ['case_worker'])
    await giveSeat(world, kase.id, 10_000 + seat.member, { relation: 'override' })
    expect((await rows('city', await moment()))?.seats).not.toContain(`Member ${seat.member}`)
  })
})

describe('items: what may be read today, in the wording of then', () => {
  test('their owner reads each version and knows how it stood; others what is meant for them today', async () => {
    expect(await items('housing')).toEqual({
      ...{ open: [true, 'current'], anew: [true, 'current'] },
      ...{ restricted: [true, 'current'], own: [true, 'current'], special: [true, 'current'] },
    })
    expect(await items('probation')).toEqual({ open: [true, null], anew: [false, null] })
    expect(await items('health')).toEqual({ open: [true, null], anew: [false, null] })
  })
  test('sensitive words are known from their approval on', async () => {
    expect(Object.keys(await items('probation', await moment()))).toContain('special')
    expect(Object.keys(await items('health', await moment()))).not.toContain('special')
    // Its author knew before.
    expect(Object.keys(await items('housing'))).toContain('special')
    const { id, desk } = world.agency.housing
    const colleague = await world.session(id, ['case_worker'], desk)
    expect(Object.keys(await items(colleague))).not.toContain('special')
    expect(Object.keys(await items(colleague, await moment()))).toContain('special')
  })
  test('an erased item has no past, and nothing of it lies among former rows', async () => {
    const kept = () =>
      world.sql(
        'select 1 from audit.row_versions where authority_id = 1 and former::text like $1',
        [`%${item.anew}%`],
      )
    expect((await kept()).length).toBeGreaterThan(0)
    await world.sql('select act.remove_item(1, $1, false)', [item.anew])
    expect(await kept()).toEqual([])
    expect(Object.keys(await items('housing'))).not.toContain('anew')
    await world.sql('select act.erase_item(1, $1, false)', [item.restricted])
    expect((await items('housing')).restricted).toEqual([false, 'withdrawn'])
  })
})
