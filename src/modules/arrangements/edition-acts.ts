import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { ContactPoint } from './draft-contract.ts'
import type { Departure } from './edition-contract.ts'

/** Two people who begin the next edition at the same moment get the same draft: the second waits for the first. */
export async function holdEditions(tx: ActorTx, id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`edition:${tx.actor.authority}:${id}`}, 0))`.execute(
    tx,
  )
}

export async function signHere(tx: ActorTx, id: number): Promise<void> {
  await sql`select act.sign_here(${id})`.execute(tx)
}

export async function leave(tx: ActorTx, id: number, departure: Departure): Promise<void> {
  const { agencyId, leftOn, whole } = departure
  await sql`select act.leave_agreement(${id}, ${agencyId}, ${leftOn}::date, ${whole})`.execute(tx)
}

export async function stay(tx: ActorTx, id: number, agencyId: number): Promise<void> {
  await sql`select act.stay_in_agreement(${id}, ${agencyId})`.execute(tx)
}

export async function changeContact(tx: ActorTx, id: number, contact: ContactPoint): Promise<void> {
  await sql`select act.change_contact(${id}, ${JSON.stringify(contact)}::jsonb)`.execute(tx)
}

export interface SealedScan {
  mediaType: string
  sha256: Buffer
  key: Buffer
  file: Buffer
}

export async function keepScan(
  tx: ActorTx,
  id: number,
  agencyId: number,
  scan: SealedScan,
): Promise<void> {
  const { mediaType, sha256, key, file } = scan
  await sql`select act.keep_signature_paper(${id}, ${agencyId}, ${mediaType}, ${sha256}, ${key}, ${file})`.execute(
    tx,
  )
}

export async function giveOpinion(
  tx: ActorTx,
  of: { draft?: number; edition?: number },
  said: { stance: string; opinion: string },
): Promise<{ id: string | number }> {
  const { rows } = await sql<{ id: number }>`
    select act.give_opinion(${of.draft ?? null}::int, ${of.edition ?? null}::int, ${said.stance}, ${said.opinion}) as id
  `.execute(tx)
  return { id: rows[0]?.id ?? 0 }
}

export async function answerOpinion(tx: ActorTx, id: number, answer: string): Promise<void> {
  await sql`select act.answer_opinion(${id}, ${answer})`.execute(tx)
}
