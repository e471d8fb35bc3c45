import { mkdirSync } from 'node:fs'
import type { Pool } from 'pg'
import { saveBeforeUpgrade } from '../backup/save-before-upgrade.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { type AuthorityKeyRow, createKeyring, type Keyring } from '../seal/keyring.ts'
import { loadMasterKey } from '../seal/master-key.ts'
import { type ParsedAddress, parseAddress } from './address.ts'
import { assertSafeActor, connectDatabases, type Databases, openPool } from './connections.ts'
import { ensureJobTables } from './job-tables.ts'
import { attachEmbedded } from './launcher/attach-embedded.ts'
import { type Cluster, startEmbedded } from './launcher/start-embedded.ts'
import { type Migrated, migrate } from './migrate.ts'
import { closeDatabase, ensureDatabase, ensureLogins, loginsAt } from './roles.ts'
import { settleMasterKey } from './settle-master-key.ts'

/** The database of this installation, ready for work. */
export interface Opened {
  databases: Databases
  master: Buffer
  migrated?: Migrated
  /** The embedded server, when there is one. */
  cluster?: Cluster
  close(): Promise<void>
}

type Place = Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl'>

export interface OpenOptions {
  log: Log
  env?: NodeJS.ProcessEnv
  /** A command beside a running service joins its database instead of refusing. */
  join?: boolean
}

/** The database of a carried server. */
export const embeddedName = 'throughcare'

/**
 * Starts the embedded database or reaches the given one, brings it to the state of this program
 * and opens its doors. Without DATABASE_OWNER_URL nothing is migrated: another process does that.
 */
export async function openDatabases(config: Place, options: OpenOptions): Promise<Opened> {
  return config.databaseUrl ? openGiven(config, options) : openEmbedded(config, options)
}

async function openEmbedded(config: Place, options: OpenOptions): Promise<Opened> {
  const { log, env = process.env } = options
  const running = options.join ? attachEmbedded(config.dataDir) : undefined
  const cluster = running ?? (await startEmbedded({ dataDir: config.dataDir, log }))
  try {
    const place = { dataDir: config.dataDir, env }
    const loaded = await loadMasterKey({ ...place, create: true })
    const city = { ...cluster.superuser, database: embeddedName }
    const master = await settleMasterKey(place, loaded, city)
    const superuser = openPool(cluster.superuser, 2)
    try {
      await ensureLogins(superuser, master, true)
      await ensureDatabase(superuser, embeddedName)
    } finally {
      await superuser.end()
    }
    await saveBeforeUpgrade(cluster, { dataDir: config.dataDir, master, log })
    const { host, port } = cluster.superuser
    const logins = loginsAt({ host, port, database: embeddedName }, master, 'derived')
    return await openLogins(logins, master, cluster)
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

async function openGiven(config: Place, options: OpenOptions): Promise<Opened> {
  const { address } = parseAddress('DATABASE_URL', config.databaseUrl ?? '')
  const owner = config.databaseOwnerUrl
    ? parseAddress('DATABASE_OWNER_URL', config.databaseOwnerUrl)
    : undefined
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const place = { dataDir: config.dataDir, env: options.env ?? process.env }
  const loaded = await loadMasterKey({ ...place, create: owner !== undefined })
  if (!owner) return openLogins(loginsAt(address, loaded), loaded)
  const own = ownerLogin(owner)
  const master = await settleMasterKey(place, loaded, own)
  const logins = loginsAt(address, master)
  const pool = openPool(own, 1)
  try {
    await ensureLogins(pool, master, false)
    await closeDatabase(pool, String(address.database))
  } finally {
    await pool.end()
  }
  return openLogins({ ...logins, owner: own }, master)
}

/** The login that makes logins and tables in a given database. */
export const ownerLogin = ({ address, user, password }: ParsedAddress) => ({
  ...address,
  user,
  ...(password !== undefined && { password }),
})

async function openLogins(
  logins: Parameters<typeof connectDatabases>[0],
  master: Buffer,
  cluster?: Cluster,
): Promise<Opened> {
  const databases = connectDatabases(logins, createKeyring(master, []))
  try {
    const { owner } = databases
    const migrated = owner && (await migrate(owner))
    if (owner) await ensureJobTables(owner, databases.worker)
    await assertSafeActor(databases.actorPool)
    await assertSafeActor(databases.gate)
    await assertSafeActor(databases.systemPool)
    await learnKeys(databases.worker, databases.keys)
    return {
      databases,
      master,
      ...(migrated && { migrated }),
      ...(cluster && { cluster }),
      close: async () => {
        await databases.close()
        await cluster?.stop()
      },
    }
  } catch (error) {
    await databases.close()
    throw error
  }
}

/** Reads the keys of all authorities as the database has them now. */
export async function learnKeys(pool: Pool, keys: Keyring): Promise<void> {
  const { rows } = await pool.query<AuthorityKeyRow>(
    `select authority_id, id, kind, wrapped, created_at, retired_at
       from app.list_wrapped_keys()`,
  )
  keys.learn(rows)
}
