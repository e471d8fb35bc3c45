import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { SealedPerson } from '../persons/service/identity.ts'
import type { ReleaseDate } from '../timeline/contract.ts'
import type { LeadRead, SingleLeadRead } from '../timeline/service/lead-read.ts'
import type { Handover, HandoversQuery, LeadAnswer } from './contract.ts'

export interface HandoverRead extends LeadRead {
  ref: string
  release: ReleaseDate
  relations: string[]
  person: SealedPerson | null
  accounts: boolean
  link: Handover['link']
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

/** What of an offer is another after the answer; `lead` is null for who has seen it for the last time. */
export interface AnsweredRead {
  version: number
  lead: (LeadRead & { relations: string[] }) | null
}

/** Answers, writes the event and tells what is another; refuses who was not asked. */
export async function saveAnswer(
  tx: ActorTx,
  { id, version }: Pick<SingleLeadRead, 'id' | 'version'>,
  { outcome, channel, endsOn }: LeadAnswer,
  { reason, saidBy, key }: SealedAnswer,
): Promise<AnsweredRead> {
  const { rows } = await sql<{ answered: AnsweredRead }>`
    select read.lead_answered(${id}, ${version}, ${outcome}, ${reason}::bytea,
      ${channel ?? 'self'}, ${saidBy}::bytea, ${endsOn ?? null}::date, ${key}::bytea) as answered
  `.execute(tx)
  const answered = rows[0]?.answered
  if (!answered) throw new Error('The database did not say what the answer did')
  return answered
}
