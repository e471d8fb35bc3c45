import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Handling, ItemMode } from '../contract.ts'

/** Writes an item with its first version; special categories into tables of their own. */
export async function saveItem(
  tx: ActorTx,
  id: string,
  caseId: string,
  item: object,
  key: Buffer,
  special: boolean,
): Promise<void> {
  const body = JSON.stringify(item)
  if (special)
    await sql`select act.write_special_item(${id}, ${caseId}, ${body}::jsonb, ${key})`.execute(tx)
  else await sql`select act.write_item(${id}, ${caseId}, ${body}::jsonb, ${key})`.execute(tx)
}

export interface FoundItem {
  caseId: string
  key: Buffer
  currentVersion: number
  category: string
  mode: ItemMode
  special: boolean
}

/** An item that the actor reads, for an act on it. Unseen is missing. */
export async function findItem(tx: ActorTx, id: string): Promise<FoundItem> {
  const { rows } = await sql<FoundItem>`
    select i.case_id as "caseId", i.key_wrapped as key, i.current_version as "currentVersion", i.category, i.mode, false as special
      from app.items i where i.authority_id = ${tx.actor.authority} and i.id = ${id}
    union all
    select i.case_id, i.key_wrapped, i.current_version, i.category, i.mode, true
      from app.special_items i where i.authority_id = ${tx.actor.authority} and i.id = ${id}
  `.execute(tx)
  const found = rows[0]
  if (!found) throw notFound('item')
  return found
}

export async function saveVersion(
  tx: ActorTx,
  id: string,
  seen: number,
  item: object,
  special: boolean,
): Promise<void> {
  const body = JSON.stringify(item)
  if (special) await sql`select act.change_special_item(${id}, ${seen}, ${body}::jsonb)`.execute(tx)
  else await sql`select act.change_item(${id}, ${seen}, ${body}::jsonb)`.execute(tx)
}

/** What was written before was wrong: former versions are closed, and everybody who was given them is told. */
export async function saveWrong(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.correct_item(${id})`.execute(tx)
}

export async function saveAudience(
  tx: ActorTx,
  id: string,
  seen: number,
  { mode, audience }: { mode: ItemMode; audience: number[] },
): Promise<void> {
  await sql`select act.address_item(${id}, ${seen}, ${mode}, ${audience}::int[])`.execute(tx)
}

export async function saveHandling(tx: ActorTx, id: string, seen: number, handling: Handling) {
  await sql`select act.handle_item(${id}, ${seen}, ${JSON.stringify(handling)}::jsonb)`.execute(tx)
}

export async function saveVerified(tx: ActorTx, id: string, seen: number, reviewBy: string) {
  await sql`select act.verify_item(${id}, ${seen}, ${reviewBy}::date)`.execute(tx)
}

export async function saveState(
  tx: ActorTx,
  id: string,
  seen: number,
  state: string,
  reason: Buffer,
  special: boolean,
): Promise<void> {
  if (special) await sql`select act.withdraw_special_item(${id}, ${seen}, ${reason})`.execute(tx)
  else await sql`select act.set_item_state(${id}, ${seen}, ${state}, ${reason})`.execute(tx)
}

export async function saveDecision(
  tx: ActorTx,
  id: string,
  seen: number,
  approved: boolean,
  reason: Buffer | null,
): Promise<void> {
  await sql`select act.decide_special_item(${id}, ${seen}, ${approved}, ${reason}::bytea)`.execute(
    tx,
  )
}

export async function saveProposalDecision(
  tx: ActorTx,
  proposal: string,
  seen: number,
  approved: boolean,
  reason: Buffer | null,
): Promise<void> {
  await sql`select act.decide_special_change(${proposal}, ${seen}, ${approved}, ${reason}::bytea)`.execute(
    tx,
  )
}

export async function removeProposal(tx: ActorTx, proposal: string, seen: number): Promise<void> {
  await sql`select act.drop_special_change(${proposal}, ${seen})`.execute(tx)
}

export async function saveDraft(tx: ActorTx, caseId: string, key: Buffer, draft: Buffer) {
  await sql`select act.keep_draft(${caseId}, ${key}, ${draft})`.execute(tx)
}

export async function removeDraft(tx: ActorTx, caseId: string): Promise<void> {
  await sql`select act.drop_draft(${caseId})`.execute(tx)
}
