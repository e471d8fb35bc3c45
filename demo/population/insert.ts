import type { Pool, PoolClient } from 'pg'

export type Row = Record<string, unknown>
export type Rows = Map<string, Row[]>

const order = [
  'imports',
  'persons',
  'person_identifiers',
  'cases',
  'case_leads',
  'leads',
  'seats',
  'case_needs',
  'milestones',
  'periods',
  'release_dates',
  'decisions',
  'release_notices',
]

export function put(rows: Rows, table: string, row: Row): void {
  const list = rows.get(table)
  if (list) list.push(row)
  else rows.set(table, [row])
}

/**
 * Writes whole tables at once, as the owner: a fictional past cannot be lived through act by act.
 *
 * Everything or nothing. Values are written as JSON: bytes as `\x..`, ranges and dates as text.
 */
export async function insertRows(owner: Pool, rows: Rows): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    for (const table of order) await insertTable(client, table, rows.get(table) ?? [])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function insertTable(client: PoolClient, table: string, rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  for (let from = 0; from < rows.length; from += 5000) {
    const part = JSON.stringify(rows.slice(from, from + 5000), writeValue)
    await client.query(
      `insert into app.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::app.${table}, $1::jsonb)`,
      [part],
    )
  }
}

function writeValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (isBufferJson(value)) return `\\x${Buffer.from(value.data).toString('hex')}`
  return value
}

function isBufferJson(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return (
    typeof value === 'object' && value !== null && (value as { type?: string }).type === 'Buffer'
  )
}
