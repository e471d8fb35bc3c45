import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asReader, giveSeat } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { layItem } from '../../../tests/world-items.ts'
import { findShareRefusal } from './queries/shares.ts'

/** Six parties of one agreement. */
const parties = ['city', 'prison', 'probation', 'police', 'housing', 'health'] as const
type Party = (typeof parties)[number]
const categories = ['accommodation', 'work', 'finance_papers', 'family_community'] as const
const cells = ['full', 'on_decision', 'summary', 'none'] as const
const states = ['current', 'contested', 'restricted', 'withdrawn'] as const

interface Cell {
  sight: (typeof cells)[number]
  secrecy: boolean
}
type Matrix = Record<string, Cell>

let world: World
let kase: string
beforeAll(async () => {
  world = await makeWorld()
  kase = (await world.openCase({ release: day(30) })).id
  for (const party of parties)
    if (party !== 'city') await giveSeat(world, kase, world.agency[party].desk)
})
afterAll(() => world.drop())

const attempt = fc.record({
  owner: fc.constantFrom(...parties),
  by: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, fc.constantFrom(...parties)),
  category: fc.constantFrom(...categories),
  recipients: fc.uniqueArray(fc.constantFrom(...parties), { minLength: 0, maxLength: 3 }),
  state: fc.oneof({ weight: 6, arbitrary: fc.constant('current') }, fc.constantFrom(...states)),
  mode: fc.constantFrom('table', 'named', 'table', 'named', 'agency'),
  review: fc.constantFrom(null, 0, 30, 30, -1),
  noOnward: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
  expires: fc.constantFrom(0, 1, 90, 499, 500, -1, 501),
  reasoned: fc.boolean(),
  released: fc.boolean(),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never
const matrix = fc.array(
  fc.record({
    sight: fc.oneof(
      { weight: 4, arbitrary: fc.constant('full' as const) },
      fc.constantFrom(...cells),
    ),
    secrecy: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  }),
  { minLength: parties.length * categories.length, maxLength: parties.length * categories.length },
)

/** What the rule says (R5, R6), written from its words and not from the database. */
function allowed(rights: Matrix, a: Attempt): boolean {
  const cell = (party: string) => rights[`${party} ${a.category}`] as Cell
  const sees = (party: string) => cell(party).sight === 'full'
  if (a.by !== null && a.by !== a.owner) return false
  if (a.state !== 'current' || a.mode === 'agency' || a.noOnward) return false
  if (a.review !== null && a.review < 0) return false
  if (!sees(a.owner) || a.recipients.length === 0) return false
  if (a.recipients.some((party) => !['full', 'on_decision'].includes(cell(party).sight)))
    return false
  if (a.expires < 0 || a.expires > 500) return false
  if (a.recipients.some((party) => cell(party).sight === 'on_decision') && !a.reasoned) return false
  return !cell(a.owner).secrecy || a.released
}

async function lay(rights: Cell[]): Promise<Matrix> {
  const laid: Matrix = {}
  const rows: unknown[] = []
  for (const [p, party] of parties.entries())
    for (const [c, category] of categories.entries()) {
      const cell = rights[p * categories.length + c] as Cell
      laid[`${party} ${category}`] = cell
      rows.push({
        clause_id: world.clause(category),
        agency_id: world.agency[party].id,
        sight: ['full', 'summary'].includes(cell.sight) ? cell.sight : null,
        on_decision: cell.sight === 'on_decision',
        secrecy: cell.secrecy,
        release_ground: cell.secrecy ? 'Code art. 458' : null,
      })
    }
  await world.sql(
    'delete from app.clause_rights where authority_id = 1 and clause_id = any($1) and agency_id = any($2)',
    [categories.map(world.clause), parties.map((party) => world.agency[party].id)],
  )
  await world.sql(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight, on_decision, secrecy, release_ground)
     select 1, r.clause_id, r.agency_id, coalesce(r.sight = 'full', false), r.sight, r.on_decision, r.secrecy, r.release_ground
       from jsonb_to_recordset($1) as r(clause_id int, agency_id int, sight app.sight, on_decision boolean, secrecy boolean, release_ground text)
      where r.sight is not null or r.on_decision`,
    [JSON.stringify(rows)],
  )
  return laid
}

/** What the database says to the same attempt. */
async function answered(a: Attempt, item: string): Promise<boolean> {
  const refusal = await asReader(world, (a.by ?? a.owner) as AgencyName, (tx) =>
    findShareRefusal(tx, {
      caseId: kase,
      items: [item],
      recipients: a.recipients.map((party: Party) => world.agency[party].desk),
      expiresOn: day(a.expires),
      reasoned: a.reasoned,
      released: a.released,
    }),
  )
  return refusal === null
}

const thoroughness = Number(process.env.THROUGHCARE_THOROUGHNESS ?? 1)
const [agreements, each] = [5 * thoroughness, 50]

test(`${agreements * each} attempts to share under agreements of six parties: the database says what the rule says (N1)`, {
  timeout: 600_000 * thoroughness,
}, async () => {
  const counts = { tried: 0, allowed: 0, differences: [] as unknown[] }
  for (const [seed, rights] of fc
    .sample(matrix, { numRuns: agreements, seed: 20261120 })
    .entries()) {
    const laid = await lay(rights)
    for (const a of fc.sample(attempt, { numRuns: each, seed: 7 + seed })) {
      const item = await layItem(world, kase, {
        owner: a.owner,
        category: a.category,
        state: a.state as 'current',
        mode: a.mode as 'table',
        audience: a.mode === 'named' ? [world.agency.city.desk] : [],
        reviewBy: a.review === null ? null : day(a.review),
        noOnward: a.noOnward,
      })
      const expected = allowed(laid, a)
      counts.tried += 1
      if (expected) counts.allowed += 1
      if ((await answered(a, item)) !== expected) counts.differences.push({ a, expected })
    }
  }
  expect(counts.differences).toEqual([])
  expect(counts.tried).toBe(agreements * each)
  // A table that says no to everything would agree with a database that does.
  expect(counts.allowed).toBeGreaterThan(15 * thoroughness)
})
