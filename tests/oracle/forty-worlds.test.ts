import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../world-database.ts'
import { askReading } from './compare.ts'
import { compareWriting } from './compare-writing.ts'
import { inventedState } from './invent.ts'
import { layDown } from './lay-down.ts'

/** Always the same forty: the rules that are weakened in turn are asked of them (`npm run prove:policies`). */
const states = fc.sample(inventedState, { numRuns: 40, seed: 1 })
const size = 4

let db: FreshDatabase
beforeAll(async () => {
  db = await freshDatabase()
  await layDown(db, states, 1)
})
afterAll(() => db.drop())

const batches = Array.from({ length: states.length / size }, (_, at) => at * size)

describe('in forty invented cities everybody does what the text of the law lets them, and nothing else', () => {
  for (const from of batches) {
    const some = states.slice(from, from + size)
    test(`reading, from city ${from + 1}`, async () => {
      const { differences } = await askReading(db, some, from + 1)
      expect(differences).toEqual([])
    })
  }
  for (const from of batches.slice(0, 3)) {
    const some = states.slice(from, from + size)
    test(`writing, from city ${from + 1}`, async () => {
      const { differences } = await compareWriting(db, some, from + 1)
      expect(differences).toEqual([])
    })
  }
})
