import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareReading } from './oracle/compare.ts'
import { compareWriting } from './oracle/compare-writing.ts'
import { inventedState } from './oracle/invent.ts'
import { type FreshDatabase, freshDatabase } from './world-database.ts'

let db: FreshDatabase
let next = 1

beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.drop())

/** A batch of worlds, each in an authority of its own. The first that differs is told; `prove:access` asks more. */
const inBatches = (size: number, ask: (states: never[], first: number) => Promise<void>) =>
  fc.asyncProperty(
    fc.array(inventedState, { minLength: size, maxLength: size }),
    async (states) => {
      const first = next
      next += size
      await ask(states as never[], first)
    },
  )

test('everybody reads what the text of the law lets them read, and nothing else (N1, SEC-10, AD1)', async () => {
  let allowed = 0
  await fc.assert(
    inBatches(8, async (states, first) => {
      const tally = await compareReading(db, states, first)
      allowed += tally.allowed
      expect(tally.differences).toEqual([])
    }),
    { numRuns: 3, endOnFailure: true },
  )
  expect(allowed).toBeGreaterThan(20)
})

test('everybody brings, withdraws and shares what the text of the law lets them, and nothing else (N1, MA-01)', async () => {
  let allowed = 0
  await fc.assert(
    inBatches(4, async (states, first) => {
      await compareReading(db, states, first)
      const tally = await compareWriting(db, states, first)
      allowed += tally.allowed
      expect(tally.differences).toEqual([])
    }),
    { numRuns: 1, endOnFailure: true, seed: 4 },
  )
  expect(allowed).toBeGreaterThan(0)
})
