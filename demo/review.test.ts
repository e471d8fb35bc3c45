import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../src/platform/log.ts'
import { type FreshDatabase, freshDatabase } from '../tests/world-database.ts'
import { loadDemo } from './load.ts'
import { addReviewDays, type ReviewDays } from './review-days.ts'

let db: FreshDatabase
let days: ReviewDays
let found: { kind: string; member: number; day: string }[]
beforeAll(async () => {
  db = await freshDatabase()
  await loadDemo(db, { master: db.master, log: silentLog })
  // The days are drawn from a seed: telling them again says which they were.
  const { rows: before } = await db.owner.query('select max(id) as last from audit.events')
  days = await addReviewDays(db.owner, db)
  await db.owner.query('delete from audit.events where id > $1', [before[0].last])
  const { rows } = await db.owner.query(
    'select kind, member_id as member, on_day::text as day from audit.reviews',
  )
  found = rows
})
afterAll(() => db.drop())

const same = (a: { member: number; day: string }) => (b: { member: number; day: string }) =>
  a.member === b.member && a.day === b.day

test('at least 11 of the 12 planted misuses are listed, each for its own reason (AU3)', () => {
  expect(days.planted).toHaveLength(12)
  const missed = days.planted.filter(
    (one) => !found.some((entry) => same(one)(entry) && entry.kind === one.kind),
  )
  // One case of a neighbour at an ordinary hour: no rule looks for it, and none is claimed to.
  expect(missed.map(({ kind }) => kind)).toEqual(['none'])
})

test('under 5 % of ordinary days of workers are listed (AU3)', () => {
  const ordinary = days.ordinary.map(({ worker, day }) => ({ member: worker.id, day }))
  const listed = ordinary.filter((one) => found.some(same(one)))
  const calendar = new Set(ordinary.map(({ day }) => day))
  const figures = `${listed.length} of ${ordinary.length} days of workers: ${JSON.stringify(listed.map((one) => ({ ...one, why: found.filter(same(one)) })))}`
  expect(calendar.size).toBeGreaterThanOrEqual(55)
  expect(ordinary.length).toBeGreaterThan(300)
  expect(listed.length / ordinary.length, figures).toBeLessThan(0.05)
})

test('no entry counts more than its own day, and nobody is compared', async () => {
  const { rows } = await db.owner.query(
    `select distinct k from audit.reviews r cross join lateral jsonb_object_keys(r.facts) k order by 1`,
  )
  expect(rows.map(({ k }) => k)).toEqual(['cases', 'from', 'searches', 'usual'])
})
