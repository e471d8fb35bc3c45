import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'
import { silentLog } from '../log.ts'
import { listen } from './listen.ts'

let databases: FreshDatabase
beforeAll(async () => {
  databases = await freshDatabase()
})
afterAll(() => databases.drop())

test('a listener hears, and hears on after its connection was lost', async () => {
  const heard: string[] = []
  let gaps = 0
  const listening = listen(databases.worker, 'test_news', {
    onMessage: (payload) => heard.push(payload),
    onSilence: () => {
      gaps += 1
    },
    log: silentLog,
  })
  await until(() => gaps === 1)
  await databases.owner.query(`notify test_news, 'first'`)
  await until(() => heard.length === 1)
  await databases.worker.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where query = 'listen test_news' and datname = current_database()`)
  await until(() => gaps === 2)
  await databases.owner.query(`notify test_news, 'second'`)
  await until(() => heard.length === 2)
  await listening.close()
  expect(heard).toEqual(['first', 'second'])
})

const until = (isSo: () => boolean) => expect.poll(isSo).toBe(true)
