import { setTimeout as pause } from 'node:timers/promises'
import type { Client, Pool, PoolClient } from 'pg'
import pg from 'pg'
import { derivePassword } from '../seal/derive.ts'
import type { Address, Logins } from './connections.ts'
import { scramVerifier } from './scram.ts'

export const logins = {
  owner: 'throughcare_owner',
  gate: 'throughcare_gate',
  actor: 'throughcare_actor',
  worker: 'throughcare_worker',
  system: 'throughcare_system',
} as const

/** How many connections a login may hold, and how long it may think. */
const limits = {
  [logins.gate]: { connections: 16, timeout: '5s' },
  [logins.actor]: { connections: 48, timeout: '20s' },
  [logins.worker]: { connections: 24, timeout: '0' },
  [logins.system]: { connections: 12, timeout: '10s' },
} as const

/** Passwords follow from the master key, so that nobody has to keep or send one. */
export function loginsAt(
  address: Address,
  master: Buffer,
  owner?: { user: string; password?: string } | 'derived',
): Logins {
  const as = (user: string) => ({ ...address, user, password: derivePassword(master, user) })
  const own = owner === 'derived' ? as(logins.owner) : owner && { ...address, ...owner }
  return {
    ...(own && { owner: own }),
    gate: as(logins.gate),
    actor: as(logins.actor),
    worker: as(logins.worker),
    system: as(logins.system),
  }
}

/**
 * Makes the logins or gives them their present passwords, as a superuser of the embedded cluster
 * (then the owner is made too) or as an owner with CREATEROLE in a database of somebody else.
 *
 * Logins belong to the whole cluster while each of its databases may do this at the same moment,
 * so whoever is disturbed tries again.
 */
export async function ensureLogins(pool: Pool, master: Buffer, ownerToo: boolean): Promise<void> {
  await undisturbed(pool, async (client) => {
    await setPasswords(client, master, ownerToo)
    for (const [login, { timeout }] of Object.entries(limits)) {
      await client.query(`alter role ${login} set statement_timeout = '${timeout}'`)
      await client.query(`alter role ${login} set idle_in_transaction_session_timeout = '60s'`)
      await client.query(`alter role ${login} set search_path = pg_catalog`)
    }
    // Every question of the product is a probe of indexes: planning it anew for each value costs more than it saves.
    for (const login of [logins.actor, logins.system])
      await client.query(`alter role ${login} set plan_cache_mode = force_generic_plan`)
    await joinWorker(client, ownerToo ? logins.owner : undefined)
  })
}

/** Gives the logins the passwords that follow from this master key, when the transaction ends. */
export async function setPasswords(
  client: PoolClient | Client,
  master: Buffer,
  ownerToo: boolean,
): Promise<void> {
  if (ownerToo) await ensureLogin(client, logins.owner, master, 'createrole connection limit 16')
  for (const [login, { connections }] of Object.entries(limits))
    await ensureLogin(client, login, master, `connection limit ${connections}`)
}

/** Makes the database of the embedded cluster (or of a test) with the owner as its owner. */
export async function ensureDatabase(
  superuser: Pool,
  name: string,
  template?: string,
): Promise<void> {
  const id = pg.escapeIdentifier(name)
  const { rowCount } = await superuser.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) {
    const from = template ? `template ${pg.escapeIdentifier(template)}` : 'template template0'
    await superuser.query(`create database ${id} owner ${logins.owner} ${from}`)
  }
  await closeDatabase(superuser, name)
}

/** Nobody but our logins comes in, and nobody keeps tables of their own, temporary or not. */
export async function closeDatabase(pool: Pool, name: string): Promise<void> {
  const id = pg.escapeIdentifier(name)
  const ours = Object.keys(limits).join(', ')
  await pool.query(`
    revoke all on database ${id} from public;
    revoke all on database ${id} from ${ours};
    grant connect on database ${id} to ${ours}`)
}

async function ensureLogin(
  client: PoolClient | Client,
  login: string,
  master: Buffer,
  rights: string,
): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login])
  const verifier = scramVerifier(derivePassword(master, login), login)
  if (rowCount === 0) await client.query(`create role ${login} login`)
  await client.query(
    `alter role ${login} with login inherit ${rights} password ${pg.escapeLiteral(verifier)}`,
  )
}

/**
 * The owner's functions put jobs into tables that belong to the worker and are guarded by row
 * security, which only the worker itself (and so its members) may pass.
 */
async function joinWorker(client: PoolClient, owner: string | undefined): Promise<void> {
  const { rows } = await client.query<{ name: string; member: boolean }>(
    `select coalesce($1, current_user) as name,
       pg_has_role(coalesce($1, current_user), $2, 'usage')
         and pg_has_role(coalesce($1, current_user), $2, 'set') as member`,
    [owner ?? null, logins.worker],
  )
  const found = rows[0]
  if (!found || found.member) return
  await client.query(
    `grant ${logins.worker} to ${pg.escapeIdentifier(found.name)} with inherit true, set true`,
  )
}

async function undisturbed(pool: Pool, act: (client: PoolClient) => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(hashtext('throughcare.logins'))`)
      await act(client)
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback')
      if (tried >= 10 || !isDisturbance(error)) throw error
      await pause(20 * tried)
    } finally {
      client.release()
    }
  }
}

/** "tuple concurrently updated" has no code of its own. */
function isDisturbance(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false
  return (
    error.code === '42710' ||
    error.code === '23505' ||
    (error.code === 'XX000' && error.message.includes('concurrently'))
  )
}
