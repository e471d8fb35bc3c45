import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, asReader } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
let kase: string
beforeAll(async () => {
  world = await makeWorld()
  kase = (await world.openCase()).id
})
afterAll(() => world.drop())

const record = 'select audit.record_read($1, $2, $3)'
const countOf = async (action: string) =>
  (await world.sql('select from audit.events where action = $1', [action])).length

test('to fold a reading looks only where it would lie, and passes over no others', async () => {
  // Of this case by the same reader, a day ago: by whatever index it is asked, none of them is passed over.
  await world.sql(
    `insert into audit.events (authority_id, at, member_id, agency_id, purpose, action, case_id, canonical, leaf)
     select 1, now() - interval '1 day', $1, $2, 'reintegration', 'test.other', $3,
            n::text, sha256(n::text::bytea) from generate_series(1, 1000) n`,
    [world.agency.city.member, world.agency.city.id, kase],
  )
  const passed = await asReader(world, 'city', async (tx) => {
    for (const version of [1, 2, 2])
      await tx.executeQuery(
        CompiledQuery.raw(record, ['test.planned', kase, JSON.stringify({ version })]),
      )
    // Rows are counted with the index by which they are looked up.
    const { rows } = await tx.executeQuery<{ scans: number; rows: number }>(
      CompiledQuery.raw(
        `select pg_stat_get_xact_numscans('audit.events'::regclass)::int as scans,
                sum(pg_stat_get_xact_tuples_returned(i.indexrelid))::int as rows
           from pg_index i where i.indrelid = 'audit.events'::regclass`,
      ),
    )
    return rows[0]
  })
  expect(passed?.scans).toBe(0)
  // The second and the third reading find the ones before them.
  expect(passed?.rows).toBeLessThan(10)
  expect(await countOf('test.planned')).toBe(2)
})

test('LED-33: a case read again within a quarter of an hour folds for who read it, for nobody else and not after', async () => {
  const read = (who: 'city' | 'probation') => ask(world, who, record, ['test.case', kase, '{}'])
  await read('city')
  await read('city')
  expect(await countOf('test.case')).toBe(1)
  await read('probation')
  expect(await countOf('test.case')).toBe(2)
  await world.sql(
    `update audit.events set at = at - interval '15 minutes 1 second' where action = 'test.case'`,
  )
  await read('city')
  expect(await countOf('test.case')).toBe(3)
})
