import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { NewRegimeChange, Regimes } from '../regime-contract.ts'

export type RegimesRead = Omit<Regimes, 'effect' | 'changes'> & {
  authority: number
  caseId: string
  effect: { category: string; purpose: string; agencies: number[] }[]
  changes: (Omit<Regimes['changes'][number], 'owner'> & { owner: number; key: string })[]
  agencies: AgencyBrief[]
}

export const readRegimesOf = (reader: Reader, ref: string) =>
  reader.readOnce<RegimesRead | null>({ name: 'read.regimes', args: [ref] })

/** The case that the actor may see under this number. */
export async function findCaseId(tx: ActorTx, ref: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('app.cases')
    .select('id')
    .where('authority_id', '=', tx.actor.authority)
    .where('ref', '=', ref)
    .executeTakeFirst()
  return row?.id
}

/** The one clause of own items, or null if they stand under several or are not all ours. */
export async function findClause(
  tx: ActorTx,
  caseId: string,
  items: string[],
): Promise<{ clause: number | null; special: boolean | null } | undefined> {
  const { rows } = await sql<{ clause: number | null; special: boolean | null }>`
    select clause, special from read.regime_clause(${caseId}, ${items})
  `.execute(tx)
  return rows[0]
}

interface Decided {
  id: string
  caseId: string
  clause: number
  special: boolean
  key: Buffer
  necessity: Buffer
  proportionality: Buffer
}

export async function saveRegimeChange(
  tx: ActorTx,
  wish: NewRegimeChange,
  made: Decided,
): Promise<void> {
  await sql`select act.change_regime(${made.id}, ${made.caseId}, ${made.clause}, ${wish.purpose}, ${wish.items}, ${wish.law},
    ${made.special}, ${made.key}, ${made.necessity}, ${made.proportionality})`.execute(tx)
}

export async function saveConfirmed(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.confirm_regime_change(${id})`.execute(tx)
}

export async function saveWithdrawn(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.withdraw_regime_change(${id})`.execute(tx)
}
