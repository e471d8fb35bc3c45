import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { Protection, WaitingLooks } from '../protection-contract.ts'

export async function findCaseId(tx: ActorTx, ref: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('app.cases')
    .select('id')
    .where('authority_id', '=', tx.actor.authority)
    .where('ref', '=', ref)
    .executeTakeFirst()
  return row?.id
}

export async function saveProtection(
  tx: ActorTx,
  wish: { id: string; caseId: string; kind: string; named: number[]; key: Buffer },
): Promise<void> {
  const { id, caseId, kind, named, key } = wish
  await sql`select act.protect_case(${id}, ${caseId}, ${kind}, ${named}, ${key})`.execute(tx)
}

export async function saveNames(tx: ActorTx, id: string, named: number[]): Promise<void> {
  await sql`select act.name_for_protection(${id}, ${named})`.execute(tx)
}

export async function saveAdmission(
  tx: ActorTx,
  id: string,
  member: number,
  until: string,
): Promise<void> {
  await sql`select act.admit(${id}, ${member}, ${until}::date)`.execute(tx)
}

export async function saveAdmissionEnd(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.end_admission(${id})`.execute(tx)
}

/** The wrapped key of a mark; the policy decides who finds it. */
export async function findProtectionKey(tx: ActorTx, id: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('app.protections')
    .select('key_wrapped')
    .where('authority_id', '=', tx.actor.authority)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.key_wrapped
}

export async function saveProtectionEnd(tx: ActorTx, id: string, reason: Buffer): Promise<void> {
  await sql`select act.end_protection(${id}, ${reason})`.execute(tx)
}

type Choice = NonNullable<Protection['choice']>
type ProtectionRead = Omit<Protection, 'choice'> & {
  choice: {
    coordinators: Choice['coordinators']
    others: (Omit<Choice['others'][number], 'agency'> & { agency: number })[]
  } | null
  agencies: AgencyBrief[]
}

export const readProtectionOf = (reader: Reader, ref: string) =>
  reader.readOnce<ProtectionRead | null>({ name: 'read.protection', args: [ref] })

interface WaitingRead {
  authority: number
  chair: boolean
  rows: (Omit<WaitingLooks['looks'][number], 'agency' | 'ref'> & {
    agency: number
    key: string
    asked: string
  })[]
  left: WaitingLooks['left']
  agencies: AgencyBrief[]
}

export const readWaiting = (reader: Reader) =>
  reader.readOnce<WaitingRead>({ name: 'read.overrides_waiting', args: [] })

export async function saveSecondWord(tx: ActorTx, id: string, agrees: boolean): Promise<void> {
  await sql`select act.second_override(${id}, ${agrees})`.execute(tx)
}

export async function saveReplacement(tx: ActorTx, id: string, member: number): Promise<void> {
  await sql`select act.name_for_left(${id}, ${member})`.execute(tx)
}

/** Whether a look of mine waits for a second person, and until when. */
export async function findWaiting(tx: ActorTx, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('app.overrides')
    .select('ends_at')
    .where('authority_id', '=', tx.actor.authority)
    .where('id', '=', id)
    .where('needs_second', '=', true)
    .executeTakeFirst()
  return row?.ends_at.toISOString() ?? null
}
