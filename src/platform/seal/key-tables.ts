import type { PoolClient } from 'pg'
import { wrappingKeyId } from './envelope.ts'
import type { Keyring } from './keyring.ts'

/** A table whose rows keep a wrapped data key, and how one of its rows is named. */
export interface KeyTable {
  /** Quoted, with its schema. */
  name: string
  key: { column: string; type: string }[]
}

interface KeyedRow {
  pk: string[]
  key_wrapped: Buffer
}

/** Every table of the product that keeps wrapped data keys: a new one is found by its columns. */
export async function listKeyTables(client: PoolClient): Promise<KeyTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; types: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            array_agg(quote_ident(a.attname) order by k.place) as columns,
            array_agg(format_type(a.atttypid, a.atttypmod) order by k.place) as types
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_index i on i.indrelid = c.oid and i.indisprimary
       cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition
        and 2 = (select count(*) from pg_attribute w
                  where w.attrelid = c.oid and not w.attisdropped
                    and w.attname in ('authority_id', 'key_wrapped'))
      group by 1 order by 1`,
  )
  return rows.map((row) => ({
    name: row.name,
    key: row.columns.map((column, index) => ({ column, type: row.types[index] ?? 'text' })),
  }))
}

/** The next rows of an authority in the order of their key, locked until the transaction ends. */
export async function lockBatch(
  client: PoolClient,
  table: KeyTable,
  authority: number,
  after: string[] | null,
  size: number,
): Promise<KeyedRow[]> {
  const columns = table.key.map(({ column }) => column).join(', ')
  const from = table.key.map(({ type }, index) => `$${index + 3}::${type}`).join(', ')
  const { rows } = await client.query<KeyedRow>(
    `select array[${table.key.map(({ column }) => `${column}::text`).join(', ')}] as pk, key_wrapped
       from ${table.name}
      where authority_id = $1 and key_wrapped is not null
        ${after ? `and (${columns}) > (${from})` : ''}
      order by ${columns} limit $2 for update`,
    [authority, size, ...(after ?? [])],
  )
  return rows
}

/** The rows that a given key still closes, wherever they are; reads the whole authority once. */
export async function lockLeftOver(
  client: PoolClient,
  table: KeyTable,
  authority: number,
  keyId: number,
): Promise<KeyedRow[]> {
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(keyId)
  const { rows } = await client.query<KeyedRow>(
    `select array[${table.key.map(({ column }) => `${column}::text`).join(', ')}] as pk, key_wrapped
       from ${table.name}
      where authority_id = $1 and key_wrapped is not null
        and substring(key_wrapped from 2 for 4) <> $2
      for update`,
    [authority, prefix],
  )
  return rows
}

/** Puts rows under the newest key; a row that somebody changed meanwhile is left as it is. */
export async function rewrapRows(
  client: PoolClient,
  table: KeyTable,
  authority: number,
  rows: readonly KeyedRow[],
  keyring: Keyring,
  target: number,
): Promise<number> {
  const stale = rows.filter((row) => wrappingKeyId(row.key_wrapped) !== target)
  if (stale.length === 0) return 0
  const keyArrays = table.key.map((_, index) => stale.map((row) => row.pk[index] ?? null))
  const names = table.key.map((_, index) => `k${index}`)
  const { rowCount } = await client.query(
    `update ${table.name} as t set key_wrapped = n.fresh
       from unnest($2::bytea[], $3::bytea[], ${names.map((_, i) => `$${i + 4}::text[]`).join(', ')})
            as n (former, fresh, ${names.join(', ')})
      where t.authority_id = $1 and t.key_wrapped = n.former
        and ${table.key.map(({ column, type }, i) => `t.${column} = n.k${i}::${type}`).join(' and ')}`,
    [
      authority,
      stale.map((row) => row.key_wrapped),
      stale.map((row) => keyring.rewrap(authority, row.key_wrapped)),
      ...keyArrays,
    ],
  )
  return rowCount ?? 0
}
