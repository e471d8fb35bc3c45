import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { SealedPerson } from '../../persons/service/identity.ts'
import type { ReleaseDate } from '../../timeline/contract.ts'
import type { Basic, BasicSource, BasicState } from '../contract.ts'

export interface SaidRead {
  id: string
  basic: Basic
  state: BasicState
  source: BasicSource
  agency: AgencyBrief
  recordedBy: string
  recordedAt: Date
  at: Date
  key: string | null
  saidBy: string | null
  words: string | null
}

export interface CaseRead {
  id: string
  ref: string
  version: number
  release: ReleaseDate
  person: SealedPerson | null
  prison: number | null
  relations: string[]
  categories: string[]
  summaries: string[]
}

export interface UnplannedRead {
  id: string
  knownAt: Date
  until: Date
  recordedBy: string
  key: Buffer
  words: Buffer
}

export interface ToldRead {
  name: string
  role: 'duty' | 'substitute' | 'coordination' | 'agency'
  member: string | null
  at: Date
  deliveredAt: Date | null
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  mine: boolean
}

const agency = sql`jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind)`

/** A case that I may see, with what decides which of its basics are mine to read and to write. */
export async function findCase(tx: ActorTx, ref: string): Promise<CaseRead | undefined> {
  const { rows } = await sql<CaseRead>`
    select c.id, c.ref, c.version, c.prison_agency_id as prison,
           jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on) as release,
           read.person_json(c.authority_id, c.person_id) as person, act.relations(c.id) as relations,
           actor.categories() as categories, actor.summary_categories() as summaries
      from app.cases c where c.authority_id = ${tx.actor.authority} and c.ref = ${ref}
  `.execute(tx)
  return rows[0]
}

/** Everything that was said of the basics and that I may read, the oldest first. */
export async function listSaid(tx: ActorTx, caseId: string): Promise<SaidRead[]> {
  const { rows } = await sql<SaidRead>`
    select b.id, b.basic, b.state, b.source, ${agency} as agency, m.name as "recordedBy", b.recorded_at as "recordedAt",
           b.said_at as at, b.key, b.said_by as "saidBy", b.words
      from read.basics_of(${caseId}) b
      join app.agencies g on g.authority_id = ${tx.actor.authority} and g.id = b.agency_id
      join app.members m on m.authority_id = g.authority_id and m.id = b.recorded_by
     order by b.recorded_at, b.id
  `.execute(tx)
  return rows
}

/** Basics of which I am told only that support is arranged. */
export async function listArranged(tx: ActorTx, caseId: string): Promise<Basic[]> {
  const { rows } = await sql<{ basic: Basic }>`
    select basic from read.basics_arranged(${caseId}) as basic
  `.execute(tx)
  return rows.map(({ basic }) => basic)
}

/** Agencies outside custody that have accepted a part of life for today, as far as I may know. */
export async function listAccepted(
  tx: ActorTx,
  caseId: string,
): Promise<{ domain: string; agency: AgencyBrief; until: string | null }[]> {
  const { rows } = await sql<{ domain: string; agency: AgencyBrief; until: string | null }>`
    select l.domain, ${agency} as agency, upper(l.period) as until
      from app.leads o cross join lateral read.lead_as_kept(o, ${tx.actor.today}::date) l
      join app.agencies g on g.authority_id = l.authority_id and g.id = l.agency_id
     where o.authority_id = ${tx.actor.authority} and o.case_id = ${caseId} and g.kind <> 'custody' and not o.voluntary
       and read.lead_state(l, ${tx.actor.today}::date) in ('accepted', 'to_confirm') and l.period @> ${tx.actor.today}::date
  `.execute(tx)
  return rows
}

/** Offers of a part of life to one agency that wait for an answer or were accepted for today. */
export async function findOffer(
  tx: ActorTx,
  caseId: string,
  domain: string,
  agencyId: number,
): Promise<{ id: string; version: number; state: string } | undefined> {
  const { rows } = await sql<{ id: string; version: number; state: string }>`
    select l.id, l.version, l.state from app.leads l
     where l.authority_id = ${tx.actor.authority} and l.case_id = ${caseId} and l.domain = ${domain}
       and l.agency_id = ${agencyId} and l.state in ('offered', 'accepted') and not l.voluntary
       and l.period @> ${tx.actor.today}::date
     order by l.state = 'offered' desc, l.offered_at desc limit 1
  `.execute(tx)
  return rows[0]
}

