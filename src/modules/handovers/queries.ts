import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { SealedPerson } from '../persons/service/identity.ts'
import type { ReleaseDate } from '../timeline/contract.ts'
import type { LeadRead } from '../timeline/service/lead-read.ts'
import type { HandoversQuery, LeadAnswer } from './contract.ts'

export interface HandoverRead extends LeadRead {
  ref: string
  release: ReleaseDate
  relations: string[]
  person: SealedPerson | null
  /** What the list is ordered by: the day an answer is due, or the moment it was given. */
  place: string
}

export interface HandoversRead {
  authority: number
  today: string
  principals: number[]
  rows: HandoverRead[]
  agencies: AgencyBrief[]
}

/** One box of the inbox, and one row more where it goes on. */
export const readHandovers = (
  reader: Reader,
  { box, limit }: HandoversQuery,
  after: { place: string; id: string } | null,
) =>
  reader.readOnce<HandoversRead>({
    name: 'read.handovers',
    args: [box, limit, after?.place ?? null, after?.id ?? null],
  })

/** What is said with an answer, closed under the key of the offer. */
export interface SealedAnswer {
  reason: Buffer | null
  saidBy: Buffer | null
  /** A key for an offer that had none until now. */
  key: Buffer | null
}

/** Answers and tells the new version; refuses who was not asked. */
export async function saveAnswer(
  tx: ActorTx,
  id: string,
  version: number,
  { outcome, channel, endsOn }: LeadAnswer,
  { reason, saidBy, key }: SealedAnswer,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select act.answer_lead(${id}, ${version}, ${outcome}, ${reason}::bytea, ${channel ?? 'self'},
      ${saidBy}::bytea, ${endsOn ?? null}::date, ${key}::bytea) as version
  `.execute(tx)
  return rows[0]?.version ?? version
}
