import { availableParallelism } from 'node:os'
import { Kysely } from 'kysely'
import type { Pool, PoolConfig } from 'pg'
import pg from 'pg'
import type { Keyring } from '../seal/keyring.ts'
import { actDialect } from './act-dialect.ts'
import type { DB } from './schema.gen.ts'

/**
 * The doors to the database. Each is another login with other rights: `gate` makes sessions and
 * nothing else, `actor` speaks for one member at a time (through `asActor`), `system` for one key of
 * a partner's software, `worker` runs jobs, `owner` migrates and is absent where the process is not
 * trusted with it.
 */
export interface Databases {
  owner?: Pool
  gate: Pool
  actor: Kysely<DB>
  actorPool: Pool
  system: Kysely<DB>
  systemPool: Pool
  worker: Pool
  keys: Keyring
  close(): Promise<void>
}

/** Where the logins connect: one server, one database, no credentials yet. */
export type Address = Pick<PoolConfig, 'host' | 'port' | 'database' | 'ssl'>

export interface Logins {
  owner?: PoolConfig
  gate: PoolConfig
  actor: PoolConfig
  worker: PoolConfig
  system: PoolConfig
}

/**
 * Members share few connections: two for each processor, so that one works while another waits for
 * the disk. More of them push one another out of the caches, and what came first is no longer
 * answered first: at sixteen askers the slowest answers took a third longer with four for each
 * processor, and each answer cost more (docs/operate/performance.md).
 */
const largestPool = {
  owner: 4,
  gate: 4,
  actor: Math.min(24, Math.max(4, 2 * availableParallelism())),
  worker: 8,
  system: 4,
}

/** Opens one pool per login; no connection is made before the first question. */
export function connectDatabases(logins: Logins, keys: Keyring): Databases {
  const owner = logins.owner && openPool(logins.owner, largestPool.owner)
  const gate = openPool(logins.gate, largestPool.gate)
  const actorPool = openPool({ ...logins.actor, pipeline: true }, largestPool.actor)
  const worker = openPool(logins.worker, largestPool.worker)
  const systemPool = openPool({ ...logins.system, pipeline: true }, largestPool.system)
  const actor = new Kysely<DB>({ dialect: actDialect(actorPool) })
  return {
    ...(owner && { owner }),
    gate,
    actor,
    actorPool,
    system: new Kysely<DB>({ dialect: actDialect(systemPool) }),
    systemPool,
    worker,
    keys,
    close: async () => {
      const pools = [owner, gate, actorPool, systemPool, worker]
      await Promise.all(pools.map((pool) => pool?.end()))
    },
  }
}

/** A pool that reads values as the rest of the program expects them. */
export function openPool(config: PoolConfig, max: number): Pool {
  const pool = new pg.Pool({
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    types: readTypes,
    ...config,
  })
  // A connection that dies is replaced by the next question, and whoever was using it is told by
  // a failed question; without listeners the event itself would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * Refuses to work with a login for which row-level security is no lock: a superuser, a login that
 * bypasses it, one that owns a table or may become one of these.
 */
export async function assertSafeActor(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ login: string; reason: string | null }>(unsafeActor)
  const found = rows[0]
  if (!found?.reason) return
  throw new Error(
    `The database login ${found.login} ${found.reason}: row-level security would not bind it. ` +
      'Let the program make its own logins (see docs/operate/database.md).',
  )
}

const unsafeActor = `
  select session_user::text as login, case
    when exists (
      select from pg_roles r where r.rolsuper and pg_has_role(session_user, r.oid, 'member')
    ) then 'is a superuser or may become one'
    when exists (
      select from pg_roles r where r.rolbypassrls and pg_has_role(session_user, r.oid, 'member')
    ) then 'may bypass row security'
    when exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%'
        and n.nspname <> 'information_schema'
        and pg_has_role(session_user, c.relowner, 'member')
    ) then 'owns tables or is a member of their owner'
    when exists (
      select from pg_database d
      where d.datname = current_database() and pg_has_role(session_user, d.datdba, 'member')
    ) then 'owns the database or is a member of its owner'
  end as reason`

const { builtins } = pg.types
const asText = (value: string) => value
const asNumber = (value: string) => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError('A whole number is too large to be exact')
  return number
}
const textArray = pg.types.getTypeParser(1009 as never, 'text')
const dateArray = 1182
const int8Array = 1016

/** Days are text (a Date would move with the zone of the machine), counts are numbers. */
const readTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    if (oid === builtins.INT8) return asNumber
    if (oid === builtins.DATE) return asText
    if (oid === dateArray) return textArray
    if (oid === int8Array)
      return (value: string) => (textArray(value) as (string | null)[]).map((v) => v && asNumber(v))
    return pg.types.getTypeParser(oid, 'text')
  },
} as PoolConfig['types']
