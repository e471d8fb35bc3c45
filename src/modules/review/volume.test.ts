import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
let kase: { id: string; ref: string; person: string }
beforeAll(async () => {
  world = await makeWorld()
  kase = await world.openCase()
  // A hundred thousand entries of two thousand other cases, four hundred of this one, two hundred searches that showed the person.
  await world.sql(
    `insert into audit.events (authority_id, at, member_id, agency_id, purpose, action, case_id, detail, canonical, leaf)
     select 1, now() - make_interval(mins => n), 1 + n % 11, 1 + n % 11, 'reintegration',
            case when n % 500 = 7 then 'persons.search' when n % 10 = 3 then 'items.read' else 'case.read' end,
            case when n % 500 = 7 then null when n % 250 = 0 then $1::uuid else md5((n % 2000)::text)::uuid end,
            case when n % 500 = 7 then jsonb_build_object('query', n, 'shown', jsonb_build_array($2::text, md5(n::text))) else '{}' end, '', ''
       from generate_series(1, 100000) n`,
    [kase.id, kase.person],
  )
  await world.sql('analyze audit.events')
})
afterAll(() => world.drop())

interface Plan {
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
}

async function pagesRead(filter: object): Promise<number> {
  const [row] = await world.sql<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `explain (analyze, buffers, format json)
     select x.* from app.cases k cross join lateral audit.page_of_case(k, $2, null, false, '{}', 'infinity') x where k.id = $1`,
    [kase.id, JSON.stringify({ limit: 51, ...filter })],
  )
  const plan = row?.['QUERY PLAN'][0]?.Plan
  return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
}

test('a page of the log of a case reads its own entries by their index, whatever else there is', async () => {
  await pagesRead({})
  const [table] = await world.sql<{ pages: number }>(
    `select relpages as pages from pg_class where oid = 'audit.events'::regclass`,
  )
  for (const filter of [
    {},
    { member: 5 },
    { kind: 'opened' },
    { day: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) },
    { beforeAt: new Date(Date.now() - 30 * 86_400_000).toISOString(), beforeId: '50000' },
  ])
    expect(await pagesRead(filter), JSON.stringify(filter)).toBeLessThan(1200)
  expect(table?.pages).toBeGreaterThan(1500)
})
