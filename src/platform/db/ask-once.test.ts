import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'
import { askGate } from '../auth/gate.ts'
import { askOnce } from './ask-once.ts'

let databases: FreshDatabase
let first: number
beforeAll(async () => {
  databases = await freshDatabase()
})
afterAll(() => databases.drop())

/** Which connection answers: one question after the other, it is the same as long as it is kept. */
const who = async (pool = databases.actorPool) =>
  (await askOnce<{ pid: number }>(pool, { text: 'select pg_backend_pid() as pid' })).rows[0]?.pid ??
  0
beforeEach(async () => {
  first = await who()
})

test('a connection on which something was refused answers the next question', async () => {
  const refused = [
    { text: 'select 1 / 0' },
    { text: 'select nothing from nowhere' },
    { text: 'select $1::int', values: ['no number'] },
    { text: `select actor.assume('no session', 'reintegration', '')` },
  ]
  for (const statement of refused) {
    await expect(askOnce(databases.actorPool, statement)).rejects.toThrow()
    expect(await who()).toBe(first)
  }
  expect(databases.actorPool.totalCount).toBe(1)
})

test('a connection that the database ended is not asked again', async () => {
  const end = { text: 'select pg_terminate_backend(pg_backend_pid())' }
  await expect(askOnce(databases.actorPool, end)).rejects.toThrow()
  expect(await who()).not.toBe(first)
})

test('a connection whose answer could not be read is not asked again', async () => {
  const large = { text: 'select 9007199254740993::bigint' }
  await expect(askOnce(databases.actorPool, large)).rejects.toThrow('too large')
  expect(await who()).not.toBe(first)
})

test('a refused question to the gate keeps its connection', async () => {
  const before = await who(databases.gate)
  await expect(askGate(databases.gate, 'no_such_function', [])).rejects.toThrow()
  expect(await who(databases.gate)).toBe(before)
})
