import { sql } from 'kysely'
import { askGate } from '../../../platform/auth/gate.ts'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Databases } from '../../../platform/db/connections.ts'
import type { Lane } from '../../timeline/contract.ts'
import type { OfferLink } from '../link-contract.ts'

/** A link that is made: the hash of its secret and, where it goes by mail, the sealed address. */
export interface NewLink {
  id: string
  hash: Buffer
  sentTo: Buffer | null
}

export async function saveLink(tx: ActorTx, lead: string, made: NewLink): Promise<string> {
  const { rows } = await sql<{ ends: Date }>`
    select act.make_offer_link(${lead}, ${made.id}, ${made.hash}, ${made.sentTo}::bytea) as ends
  `.execute(tx)
  const ends = rows[0]?.ends
  if (!ends) throw new Error('The database did not say how long the link works')
  return new Date(ends).toISOString()
}

export async function saveMailed(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.offer_link_mailed(${id})`.execute(tx)
}

export async function saveTakenBack(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.revoke_offer_link(${id})`.execute(tx)
}

type Dates = 'madeAt' | 'expiresAt' | 'mailedAt' | 'openedAt'
export type LinkRow = Omit<OfferLink, Dates | 'sentTo'> & { sealed: string | null } & Record<
    Dates,
    Date | null
  >

/** The links of one offer, the newest first. */
export async function findLinks(tx: ActorTx, lead: string): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select o.id, m.name as "madeBy", o.made_at as "madeAt", o.expires_at as "expiresAt",
           encode(o.sent_to_sealed, 'hex') as sealed, o.mailed_at as "mailedAt",
           o.opened_at as "openedAt", o.openings,
           case when o.answered_at is not null then 'answered'
                when o.revoked_at is not null then 'taken_back'
                when o.expires_at <= now() then 'expired'
                when l.state <> 'offered' then 'over' else 'open' end as state
      from app.offer_links o
      join app.leads l on l.authority_id = o.authority_id and l.id = o.lead_id
      join app.members m on m.authority_id = o.authority_id and m.id = o.made_by
     where o.authority_id = ${tx.actor.authority} and o.lead_id = ${lead}
     order by o.made_at desc limit 20
  `.execute(tx)
  return rows
}

/** The address of an agency as the list of agencies has it. */
export async function findEmail(tx: ActorTx, agency: number): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`
    select email from app.agencies where authority_id = ${tx.actor.authority} and id = ${agency}
  `.execute(tx)
  return rows[0]?.email ?? null
}

/** What a link shows, its words still sealed; without words no name may be shown. */
export interface QuestionRead {
  authority: number
  lead: string
  ref: string
  domain: Lane
  from: string | null
  until: string | null
  answerBy: string | null
  expiresAt: string
  zone: string
  today: string
  city: string
  agency: string
  asking: string
  desk: string
  phone: string | null
  email: string | null
  key: string | null
  words: string | null
}

type Gate = Pick<Databases, 'gate'>

/** The question behind a link, its opening written into the log; null for a link that is over. */
export async function readQuestion(
  { gate }: Gate,
  hash: Buffer,
  opening: boolean,
): Promise<QuestionRead | null> {
  const rows = await askGate<{ question: QuestionRead }>(gate, 'open_offer_link', [hash, opening])
  return rows[0]?.question ?? null
}

/** Answers by a link; false for a link that is over. */
export async function saveLinkAnswer(
  { gate }: Gate,
  hash: Buffer,
  answer: { outcome: string; reason: Buffer | null; saidBy: Buffer },
): Promise<boolean> {
  const rows = await askGate<{ answered: boolean }>(gate, 'answer_offer_link', [
    ...[hash, answer.outcome, answer.reason, answer.saidBy],
  ])
  return rows[0]?.answered ?? false
}
