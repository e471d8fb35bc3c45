import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'
import { silentLog } from '../log.ts'
import { startJobs } from './start-jobs.ts'

let databases: FreshDatabase
beforeAll(async () => {
  databases = await freshDatabase()
})
afterAll(() => databases.drop())

test('a job is done once it is kept, once for one key, and never when it was undone', async () => {
  const done: unknown[] = []
  const enqueue = `select app.enqueue('greet', '{"to": "kept"}', 'one')`
  await databases.owner.query(`select app.enqueue('greet', '{"to": "older"}', 'one')`)
  await databases.owner.query(enqueue)
  await databases.owner.query(`begin; select app.enqueue('greet', '{"to": "undone"}'); rollback`)
  const jobs = await startJobs(
    databases,
    { greet: (payload) => void done.push(payload) },
    { log: silentLog },
  )
  for (let tried = 0; done.length === 0 && tried < 500; tried += 1) await pause(10)
  await databases.owner.query(enqueue)
  for (let tried = 0; done.length === 1 && tried < 500; tried += 1) await pause(10)
  await jobs.stop()
  expect(done).toEqual([{ to: 'kept' }, { to: 'kept' }])
})

test('neither the actor nor the gate can put work into the queue', async () => {
  for (const pool of [databases.actorPool, databases.gate])
    for (const call of [`app.enqueue('greet')`, `graphile_worker.add_job('greet')`])
      await expect(pool.query(`select ${call}`)).rejects.toThrow('permission denied')
})
