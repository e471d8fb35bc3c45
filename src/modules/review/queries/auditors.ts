import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { Auditors, NewAuditor } from '../auditor-contract.ts'

type AuditorsRead = Omit<Auditors, 'auditors'> & { rows: Auditors['auditors'] }

export const readAuditors = (reader: Reader) =>
  reader.readOnce<AuditorsRead>({ name: 'read.auditors', args: [] })

export async function saveAuditor(
  tx: ActorTx,
  id: string,
  { name, email, body, endsAt }: NewAuditor,
  token: Buffer,
): Promise<string> {
  const { rows } = await sql<{ at: Date }>`
    select act.invite_auditor(${id}, ${name}, ${email}, ${body}, ${endsAt}, ${token}, ${tx.actor.locale ?? 'en'}) as at`.execute(
    tx,
  )
  return (rows[0]?.at ?? new Date()).toISOString()
}

export async function saveConfirmed(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.confirm_auditor(${id})`.execute(tx)
}

export async function saveEnded(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.end_auditor(${id})`.execute(tx)
}
