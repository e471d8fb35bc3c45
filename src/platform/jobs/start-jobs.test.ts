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
  await expect.poll(() => done.length).toBeGreaterThan(0)
  await databases.owner.query(enqueue)
  await expect.poll(() => done.length).toBeGreaterThan(1)
  await jobs.stop()
  expect(done).toEqual([{ to: 'kept' }, { to: 'kept' }])
})

test('OPS-06: a task that fails is noted since its first failure, and forgotten when it succeeds', async () => {
  let broken = true
  const work = () => {
    if (broken) throw new Error('no')
  }
  const noted = async () =>
    (await databases.owner.query(`select at from app.job_beats where name = 'failed:stumble'`)).rows
  const until = (there: boolean) =>
    expect.poll(async () => (await noted()).length).toBe(there ? 1 : 0)
  const again = () => databases.owner.query(`select app.enqueue('stumble')`)
  await again()
  const jobs = await startJobs(databases, { stumble: work }, { log: silentLog })
  await until(true)
  const [first] = await noted()
  await databases.worker.query(`select act.job_failed('stumble')`)
  expect(await noted()).toEqual([first])
  broken = false
  await again()
  await until(false)
  await jobs.stop()
})

test('neither the actor nor the gate can put work into the queue', async () => {
  for (const pool of [databases.actorPool, databases.gate])
    for (const call of [`app.enqueue('greet')`, `graphile_worker.add_job('greet')`])
      await expect(pool.query(`select ${call}`)).rejects.toThrow('permission denied')
})
