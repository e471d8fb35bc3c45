import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { Item, ItemWords } from '../../items/contract.ts'
import type { assembleContinuity } from '../../timeline/service/continuity.ts'
import type { AuditCase, NewAuditCase } from '../audit-case-contract.ts'

/** A reason as the database keeps it. */
export interface SealedReason {
  id: string
  key: string
  reason: string
}

export interface AuditCasesRead {
  authority: number
  rows: (Omit<AuditCase, 'reason'> & SealedReason)[]
}

type SealedItem = Omit<Item, 'clause' | 'owner' | 'own' | 'words'> & {
  clause: number
  owner: number
  key: string | null
  audience: number[]
  words: (Omit<ItemWords, 'text' | 'functional'> & { text: string }) | null
}

export interface AuditedCaseRead extends SealedReason {
  continuity: Parameters<typeof assembleContinuity>[1]
  items: SealedItem[]
  endsAt: string
  clauses: { id: number; label: string; basis: string; arrangement: string }[]
  owners: AgencyBrief[]
}

export const readAuditCases = (reader: Reader) =>
  reader.readOnce<AuditCasesRead>({ name: 'read.audit_cases', args: [] })

/** The case with the event of its reading; null: not open to whoever asks. */
export const readAuditedCase = (reader: Reader, ref: string) =>
  reader.readOnce<AuditedCaseRead | null>({ name: 'read.audited_case', args: [ref] })

export async function saveAuditCase(
  tx: ActorTx,
  id: string,
  { auditorId, ref, endsAt }: NewAuditCase,
  sealed: { key: Buffer; reason: Buffer },
): Promise<void> {
  await sql`select act.ask_audit_case(${id}, ${auditorId}, ${ref}, ${endsAt}, ${sealed.key}, ${sealed.reason})`.execute(
    tx,
  )
}

export async function saveAuditCaseAgreed(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.confirm_audit_case(${id})`.execute(tx)
}

export async function saveAuditCaseEnded(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.end_audit_case(${id})`.execute(tx)
}
