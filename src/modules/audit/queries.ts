import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'

/** One entry of the access log. Who and for what purpose is the proven actor's, never an argument. */
export async function saveEvent(
  tx: ActorTx,
  action: string,
  caseId: string | null,
  detail: object,
): Promise<void> {
  const text = JSON.stringify(detail)
  await sql`select audit.record(${action}, ${caseId}::uuid, ${text}::jsonb)`.execute(tx)
}

/** What was read; the same reading within a quarter of an hour is one entry. */
export async function saveReading(tx: ActorTx, action: string, detail: object): Promise<void> {
  await sql`select audit.record_read(${action}, null, ${JSON.stringify(detail)}::jsonb)`.execute(tx)
}

/** An auditor's look is written down where other readers leave nothing. */
export async function saveAuditorLook(tx: ActorTx, action: string): Promise<void> {
  await sql`select audit.note_auditor(${action})`.execute(tx)
}
