import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Pool, PoolConfig } from 'pg'
import {
  connectDatabases,
  type Databases,
  type Logins,
  openPool,
} from '../src/platform/db/connections.ts'
import { ensureJobTables } from '../src/platform/db/job-tables.ts'
import { type Cluster, startEmbedded } from '../src/platform/db/launcher/start-embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { closeDatabase, ensureDatabase, ensureLogins, loginsAt } from '../src/platform/db/roles.ts'
import type { Log } from '../src/platform/log.ts'
import { createKeyring } from '../src/platform/seal/keyring.ts'
import { seatNewcomers } from './city.ts'

/** A cluster of its own; each run measures copies, so that a kept population stays as it was. */
export interface Place {
  dir: string
  cluster: Cluster
  superuser: Pool
  master: Buffer
  /** Kept from an earlier run: the population is there already. */
  found: boolean
  open(database: string): Promise<Databases & { owner: Pool }>
  loginsTo(database: string): Logins
  close(): Promise<void>
}

export const population = 'bench_population'
export const asProduct = 'bench_product'
export const withoutRights = 'bench_without_rights'

/**
 * Starts a durable cluster in a temporary folder, or in one that is kept and used again.
 *
 * The settings are those of the product; only the cache is larger, as for a server of that size.
 */
export async function openPlace(keep: string | undefined, cache: string, log: Log): Promise<Place> {
  const dir = keep ?? mkdtempSync('/tmp/throughcare-bench-')
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, 0o711)
  // Copies are filled by warm() below; whoever fills them by itself would stand in the way of copying.
  const settings = { shared_buffers: cache, max_wal_size: '4GB', shared_preload_libraries: '' }
  const cluster = await startEmbedded({ dataDir: dir, log, settings })
  const superuser = openPool(cluster.superuser, 2)
  const close = async () => {
    await superuser.end()
    await cluster.stop()
    if (!keep) rmSync(dir, { recursive: true, force: true })
  }
  try {
    const master = readMaster(dir)
    await ensureLogins(superuser, master, true)
    await ensureDatabase(superuser, population)
    await addWarming(cluster.superuser)
    const { host, port } = cluster.superuser
    const loginsTo = (database: string) => loginsAt({ host, port, database }, master, 'derived')
    const open = async (database: string) => {
      const databases = connectDatabases(loginsTo(database), createKeyring(master, []))
      return { ...databases, owner: databases.owner as Pool }
    }
    const found = await bringUpToDate(await open(population))
    return { dir, cluster, superuser, master, found, open, loginsTo, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A fresh copy of the population in which the sessions are of today. */
export async function copyPopulation({ superuser, open }: Place, name: string): Promise<void> {
  await superuser.query(`drop database if exists ${name} with (force)`)
  await superuser.query(
    `create database ${name} owner throughcare_owner template ${population} strategy file_copy`,
  )
  await closeDatabase(superuser, name)
  const databases = await open(name)
  await databases.owner.query(
    "update auth.sessions set last_seen_at = now(), proved_at = now(), absolute_expires_at = now() + interval '24 hours'",
  )
  // Statistics and visibility came with the files.
  await databases.owner.query('vacuum (analyze) auth.sessions')
  await databases.close()
}

/** The extension that reads pages into memory; copies of the population have it too. */
async function addWarming(superuser: PoolConfig): Promise<void> {
  const pool = openPool({ ...superuser, database: population }, 1)
  await pool.query('create extension if not exists pg_prewarm')
  await pool.end()
}

/**
 * Reads the pages of a copy into the cache, smallest tables and indexes first, as far as they fit, as they are after a
 * day of work: the product does the same after each restart (see launcher/memory.ts). How many megabytes, and of how many.
 * What agencies may today is worked out before, as the first act of each has done by then.
 */
export async function warm(owner: Pool, share = 0.95): Promise<{ warm: number; all: number }> {
  // What an agency may is worked out with its first act of a day; the measurement begins after that.
  await owner.query(
    "select actor.rights_known(g.authority_id, g.id, 'reintegration', current_date) from app.agencies g",
  )
  const { rows } = await owner.query<{ warm: number; all: number }>(
    `with sized as materialized (
       select c.oid, pg_relation_size(c.oid) as bytes, sum(pg_relation_size(c.oid)) over (order by pg_relation_size(c.oid), c.oid) as upto
         from pg_class c where c.relkind in ('r', 'i', 't') and c.relpersistence = 'p' and pg_has_role(c.relowner, 'member')
     ), room as (select $1::float8 * setting::bigint * 8192 as bytes from pg_settings where name = 'shared_buffers'),
     read as materialized (select s.bytes, pg_prewarm(s.oid) as pages from sized s, room where s.upto <= room.bytes)
     select (select coalesce(sum(pages), 0) * 8192 / 1e6 from read)::int as warm, (select sum(bytes) / 1e6 from sized)::int as all`,
    [share],
  )
  return rows[0] ?? { warm: 0, all: 0 }
}

/** A copy that has been measured. */
export async function dropCopy({ superuser }: Place, name: string): Promise<void> {
  await superuser.query(`drop database if exists ${name} with (force)`)
}

/** In a copy: nobody asks who may see, nobody writes who looked (see without-rights.sql). */
export async function takeRightsAway(place: Place, sql: string, tokens: string[]): Promise<void> {
  const { owner, close } = await place.open(withoutRights)
  try {
    await seatNewcomers(owner, true)
    await owner.query(sql)
    await owner.query('select actor.know($1)', [tokens])
    await owner.query('select actor.forget_rights()')
    await seatNewcomers(owner, false)
    await owner.query('analyze actor.known')
  } finally {
    await close()
  }
}

/** True when somebody lives here already. */
async function bringUpToDate(databases: Databases & { owner: Pool }): Promise<boolean> {
  try {
    await migrate(databases.owner)
    await ensureJobTables(databases.owner, databases.worker)
    const { rowCount } = await databases.owner.query('select from app.cases limit 1')
    return rowCount !== 0
  } finally {
    await databases.close()
  }
}

function readMaster(dir: string): Buffer {
  const file = join(dir, 'bench.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return Buffer.from(readFileSync(file, 'utf8'), 'hex')
}
