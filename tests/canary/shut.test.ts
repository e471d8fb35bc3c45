import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layRow } from '../rows.ts'
import { day } from '../world.ts'
import { layItem, layProposal } from '../world-items.ts'
import { type CanaryCity, openCanaryCity } from './city.ts'
import { layKnown } from './hide.ts'

interface Shut {
  table: string
  column: string
  qual: string
  permissive: string
}

const question = `select format('%I.%I', schemaname, tablename) as "table", qual, permissive,
        case tablename when 'cases' then 'id' when 'persons' then 'id'
                       when 'person_identifiers' then 'person_id' else 'case_id' end as "column"
   from pg_policies where policyname = 'shut' order by 1`

let city: CanaryCity
let shut: string
let person: string
let tables: Shut[]
beforeAll(async () => {
  city = await openCanaryCity()
  const laid = await layKnown(city)
  shut = laid.shut.id
  person = laid.shut.person
  await layProtected(city, shut)
  tables = await city.world.sql<Shut>(question)
  // With every other lock open, only this one is left to hold.
  for (const { table } of tables)
    await city.world.sql(
      `create policy opened on ${table} as permissive for select to throughcare_actor using (true);
       grant select on ${table} to throughcare_actor`,
    )
})
afterAll(() => city.close())

/** What was once kept of it as specially protected, and a change of sensitive words that waits. */
async function layProtected({ world }: CanaryCity, kase: string): Promise<void> {
  const { city: desk, probation, privacy } = world.agency
  const protection = await layRow(world, 'protections', {
    ...{
      id: randomUUID(),
      case_id: kase,
      kind: 'victim',
      named: [desk.member],
      marked_by: desk.member,
    },
    ...{ key_wrapped: world.db.keys.newDataKey(1).wrapped, end_reason_sealed: '\\x00' },
    ...{ ended_by: desk.member, ended_at: new Date() },
  })
  await layRow(world, 'protection_admissions', {
    ...{ id: randomUUID(), protection_id: protection, case_id: kase, until: day(9) },
    ...{ member_id: probation.member, admitted_by: desk.member },
  })
  const special = { approver: privacy.member, approved: true }
  const named = { mode: 'named' as const, audience: [probation.desk] }
  const item = await layItem(world, kase, { ...named, special })
  await layProposal(world, item, privacy.member, 'It changed.')
}

const rowsOf = async (who: 'police' | 'probation', { table, column }: Shut): Promise<number> => {
  const of = ['app.persons', 'app.person_identifiers'].includes(table) ? person : shut
  const { rows } = await city.world.as(who, (tx) =>
    tx.executeQuery<{ n: number }>(
      CompiledQuery.raw(`select count(*)::int as n from ${table} where ${column} = $1`, [of]),
    ),
  )
  return rows[0]?.n ?? 0
}

test('who closed a case to themselves finds no row of it in any table, were every other lock open (PI5)', async () => {
  const seen: string[] = []
  const held: string[] = []
  for (const one of tables) {
    if ((await rowsOf('police', one)) > 0) seen.push(one.table)
    if ((await rowsOf('probation', one)) > 0) held.push(one.table)
  }
  expect(seen).toEqual([])
  // Whoever closed nothing finds the rows: there was something to hide.
  expect(held.length).toBeGreaterThan(12)
  for (const one of ['protections', 'protection_admissions', 'special_item_changes'])
    expect(held).toContain(`app.${one}`)
})

test('each of these locks says the same, and none can be widened by another', async () => {
  const now = await city.world.sql<Shut>(question)
  // Looks and the log are kept only from those who closed the case to themselves: they watch over marked cases.
  const usual = (column: string, by: string) =>
    `((${column} = ANY (( SELECT actor.${by}() AS ${by})::uuid[])) IS NOT TRUE)`
  const ofPersons = (column: string) =>
    `(${column} <> ALL (( SELECT actor.shut_persons() AS shut_persons)::uuid[]))`
  for (const { table, column, qual } of now) {
    const by = /^(app\.overrides|audit\.events)$/.test(table) ? 'shut_by_me' : 'shut'
    const rule = /persons|person_id/.test(table) ? ofPersons(column) : usual(column, by)
    expect([table, qual.replace(/\s+/g, ' ')]).toEqual([table, rule])
  }
  expect(now.filter(({ permissive }) => permissive !== 'RESTRICTIVE')).toEqual([])
  expect(now.length).toBeGreaterThan(30)
})
