import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, meanwhile } from '../../../tests/law.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'
import { editionInForce, type ToldEdition } from './edition-rule.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

const agencies = [1, 2, 3, 4]
const offset = fc.integer({ min: -40, max: 40 })
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 })

const party = fc.record({
  signed: optional(offset),
  stays: optional(fc.integer({ min: 0, max: 50 })),
})
const edition = fc.record({
  from: offset,
  lasts: optional(fc.integer({ min: 1, max: 60 })),
  transition: optional(fc.integer({ min: 0, max: 60 })),
  parties: fc.tuple(party, party, party, party),
})

/** An agreement that somebody might have made, with up to four editions. */
const lineage = fc.array(edition, { minLength: 1, maxLength: 4 }).map((editions) =>
  editions.map(
    ({ from, lasts, transition, parties }, place): ToldEdition => ({
      edition: place + 1,
      validFrom: day(from),
      validUntil: lasts === null ? null : day(from + lasts),
      transitionUntil: transition === null ? null : day(from + transition),
      parties: parties.map(({ signed, stays }, at) => ({
        agency: agencies[at] ?? 0,
        signedOn: signed === null ? null : day(signed),
        leftOn: signed === null || stays === null ? null : day(signed + stays),
      })),
    }),
  ),
)

async function layDown(told: readonly ToldEdition[][]): Promise<void> {
  const rows = told.flatMap((editions, at) =>
    editions.map((one) => ({ ...one, id: 1000 + at * 10 + one.edition, lineage: 1001 + at * 10 })),
  )
  const text = JSON.stringify(rows)
  await world.sql(
    `insert into app.arrangements (authority_id, id, lineage_id, edition, supersedes_id, reference, title, valid_from, valid_until, transition_until, document, fallback_principal)
     select 1, r.id, r.lineage, r.edition, case when r.edition > 1 then r.id - 1 end, 'x', 'x', r."validFrom", r."validUntil", r."transitionUntil", 'x', 10
       from jsonb_to_recordset($1) as r(id int, lineage int, edition int, "validFrom" date, "validUntil" date, "transitionUntil" date) order by r.id`,
    [text],
  )
  await world.sql(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by, left_on)
     select 1, r.id, p.agency, p."signedOn", case when p."signedOn" is not null then 'x' end, p."leftOn"
       from jsonb_to_recordset($1) as r(id int, parties jsonb)
       cross join lateral jsonb_to_recordset(r.parties) as p(agency int, "signedOn" date, "leftOn" date)`,
    [text],
  )
}

test('SH1: the edition in force is what the rule in plain words says, on thousands of invented agreements', async () => {
  const told = fc.sample(lineage, { numRuns: 250, seed: 20261120 })
  await layDown(told)
  const days = [-30, -9, -1, 0, 1, 12, 35].map(day)
  const found = await world.sql<{ day: string; agency: number; lineage: number; edition: number }>(
    `select d.day::text as day, g.agency, e.lineage_id as lineage, e.edition
       from unnest($1::date[]) d(day) cross join unnest($2::int[]) g(agency)
       cross join lateral actor.editions(1, g.agency, d.day) e where e.lineage_id > 1000`,
    [days, agencies],
  )
  const key = (at: number, agency: number, on: string) => `${at}/${agency}/${on}`
  const said = new Map(
    found.map((row) => [key((row.lineage - 1001) / 10, row.agency, row.day), row.edition]),
  )
  const wrong: string[] = []
  let inForce = 0
  for (const [at, editions] of told.entries())
    for (const agency of agencies)
      for (const on of days) {
        const expected = editionInForce(editions, agency, on)
        if (expected) inForce += 1
        if (expected !== said.get(key(at, agency, on))) wrong.push(key(at, agency, on))
      }
  expect(wrong).toEqual([])
  // It compared something: many are in force, many are not.
  expect(inForce).toBeGreaterThan(500)
  expect(said.size).toBe(inForce)
})

test('ends_on is a last day that holds, and the day after it the edition is in force no more', async () => {
  const rows = await world.sql<{ wrong: number; asked: number }>(
    `select count(*) filter (where not exists (select from actor.editions(1, g.agency, e.ends_on) x where x.arrangement_id = e.arrangement_id)
              and e.ends_on >= current_date
            or exists (select from actor.editions(1, g.agency, e.ends_on + 1) y where y.arrangement_id = e.arrangement_id))::int as wrong,
            count(*)::int as asked
       from unnest($1::int[]) g(agency)
       cross join lateral actor.editions(1, g.agency, current_date) e
      where e.ends_on is not null
        -- As things stand: without signatures that are given later only.
        and not exists (select from app.arrangement_parties p join app.arrangements w on w.authority_id = p.authority_id and w.id = p.arrangement_id
              where w.authority_id = 1 and w.lineage_id = e.lineage_id and p.signed_on > current_date)`,
    [agencies],
  )
  expect(rows[0]?.asked).toBeGreaterThan(10)
  expect(rows[0]?.wrong).toBe(0)
})

// One edition in force that all have signed, and a second one: each part of the rule in turn.
describe('editions of one agreement', () => {
  const police = 4
  const probation = 3
  const clause = 200
  beforeAll(async () => {
    await world.sql('delete from app.arrangement_parties where arrangement_id > 1000')
    await world.sql(
      `insert into app.arrangements (authority_id, id, supersedes_id, reference, title, valid_from, valid_until, transition_until, document, fallback_principal)
       values (1, 2, 1, '2026/2', 'Second edition', current_date - 5, current_date + 300, current_date + 30, 'x', 10)`,
    )
    await world.sql(
      `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by)
       select 1, 2, agency_id, case when agency_id in (1, 3) then current_date - 5 end, case when agency_id in (1, 3) then 'x' end
         from app.arrangement_parties where arrangement_id = 1 and agency_id <> 8`,
    )
    await world.sql(
      `insert into app.clauses select authority_id, id + ${clause}, 2, purpose, category, label, basis from app.clauses where arrangement_id = 1`,
    )
    // In the second edition probation sees health, and police receive accommodation by a decision only.
    await world.sql(
      `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight, on_decision)
       select authority_id, clause_id + ${clause}, agency_id, may_contribute,
              case when agency_id = 3 and clause_id = 8 then 'full' when agency_id = 4 and clause_id = 5 then null else sight end,
              agency_id = 4 and clause_id = 5 from app.clause_rights where clause_id < ${clause}`,
    )
  })
  const held = async (who: 'police' | 'probation' | 'exit' | 'unsigned') => {
    const [row] = await ask<{
      clauses: number[]
      share: number[]
      brings: number[]
      seen: string[]
    }>(
      world,
      who,
      'select actor.clauses() as clauses, actor.shareable() as share, actor.contributes() as brings, actor.categories() as seen',
    )
    return row ?? { clauses: [], share: [], brings: [], seen: [] }
  }
  const health = () => world.clause('health')
  const bed = () => world.clause('accommodation')

  test('who signed the second edition has its cells, for the clauses of both editions', async () => {
    const { clauses, brings } = await held('probation')
    expect(clauses).toEqual(expect.arrayContaining([health(), health() + clause]))
    expect(brings.length).toBeGreaterThan(0)
    expect(brings.every((id) => id > clause)).toBe(true)
  })
  test('who signed the first alone keeps its former rights while the transition runs, on new rows too', async () => {
    const { clauses, brings, share } = await held('police')
    expect(clauses).toEqual(expect.arrayContaining([bed(), bed() + clause]))
    expect(share).toEqual(expect.arrayContaining([bed()]))
    expect(brings.every((id) => id < clause)).toBe(true)
  })
  test('on the day after the transition who has not signed has nothing, without a row rewritten', async () => {
    const gone = await meanwhile(
      world,
      'update app.arrangements set transition_until = current_date - 1 where id = 2',
      'update app.arrangements set transition_until = current_date + 30 where id = 2',
      () => held('police'),
    )
    expect(gone).toEqual({ clauses: [], share: [], brings: [], seen: [] })
    const last = await meanwhile(
      world,
      'update app.arrangements set transition_until = current_date where id = 2',
      'update app.arrangements set transition_until = current_date + 30 where id = 2',
      () => held('police'),
    )
    expect(last.clauses).toContain(bed())
  })
  test('who is no party of the second edition keeps the first until the transition ends', async () => {
    expect((await held('exit')).seen).toContain('relations')
    const gone = await meanwhile(
      world,
      'update app.arrangements set transition_until = null where id = 2',
      'update app.arrangements set transition_until = current_date + 30 where id = 2',
      () => held('exit'),
    )
    expect(gone.clauses).toEqual([])
  })
  test('one signature begins nothing: the first edition stays in force for everybody', async () => {
    const alone = await meanwhile(
      world,
      `update app.arrangement_parties set signed_on = null, signed_by = null where arrangement_id = 2 and agency_id = 1;
       update app.arrangements set transition_until = null where id = 2`,
      `update app.arrangement_parties set signed_on = current_date - 5, signed_by = 'x' where arrangement_id = 2 and agency_id = 1;
       update app.arrangements set transition_until = current_date + 30 where id = 2`,
      async () => [await held('police'), await held('probation')],
    )
    expect(alone[0]?.clauses).toContain(bed())
    expect(alone[1]?.clauses).not.toContain(health())
  })
  test('the cell "by decision" is received by a share and seen by nobody before', async () => {
    const signed = await meanwhile(
      world,
      `update app.arrangement_parties set signed_on = current_date, signed_by = 'x' where arrangement_id = 2 and agency_id = ${police}`,
      `update app.arrangement_parties set signed_on = null, signed_by = null where arrangement_id = 2 and agency_id = ${police}`,
      () => held('police'),
    )
    expect(signed.clauses).not.toContain(bed())
    expect(signed.share).toEqual(expect.arrayContaining([bed(), bed() + clause]))
    expect(signed.seen).not.toContain('accommodation')
  })
  test('who leaves the second edition while the transition runs falls back on the first; afterwards on nothing', async () => {
    const [left, back] = [
      `update app.arrangement_parties set left_on = current_date where arrangement_id = 2 and agency_id = ${probation}`,
      `update app.arrangement_parties set left_on = null where arrangement_id = 2 and agency_id = ${probation}`,
    ]
    const others = `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by)
      values (1, 2, 8, current_date - 1, 'x')`
    const found = await meanwhile(
      world,
      `${left}; ${others}`,
      `${back}; delete from app.arrangement_parties where arrangement_id = 2 and agency_id = 8`,
      () => held('probation'),
    )
    expect(found.clauses).toContain(bed())
    expect(found.clauses).not.toContain(health())
    // And when nobody but one is left in the second, that one falls back on the first as well.
    expect((await meanwhile(world, left, back, () => held('exit'))).seen).toContain('relations')
  })
  test('who left the whole agreement, and everybody when it expires, has nothing from that day on', async () => {
    const whole = await meanwhile(
      world,
      `update app.arrangement_parties set left_on = current_date where agency_id = ${probation}`,
      `update app.arrangement_parties set left_on = null where agency_id = ${probation}`,
      () => held('probation'),
    )
    expect(whole.clauses).toEqual([])
    const over = await meanwhile(
      world,
      'update app.arrangements set valid_until = current_date - 1 where id in (1, 2)',
      'update app.arrangements set valid_until = current_date + 300 where id in (1, 2)',
      async () => [await held('probation'), await held('police')],
    )
    expect(over.map(({ clauses }) => clauses)).toEqual([[], []])
  })
  test('who signed nothing has nothing in whichever edition', async () => {
    expect((await held('unsigned')).clauses).toEqual([])
  })
  test('on a basis that has ended nothing new is brought; what is there is still read', async () => {
    await world.sql(
      `insert into app.legal_bases (authority_id, id, kind, citation, objective, categories, purposes, bodies, valid_from, valid_until, reviewed_by, reviewed_on, state)
       values (1, 90, 'public_task', 'Act, art. 1', 'Help', '{work}', '{reintegration}', '{3}', current_date - 9, current_date + 9, 'Counsel', current_date, 'active')`,
    )
    const cell = `clause_id = ${world.clause('work') + clause} and agency_id = 3`
    await world.sql(`update app.clause_rights set basis_id = 90 where ${cell}`)
    const brings = async () =>
      (await held('probation')).brings.includes(world.clause('work') + clause)
    expect(await brings()).toBe(true)
    const ended = await meanwhile(
      world,
      'update app.legal_bases set valid_until = current_date - 1 where id = 90',
      'update app.legal_bases set valid_until = current_date + 9 where id = 90',
      async () => [await brings(), (await held('probation')).seen.includes('work')],
    )
    expect(ended).toEqual([false, true])
    await world.sql(`update app.legal_bases set state = 'withdrawn' where id = 90`)
    expect(await brings()).toBe(false)
    await world.sql(`update app.clause_rights set basis_id = null where ${cell}`)
  })
  test('editions of the same numbers in another authority give nothing here', async () => {
    const before = await held('police')
    await addTwin(world)
    await world.sql(
      'update app.arrangements set transition_until = null where authority_id = 2 and id = 2',
    )
    await world.sql(
      'update app.arrangement_parties set left_on = current_date where authority_id = 2 and signed_on <= current_date',
    )
    expect(await held('police')).toEqual(before)
  })
})
