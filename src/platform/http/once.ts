import { createHash, createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { ActorTx } from '../db/as-actor.ts'
import type { DB } from '../db/schema.gen.ts'
import { notFound, Problem } from '../errors.ts'

type Asked = Pick<FastifyRequest, 'headers' | 'method' | 'body' | 'params' | 'query'> & {
  routeOptions: { url?: string }
}

/**
 * A create that is safe to repeat: with `Idempotency-Key`, a second click or a lost answer finds
 * what the first made, read again with today's rights.
 *
 * Kept are the hash of the key, a hash of the request that needs the key to be checked, and the id;
 * never an answer, which would outlive an erasure. Without the header the act just happens.
 */
export async function once<T extends { id: string | number }>(
  tx: ActorTx,
  request: Asked,
  act: () => Promise<T>,
  again: (id: string) => Promise<T>,
): Promise<T> {
  const key = readKey(request)
  if (!key) return act()
  const { authority, member } = tx.actor
  const keyHash = createHash('sha256').update(key).digest()
  const requestHash = hashRequest(key, request)
  // Waits for a twin that is under way, so that the second of two clicks sees what the first made.
  const lock = createHash('sha256').update(`${authority}:${member}:`).update(keyHash).digest()
  await sql`select pg_advisory_xact_lock(${lock.readBigInt64BE(0).toString()}::bigint)`.execute(tx)
  const { rows } = await sql<{ request_hash: Buffer; result_id: string }>`
    select request_hash, result_id from app.idempotency
    where authority_id = ${authority} and member_id = ${member} and key_hash = ${keyHash}
  `.execute(tx)
  const former = rows[0]
  if (former) {
    if (!former.request_hash.equals(requestHash))
      throw new Problem(422, 'idempotency_key_reused', 'Idempotency-Key')
    return again(former.result_id)
  }
  const made = await act()
  await sql`
    insert into app.idempotency (authority_id, member_id, key_hash, request_hash, result_id)
    values (${authority}, ${member}, ${keyHash}, ${requestHash}, ${String(made.id)})
  `.execute(tx)
  return made
}

/** What a repeated create must still be able to see: tables of the thing made, or of what it belongs to. */
interface StillSeen {
  thing: string
  tables: readonly (keyof DB & string)[]
  /** Of what it belongs to; else it is the thing made itself. */
  by?: { id: string } | { ref: string }
}

/**
 * The route of a form that makes one thing: 201 and its id, the same id for the second of two clicks. For
 * who may not see it any more (`seen`) it is unknown: that there is something would be told, too.
 */
export function makeOnce(
  request: Asked & Pick<FastifyRequest, 'asActor'>,
  reply: { code(status: 201): unknown },
  make: (tx: ActorTx) => Promise<{ id: string }>,
  seen?: StillSeen,
): Promise<{ id: string }> {
  reply.code(201)
  return request.asActor((tx) =>
    once(
      tx,
      request,
      () => make(tx),
      async (id) => {
        if (seen) await requireSeen(tx, seen, seen.by ?? { id })
        return { id }
      },
    ),
  )
}

async function requireSeen(
  tx: ActorTx,
  { thing, tables }: StillSeen,
  by: NonNullable<StillSeen['by']>,
): Promise<void> {
  const [[column, value]] = Object.entries(by) as [[string, string]]
  const found = tables.map(
    (table) =>
      sql`exists (select from ${sql.table(table)} where authority_id = ${tx.actor.authority} and ${sql.ref(column)} = ${value})`,
  )
  const { rows } = await sql<{
    seen: boolean
  }>`select ${sql.join(found, sql` or `)} as seen`.execute(tx)
  if (!rows[0]?.seen) throw notFound(thing)
}

function readKey(request: Asked): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(key))
    throw new Problem(422, 'idempotency_key_invalid', 'Idempotency-Key')
  return key
}

function hashRequest(key: string, { method, routeOptions, params, query, body }: Asked): Buffer {
  const asked = JSON.stringify([
    method,
    routeOptions.url,
    sorted(params),
    sorted(query),
    sorted(body),
  ])
  return createHmac('sha256', key).update(asked).digest()
}

/** The same keys in another order are the same request. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([key, child]) => [key, sorted(child)])
}
