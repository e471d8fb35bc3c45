import { chmodSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryFolder } from '../../../tests/memory-folder.ts'
import { silentLog } from '../log.ts'
import { parseAddress } from './address.ts'
import { openPool } from './connections.ts'
import { startEmbedded } from './launcher/start-embedded.ts'
import { openDatabases } from './open-databases.ts'

const log = silentLog
const env = {}
let dataDir = ''

beforeAll(() => {
  dataDir = memoryFolder('throughcare-open-')
  chmodSync(dataDir, 0o711)
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('from an empty folder to a database that every login can enter, and once more with nothing left to do', async () => {
  const first = await openDatabases({ dataDir }, { log, env })
  expect(first.migrated?.applied.length).toBeGreaterThan(0)
  expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600)
  const { databases } = first
  for (const pool of [databases.gate, databases.actorPool, databases.worker, databases.owner])
    expect((await pool?.query('select current_database() as name'))?.rows).toEqual([
      { name: 'throughcare' },
    ])
  await first.close()
  const second = await openDatabases({ dataDir }, { log, env })
  expect(second.migrated).toEqual({ applied: [], accessRenewed: false })
  await second.close()
})

test('a command joins the database of the running service and does not stop it', async () => {
  const service = await openDatabases({ dataDir }, { log, env })
  await expect(openDatabases({ dataDir }, { log, env })).rejects.toMatchObject({
    code: 'data_directory_in_use',
  })
  const command = await openDatabases({ dataDir }, { log, env, join: true })
  await command.close()
  expect((await service.databases.gate.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await service.close()
})

test('with a database of somebody else the owner is an ordinary login, and the service needs none', async () => {
  const somebody = await startEmbedded({ dataDir: join(dataDir, 'somebody'), log })
  const admin = openPool(somebody.superuser, 1)
  await admin.query(`create role city_dba login createrole password 'x y'`)
  await admin.query(`create database desk owner city_dba template template0`)
  await admin.end()
  const host = encodeURIComponent(somebody.socketDir)
  const place = { dataDir: join(dataDir, 'given'), databaseUrl: `postgres:///desk?host=${host}` }
  const databaseOwnerUrl = `postgres://city_dba:x%20y@localhost/desk?host=${host}`

  const owned = await openDatabases({ ...place, databaseOwnerUrl }, { log, env })
  expect(owned.cluster).toBeUndefined()
  expect(owned.migrated?.applied.length).toBeGreaterThan(0)
  await owned.databases.owner?.query(`select app.enqueue('greet')`)
  await owned.close()

  const service = await openDatabases(place, { log, env })
  expect(service.migrated).toBeUndefined()
  expect(service.databases.owner).toBeUndefined()
  expect((await service.databases.actorPool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await service.close()
  await somebody.stop()
})

test('another machine is reached over TLS with a certificate that is checked', () => {
  const read = (text: string) => parseAddress('DATABASE_URL', text).address
  expect(read('postgres://u:p@db.city.example/desk').ssl).toEqual({ rejectUnauthorized: true })
  expect(read('postgres://u:p@db.city.example/desk?sslmode=disable').ssl).toBe(false)
  expect(read('postgres://localhost:5433/desk')).toMatchObject({ port: 5433, ssl: false })
  expect(() => read('postgres://db.city.example/desk?sslmode=prefer')).toThrow('sslmode')
  expect(() => read('postgres://u:secret@db.city.example')).toThrow(/^(?!.*secret)/)
})
