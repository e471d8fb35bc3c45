import { randomBytes } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import type { PoolConfig } from 'pg'
import type { TestProject } from 'vitest/node'
import { openPool } from '../src/platform/db/connections.ts'
import { ensureJobTables } from '../src/platform/db/job-tables.ts'
import { startEmbedded } from '../src/platform/db/launcher/start-embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { ensureDatabase, ensureLogins, loginsAt } from '../src/platform/db/roles.ts'
import { silentLog } from '../src/platform/log.ts'
import { memoryFolder } from './memory-folder.ts'
import { zone } from './zone.ts'

/** How a test finds the server of this run. */
export interface TestServer {
  superuser: PoolConfig
  master: string
  template: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer | { failed: string }
  }
}

const template = 'throughcare_template'

/**
 * One PostgreSQL for the whole run, with one migrated database that every test file copies.
 *
 * SQL that does not apply fails only the tests that ask for a database, each with the reason.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const { server, stop } = await startTestServer()
    project.provide('server', server)
    return stop
  } catch (error) {
    project.provide('server', { failed: String(error) })
    return undefined
  }
}

/** Also for scripts that need a freshly migrated database and no test. */
export async function startTestServer(): Promise<{ server: TestServer; stop(): Promise<void> }> {
  const dataDir = memoryFolder('throughcare-test-')
  await chmod(dataDir, 0o711)
  const cluster = await startEmbedded({ dataDir, log: silentLog, settings: fast })
  const stop = async () => {
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    const master = randomBytes(32)
    await makeTemplate(cluster.superuser, master)
    return {
      server: { superuser: patient(cluster.superuser), master: master.toString('hex'), template },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function makeTemplate(address: PoolConfig, master: Buffer): Promise<void> {
  const superuser = openPool(address, 2)
  const logins = loginsAt({ ...address, database: template }, master, 'derived')
  const owner = openPool(logins.owner ?? {}, 1)
  const worker = openPool(logins.worker, 1)
  try {
    await ensureLogins(superuser, master, true)
    await ensureDatabase(superuser, template)
    await migrate(owner)
    await ensureJobTables(owner, worker)
    await owner.query(`alter table app.authorities alter time_zone set default '${zone}'`)
  } finally {
    await Promise.all([superuser.end(), owner.end(), worker.end()])
  }
}

/** Whoever waits for a connection waits for as long as a busy machine takes. */
const patient = (address: PoolConfig): PoolConfig => ({
  ...address,
  connectionTimeoutMillis: 300_000,
})

/** Only here: nothing in this cluster outlives the run. */
const fast = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  autovacuum: 'off',
  max_wal_size: '1GB',
  checkpoint_timeout: '1h',
  // Many small databases that come and go: a large cache is searched whole for each that is dropped.
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  shared_preload_libraries: '',
}
