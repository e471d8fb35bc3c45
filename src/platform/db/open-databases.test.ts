import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testServer } from '../../../tests/world-database.ts'
import { silentLog } from '../log.ts'
import { parseAddress } from './address.ts'
import { openPool } from './connections.ts'
import { openDatabases } from './open-databases.ts'

const log = silentLog
const env = {}
let dataDir = ''

beforeAll(() => {
  dataDir = mkdtempSync('/tmp/throughcare-open-')
  chmodSync(dataDir, 0o711)
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('from an empty folder to a database that every login can enter, and quickly once more', async () => {
  const first = await openDatabases({ dataDir }, { log, env })
  expect(first.migrated?.applied.length).toBeGreaterThan(0)
  expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600)
  const { databases } = first
  for (const pool of [databases.gate, databases.actorPool, databases.worker, databases.owner])
    expect((await pool?.query('select current_database() as name'))?.rows).toEqual([
      { name: 'throughcare' },
    ])
  await first.close()
  const begun = Date.now()
  const second = await openDatabases({ dataDir }, { log, env })
  expect(Date.now() - begun).toBeLessThan(2000)
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

test('with a database of somebody else nothing embedded is started', async () => {
  const { superuser, master } = testServer()
  const admin = openPool(superuser, 1)
  await admin.query('create database given owner throughcare_owner')
  const logins = await admin.query(
    `select rolname from pg_roles where rolname like 'throughcare\\_%' order by 1`,
  )
  expect(logins.rows).toHaveLength(4)
  const host = encodeURIComponent(String(superuser.host))
  const given = {
    dataDir: join(dataDir, 'given'),
    databaseUrl: `postgres://localhost/given?host=${host}`,
    databaseOwnerUrl: `postgres://postgres:${superuser.password}@localhost/given?host=${host}`,
  }
  const withKey = { THROUGHCARE_MASTER_KEY: master }
  const opened = await openDatabases(given, { log, env: withKey })
  expect(opened.cluster).toBeUndefined()
  expect((await opened.databases.actorPool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await opened.close()
  await admin.query('drop database given with (force)')
  await admin.end()
})

test('another machine is reached over TLS with a certificate that is checked', () => {
  const read = (text: string) => parseAddress('DATABASE_URL', text).address
  expect(read('postgres://u:p@db.city.example/desk').ssl).toEqual({ rejectUnauthorized: true })
  expect(read('postgres://u:p@db.city.example/desk?sslmode=disable').ssl).toBe(false)
  expect(read('postgres://localhost:5433/desk')).toMatchObject({ port: 5433, ssl: false })
  expect(() => read('postgres://db.city.example/desk?sslmode=prefer')).toThrow('sslmode')
  expect(() => read('postgres://u:secret@db.city.example')).toThrow(/^(?!.*secret)/)
})
