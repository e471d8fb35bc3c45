import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'

export interface ExportHead {
  authority: number
  generation: number
  logName: string
  /** The wrapped key of the log, in base64. */
  key: string
  quorum: number
  size: number
  note: string
  earlier: string[]
  witnesses: { publicKey: string; line: string | null }[]
}

/** The open log with its newest checkpoint; nothing before the first one was signed. */
export async function readExportHead(tx: ActorTx): Promise<ExportHead | null> {
  const { rows } = await sql<{ head: ExportHead | null }>`
    select audit.export_head() as head`.execute(tx)
  return rows[0]?.head ?? null
}

export interface ExportRow {
  place: number
  hash: Buffer
  gone: string | null
  nonce_sealed: Buffer | null
  canonical: string | null
  case_key: Buffer | null
}

/** Entries between two places, or those of one case among them. */
export async function listEntries(
  tx: ActorTx,
  log: { generation: number },
  wish: { from: number; until: number; caseId: string | null; most: number },
): Promise<ExportRow[]> {
  const { from, until, caseId, most } = wish
  const { rows } = await sql<ExportRow>`
    select * from audit.export_entries(${log.generation}, ${from}, ${until}, ${caseId}::uuid, ${most})`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, place: Number(row.place) }))
}

export async function countEntries(
  tx: ActorTx,
  log: { generation: number; size: number },
  caseId: string,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select audit.export_count(${log.generation}, ${log.size}, ${caseId}::uuid) as count`.execute(tx)
  return Number(rows[0]?.count ?? 0)
}

/** Whether the reader may hand out this, and what for: said once per working day. */
export async function beginLogFile(
  tx: ActorTx,
  ref: string | null,
  use: string | null,
): Promise<{ caseId: string | null; use: string }> {
  const { rows } = await sql<{ begun: { caseId: string | null; use: string } }>`
    select act.begin_log_file(${ref}, ${use}) as begun`.execute(tx)
  return rows[0]?.begun ?? { caseId: null, use: '' }
}
