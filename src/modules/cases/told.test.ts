import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask, asReader, giveSeat } from '../../../tests/law.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'

// What an opened case tells beside its rows, past the policies: the agencies, the agreement, and who leads it.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

interface Told {
  basis: { arrangement: string } | null
  agencies: { id: number; name: string }[]
}
const toldTo = async (who: 'city' | 'probation', ref: string) =>
  (await ask<{ told: Told }>(world, who, 'select told from read.case_rows($1)', [ref]))[0]?.told

test('an opened case names the agencies of which it speaks, each once, and no other', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, world.agency.probation.desk)
  const { city, prison, probation } = world.agency
  const ids = (await toldTo('probation', ref))?.agencies.map((one) => one.id)
  expect(ids?.toSorted((one, other) => one - other)).toEqual([city.id, prison.id, probation.id])
})

test('of the agreement under which a case was opened only its parties are told, and who keeps agreements', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  const { city, probation } = world.agency
  await giveSeat(world, id, probation.desk)
  expect((await toldTo('probation', ref))?.basis?.arrangement).toBe('2026/1')
  // One to which nobody has acceded, and in another authority all have, under the same number.
  for (const authority of [1, 2])
    await world.sql(
      `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
       values ($1, 55, '2026/55', 'x', current_date, 'x', 10)`,
      [authority],
    )
  await world.sql(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id)
     select 2, 55, id from app.agencies where authority_id = 2`,
  )
  await world.sql('update app.cases set arrangement_id = 55 where authority_id = 1 and id = $1', [
    id,
  ])
  expect((await toldTo('probation', ref))?.basis).toBeNull()
  expect((await toldTo('city', ref))?.basis?.arrangement).toBe('2026/55')
  const accede = (agency: number) =>
    world.sql(
      'insert into app.arrangement_parties (authority_id, arrangement_id, agency_id) values (1, 55, $1)',
      [agency],
    )
  await accede(city.id)
  expect((await toldTo('probation', ref))?.basis).toBeNull()
  await accede(probation.id)
  expect((await toldTo('probation', ref))?.basis?.arrangement).toBe('2026/55')
})

/** Who leads a case one after the other, asked as of a day, and with a database that looks at rows as they lie. */
async function ledBy(id: string, on: string): Promise<string[]> {
  return asReader(world, 'city', async (tx) => {
    await tx.executeQuery(
      CompiledQuery.raw(
        `select set_config(x, 'off', true) from unnest(array['enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan']) x`,
      ),
    )
    const { rows } = await tx.executeQuery<{ led: string }>(
      CompiledQuery.raw(
        `select s.agency_id || ' ' || s.state as led
           from app.cases c, read.segments_of_one(c, array(select p from app.case_leads p where p.case_id = c.id),
             array(select l from app.leads l where l.case_id = c.id and l.domain = 'lead'), '{}', $2) s
          where c.id = $1 order by s.starts`,
        [id, on],
      ),
    )
    return rows.map((one) => one.led)
  })
}

test('whom nobody succeeds is followed by the fallback that the own authority names', async () => {
  const { id } = await world.openCase({ release: day(60) })
  await world.sql('update app.principals set agency_id = 5 where authority_id = 2')
  // So that those of the other authority lie first.
  await world.sql('create index twin_first on app.principals (authority_id desc, id)')
  await world.sql('cluster app.principals using twin_first')
  await world.sql('drop index app.twin_first')
  expect(await ledBy(id, day(2))).toEqual(['2 accepted', '1 fallback'])
  const fallback = (desk: number) =>
    world.sql('update app.arrangements set fallback_principal = $1 where authority_id = 1', [desk])
  await fallback(world.agency.papers.desk)
  expect(await ledBy(id, day(2))).toEqual(['2 accepted', '7 fallback'])
  await fallback(world.agency.city.desk)
})

test('who is to lead a marked case that nobody of them can open leads no more from the day on which it is asked', async () => {
  const { id } = await world.openCase({ release: day(60) })
  const { city, housing } = world.agency
  await world.sql(
    `with agreed as (
       insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
         state, offered_by, answered_at, answered_by, agreed, period)
       values (1, gen_random_uuid(), $1, 'lead', $2, $3, $4, 1, 10, 'accepted', $5, now(), $6, daterange($7, null), daterange($7, null))
       returning id, clause_id)
     insert into app.case_leads (authority_id, case_id, position, clause_id, agency_id, principal, lead_id, agreed_on, starts_on)
     select 1, $1, 1, clause_id, $3, $4, id, $7, $7 from agreed`,
    [
      ...[id, world.clause('lead'), housing.id, housing.desk],
      ...[city.member, housing.member, day(4)],
    ],
  )
  const led = (on: string) => ledBy(id, on)
  const agreed = ['2 accepted', '5 accepted']
  // Days apart from today, so that midnight may pass meanwhile.
  const [over, soon, later] = [day(-2), day(2), day(6)]
  expect([await led(soon), await led(later)]).toEqual([agreed, agreed])
  await world.sql(
    `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
     select 1, gen_random_uuid(), id, 'minor', $2, $3, key_wrapped from app.cases where authority_id = 1 and id = $1`,
    [id, [city.member], city.member],
  )
  expect(await led(soon)).toEqual(['2 accepted', '1 fallback'])
  expect(await led(later)).toEqual([...agreed, '1 fallback'])
  // A day that is over is told as it was.
  expect(await led(over)).toEqual(agreed)
  await world.sql('update app.protections set named = named || $2::int where case_id = $1', [
    ...[id, housing.member],
  ])
  expect([await led(soon), await led(later)]).toEqual([agreed, agreed])
})
