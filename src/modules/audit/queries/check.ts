import type { Pool } from 'pg'

/** A row that is not what the log says it is, or an entry of the log that was bent. */
export interface Finding {
  kind: 'changed' | 'inserted' | 'deleted' | 'by_hand' | 'log_changed'
  table: string
  key: string
  login: string | null
}

export async function listWatched(db: Pool): Promise<{ table: string; reason: string | null }[]> {
  const { rows } = await db.query<{ table: string; reason: string | null }>(
    'select table_name as table, reason from audit.watched_tables()',
  )
  return rows
}

export async function acceptRows(db: Pool, authority: number, table: string, reason: string) {
  await db.query('select audit.accept_rows($1, $2, $3)', [authority, table, reason])
}

export async function endAccepting(db: Pool, table: string) {
  await db.query('select audit.rows_accepted($1)', [table])
}

export async function compareRows(db: Pool, authority: number, table: string): Promise<Finding[]> {
  const { rows } = await db.query<{ kind: Finding['kind']; row_key: string }>(
    'select * from audit.compare_rows($1, $2)',
    [authority, table],
  )
  return rows.map(({ kind, row_key }) => ({ kind, table, key: row_key, login: null }))
}

export async function listByHand(db: Pool, authority: number): Promise<Finding[]> {
  const { rows } = await db.query<{ table_name: string; row_key: string; login: string }>(
    'select * from audit.rows_by_hand($1)',
    [authority],
  )
  return rows.map((row) => ({
    ...{ kind: 'by_hand', table: row.table_name, key: row.row_key, login: row.login },
  }))
}

/** Writes down what was found; answers how much of it is new. */
export async function putFindings(db: Pool, authority: number, found: readonly Finding[]) {
  const { rows } = await db.query<{ fresh: number }>(
    'select audit.put_findings($1, $2, $3, $4, $5) as fresh',
    [
      authority,
      found.map(({ kind }) => kind),
      found.map(({ table }) => table),
      found.map(({ key }) => key),
      found.map(({ login }) => login),
    ],
  )
  return rows[0]?.fresh ?? 0
}

export interface LeafToCheck {
  place: number
  hash: Buffer
  gone: string | null
  nonce_sealed: Buffer | null
  canonical: string | null
  leaf: Buffer | null
  /** The text made anew from the columns. */
  told: string | null
  case_key: Buffer | null
}

export async function listLeaves(
  db: Pool,
  log: { authority: number; generation: number },
  from: number,
  count: number,
): Promise<LeafToCheck[]> {
  const { rows } = await db.query<LeafToCheck>(
    'select * from audit.leaves_to_check($1, $2, $3, $4)',
    [...[log.authority, log.generation, from, count]],
  )
  return rows.map((row) => ({ ...row, place: Number(row.place) }))
}
