import { setTimeout as wait } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { markOfNumber } from './derive.ts'
import { wrappingKeyId } from './envelope.ts'
import { guardKeys } from './key-guard.ts'
import type { KeyTable } from './key-tables.ts'
import { listKeyTables, lockBatch, lockLeftOver, rewrapRows } from './key-tables.ts'
import { type AuthorityKeyRow, type Keyring, rewrapAuthorityKey } from './keyring.ts'
import { SealError } from './seal-error.ts'

/** Servers listen here and `learn` the rows again: a rotation has begun or ended. */
export const KEYS_CHANNEL = 'throughcare_keys'

const BATCH = 500
const ROTATION_LOCK = 0x5ea1

interface Rotation {
  authority: number
  /** Time for other servers to learn the new key before rows begin to need it. */
  settleMs?: number
  onProgress?: (done: { table: string; rewrapped: number }) => void
}

/**
 * Gives an authority a new sealing key, puts every data key under it and destroys the old one.
 *
 * It may be killed at any moment and run again: a retired key opens rows until its bytes are
 * destroyed, and as long as one is left, the next run finishes that rotation before any other.
 */
export async function rotateKeys(
  ownerPool: Pool,
  keyring: Keyring,
  rotation: Rotation,
): Promise<{ rewrapped: number; keyId: number }> {
  const { authority, onProgress } = rotation
  const client = await ownerPool.connect()
  let done = false
  try {
    await lockRotation(client, authority)
    await guardKeys(client)
    const { target, former } = await beginRotation(client, keyring, authority)
    await wait(rotation.settleMs ?? 2000)

    const tables = await listKeyTables(client)
    let rewrapped = 0
    for (const table of tables) {
      const rows = await rewrapTable(client, keyring, { table, authority, target })
      rewrapped += rows
      onProgress?.({ table: table.name, rewrapped: rows })
    }
    rewrapped += await endRotation(client, keyring, { tables, authority, target, former })
    done = true
    return { rewrapped, keyId: target }
  } finally {
    // A broken rotation gives up its connection, and with it the lock and any open transaction.
    if (done) await client.query('select pg_advisory_unlock($1, $2)', [ROTATION_LOCK, authority])
    client.release(!done)
  }
}

/**
 * Puts all authority keys under another master key, when the transaction of the caller ends. Data is not touched.
 *
 * Answers how many there were; keys that lie under the other one already are left alone and not counted.
 */
export async function rewrapAuthorityKeys(
  client: Pick<PoolClient, 'query'>,
  from: Buffer,
  to: Buffer,
): Promise<number> {
  const { rows } = await client.query<AuthorityKeyRow>(
    `select authority_id, id, kind, wrapped, created_at, retired_at
       from app.authority_keys where wrapped is not null order by authority_id, id for update`,
  )
  let rewrapped = 0
  for (const row of rows) {
    const fresh = rewrapAuthorityKey(from, to, row)
    if (fresh === row.wrapped) continue
    await client.query(
      'update app.authority_keys set wrapped = $3 where authority_id = $1 and id = $2',
      [row.authority_id, row.id, fresh],
    )
    rewrapped += 1
  }
  return rewrapped
}

/** By its mark, under which master key the keys of this database lie; undefined where there is none yet. */
export async function masterInDatabase(
  client: Pick<PoolClient, 'query'>,
): Promise<string | undefined> {
  const { rows } = await client.query<{ wrapped: Buffer }>(
    'select wrapped from app.authority_keys where wrapped is not null limit 1',
  )
  return rows[0] && markOfNumber(wrappingKeyId(rows[0].wrapped))
}

async function lockRotation(client: PoolClient, authority: number): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1, $2) as locked',
    [ROTATION_LOCK, authority],
  )
  if (!rows[0]?.locked) {
    throw new SealError('rotation_running', 'A rotation of this authority is already running.')
  }
}

async function beginRotation(
  client: PoolClient,
  keyring: Keyring,
  authority: number,
): Promise<{ target: number; former: number[] }> {
  await client.query('begin')
  const own = (await listKeyRows(client)).filter((row) => row.authority_id === authority)
  const seals = own.filter((row) => row.kind === 'seal' && row.wrapped)
  const present = seals.find((row) => !row.retired_at)
  if (!present) throw new SealError('key_unknown', `Authority ${authority} has no keys.`)
  const unfinished = seals.filter((row) => row.retired_at).map((row) => row.id)
  const target =
    unfinished.length > 0 ? present.id : await startKey(client, keyring, authority, own)
  await client.query(`notify ${KEYS_CHANNEL}`)
  await client.query('commit')
  keyring.learn(await listKeyRows(client))
  return { target, former: unfinished.length > 0 ? unfinished : [present.id] }
}

async function startKey(
  client: PoolClient,
  keyring: Keyring,
  authority: number,
  own: readonly AuthorityKeyRow[],
): Promise<number> {
  const fresh = keyring.newSealKey(authority, Math.max(...own.map((row) => row.id)) + 1)
  await client.query(
    `update app.authority_keys set retired_at = now()
      where authority_id = $1 and kind = 'seal' and retired_at is null`,
    [authority],
  )
  await client.query(
    `insert into app.authority_keys (authority_id, id, kind, wrapped, created_at)
     values ($1, $2, $3, $4, $5)`,
    [fresh.authority_id, fresh.id, fresh.kind, fresh.wrapped, fresh.created_at],
  )
  return fresh.id
}

async function rewrapTable(
  client: PoolClient,
  keyring: Keyring,
  { table, authority, target }: { table: KeyTable; authority: number; target: number },
): Promise<number> {
  let rewrapped = 0
  let after: string[] | null = null
  for (;;) {
    await client.query('begin')
    const rows = await lockBatch(client, table, authority, after, BATCH)
    rewrapped += await rewrapRows(client, table, authority, rows, keyring, target)
    await client.query('commit')
    after = rows.at(-1)?.pk ?? null
    if (rows.length < BATCH) return rewrapped
  }
}

async function endRotation(
  client: PoolClient,
  keyring: Keyring,
  end: { tables: KeyTable[]; authority: number; target: number; former: number[] },
): Promise<number> {
  const { tables, authority, target, former } = end
  let rewrapped = 0
  await client.query('begin')
  // From here on nobody can write under a former key; what was under way has ended.
  await client.query(
    'select from app.authority_keys where authority_id = $1 and id = any ($2) for update',
    [authority, former],
  )
  for (const table of tables) {
    const rows = await lockLeftOver(client, table, authority, target)
    rewrapped += await rewrapRows(client, table, authority, rows, keyring, target)
  }
  await client.query(
    'update app.authority_keys set wrapped = null where authority_id = $1 and id = any ($2)',
    [authority, former],
  )
  await client.query(`notify ${KEYS_CHANNEL}`)
  await client.query('commit')
  keyring.learn(await listKeyRows(client))
  return rewrapped
}

async function listKeyRows(client: PoolClient): Promise<AuthorityKeyRow[]> {
  const { rows } = await client.query<AuthorityKeyRow>(
    `select authority_id, id, kind, wrapped, created_at, retired_at
       from app.authority_keys order by authority_id, id`,
  )
  return rows
}
