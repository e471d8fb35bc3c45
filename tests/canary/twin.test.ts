import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/platform/config.ts'
import { addTwin } from '../law.ts'
import { type CanaryCity, openCanaryCity } from './city.ts'
import { hideEverything } from './hide.ts'

/** Every table that a rule of the law lets somebody read. */
const tables = [
  ...new Set(
    globSync('src/modules/*/policy.sql', { cwd: projectRoot }).flatMap((file) =>
      [
        ...readFileSync(join(projectRoot, file), 'utf8').matchAll(
          /^create policy \S+ on (app\.\S+) for select/gm,
        ),
      ].map(([, table]) => table ?? ''),
    ),
  ),
]
  // Words that all cities have in common belong to none.
  .filter((table) => !/(handover_check_kinds|pathway_steps|pathways|purposes)$/.test(table))
  .sort()
const readers = ['city', 'probation', 'police', 'health', 'exit', 'prison', 'privacy'] as const

const keyOf = (table: string) => (table === 'app.authorities' ? 'id' : 'authority_id')

let city: CanaryCity
const seen = new Set<string>()
beforeAll(async () => {
  city = await openCanaryCity()
  await hideEverything(city)
  await addTwin(city.world)
})
afterAll(() => city.close())

const rows = async (who: (typeof readers)[number], table: string, authority: number) => {
  const found = await city.world.as(who, (tx) =>
    tx.executeQuery<{ n: number }>(
      CompiledQuery.raw(`select count(*)::int as n from ${table} where ${keyOf(table)} = $1`, [
        authority,
      ]),
    ),
  )
  return found.rows[0]?.n ?? 0
}

describe('a city that is the same to the last number is another city (SEC-10)', () => {
  for (const table of tables)
    test(`nobody reads the rows of its ${table}`, async () => {
      for (const who of readers) {
        expect([who, await rows(who, table, 2)]).toEqual([who, 0])
        if ((await rows(who, table, 1)) > 0) seen.add(table)
      }
    })
  test('every rule by which rows are read names the own authority first, also where no row lies yet', async () => {
    const rules = await city.world.sql<{ table: string; name: string; qual: string }>(
      `select format('%I.%I', schemaname, tablename) as "table", policyname as name, qual from pg_policies
        where schemaname = 'app' and permissive = 'PERMISSIVE' and cmd = 'SELECT' and 'throughcare_actor' = any (roles)`,
    )
    const own = /^\(+(authority_id|id) = \( SELECT actor\.authority\(\) AS authority\)\)/
    const open = rules.filter(({ table, qual }) => tables.includes(table) && !own.test(qual))
    expect(open.map(({ table, name }) => `${name} on ${table}`)).toEqual([])
    expect(rules.length).toBeGreaterThan(80)
  })
  test('of their own city they read rows of most of these tables', () => {
    expect(seen.size).toBeGreaterThan(30)
  })
})