/** Whether an agency may be asked under the arrangement: it has signed and brings this part of life. */
export async function mayBeAsked(
  tx: ActorTx,
  caseId: string,
  domain: string,
  agencyId: number,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select read.may_be_asked(${caseId}, ${domain}, ${agencyId}) as may
  `.execute(tx)
  return rows[0]?.may ?? false
}

/** The unplanned release of the last 72 hours. */
export async function findUnplanned(
  tx: ActorTx,
  caseId: string,
): Promise<UnplannedRead | undefined> {
  const { rows } = await sql<UnplannedRead>`
    select u.id, u.known_at as "knownAt", u.until, m.name as "recordedBy", u.key_wrapped as key, u.words_sealed as words
      from app.unplanned_releases u
      join app.members m on m.authority_id = u.authority_id and m.id = u.recorded_by
     where u.authority_id = ${tx.actor.authority} and u.case_id = ${caseId} and u.until > now()
     order by u.known_at desc limit 1
  `.execute(tx)
  return rows[0]
}

export async function listTold(tx: ActorTx, release: string): Promise<ToldRead[]> {
  const { rows } = await sql<ToldRead>`
    select p.name, t.role, m.name as member, t.told_at as at, t.delivered_at as "deliveredAt",
           t.acknowledged_at as "acknowledgedAt", a.name as "acknowledgedBy",
           t.acknowledged_at is null and read.told_me(t) as mine
      from app.unplanned_told t
      join app.principals p on p.authority_id = t.authority_id and p.id = t.principal
      left join app.members m on m.authority_id = t.authority_id and m.id = t.member_id
      left join app.members a on a.authority_id = t.authority_id and a.id = t.acknowledged_by
     where t.authority_id = ${tx.actor.authority} and t.release_id = ${release}
     order by t.told_at, t.role
  `.execute(tx)
  return rows
}

export interface NewSaid {
  id: string
  caseId: string
  basic: Basic
  state: BasicState
  source: BasicSource
  agencyId: number
  saidAt: string
  lead: string | null
  key: Buffer
  saidBy: Buffer | null
  words: Buffer | null
}

export async function saveSaid(tx: ActorTx, made: NewSaid): Promise<void> {
  await sql`
    select act.say_basic(${made.id}, ${made.caseId}, ${made.basic}, ${made.state}, ${made.source}, ${made.agencyId},
      ${made.saidAt}::timestamptz, ${made.lead}::uuid, ${made.key}, ${made.saidBy}::bytea, ${made.words}::bytea)
  `.execute(tx)
}

export async function saveUnplanned(
  tx: ActorTx,
  made: { id: string; caseId: string; knownAt: string | null; key: Buffer; words: Buffer },
): Promise<void> {
  await sql`
    select act.released_today(${made.id}, ${made.caseId}, coalesce(${made.knownAt}::timestamptz, now()), ${made.key}, ${made.words})
  `.execute(tx)
}

export async function saveAcknowledged(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.have_it(${id})`.execute(tx)
}

export async function saveArrived(tx: ActorTx): Promise<void> {
  await sql`select act.told_arrived()`.execute(tx)
}

export interface HandMade {
  id: string
  prison: number
  number: string
  fingerprint: Buffer
  key: Buffer
  identity: Buffer
  names: string[]
  births: string[]
}

export async function saveHandMade(tx: ActorTx, made: HandMade): Promise<void> {
  await sql`
    select act.announce_released(${made.id}, ${made.prison}, ${made.number}::bigint, ${made.fingerprint}, ${made.key},
      ${made.identity}, ${made.names}::bigint[], ${made.births}::bigint[])
  `.execute(tx)
}

export interface ReleasedRead {
  id: string
  ref: string
  person: SealedPerson | null
  knownAt: Date
  bed: 'confirmed' | 'asked' | 'open'
  waiting: boolean
}

/** Unplanned releases that are followed now, the newest first. */
export async function listReleased(tx: ActorTx): Promise<ReleasedRead[]> {
  const { rows } = await sql<ReleasedRead>`
    select u.id, c.ref, read.person_json(c.authority_id, c.person_id) as person, u.known_at as "knownAt",
           coalesce((select case when b.state in ('confirmed', 'not_needed') then 'confirmed' when b.state = 'asked' then 'asked'
                                 else 'open' end
                       from read.basics_of(c.id) b where b.basic = 'bed' and b.said_at >= u.known_at order by b.recorded_at desc limit 1), 'open') as bed,
           exists (select from app.unplanned_told t where t.authority_id = u.authority_id and t.release_id = u.id
                    and t.acknowledged_at is null and read.told_me(t)) as waiting
      from app.unplanned_releases u
      join app.cases c on c.authority_id = u.authority_id and c.id = u.case_id
     where u.authority_id = ${tx.actor.authority} and u.until > now()
     order by u.known_at desc limit 50
  `.execute(tx)
  return rows
}

/** Notices that somebody made by hand and of which no case was opened yet. */
export async function listHandMade(tx: ActorTx): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from app.release_notices n
     where n.authority_id = ${tx.actor.authority} and n.source = 'released_today' and n.status <> 'case' limit 50
  `.execute(tx)
  return rows
}

/** Writes what was read; the same reading within a quarter of an hour is one event. */
export async function saveReading(
  tx: ActorTx,
  action: string,
  caseId: string | null,
  detail: object,
): Promise<void> {
  await sql`select audit.record_read(${action}, ${caseId}::uuid, ${JSON.stringify(detail)}::jsonb)`.execute(
    tx,
  )
}
