import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { SealedPerson } from '../../persons/service/identity.ts'
import type { ReleaseDate } from '../contract.ts'
import type { NoticesQuery } from '../notice-contract.ts'

/** A notice as it lies in the database: the identity sealed, the rest readable. */
export interface SealedNotice {
  id: string
  prison: AgencyBrief
  release: ReleaseDate
  residence: 'city' | 'unknown'
  remand: boolean
  receivedOn: string
  vanishedOn: string | null
  eraseOn: string | null
  status: 'waiting' | 'held' | 'case'
  version: number
  key_wrapped: Buffer | null
  identity_sealed: Buffer | null
  name_tokens: string[]
  birth_tokens: string[]
  number_token: string
}

export interface SealedNewer {
  key_wrapped: Buffer
  identity_sealed: Buffer
  release: ReleaseDate
  residence: 'city' | 'unknown'
  receivedOn: string
}

/** Somebody whom a notice may mean, and the case of theirs that is open. */
export interface Candidate extends SealedPerson {
  ref: string | null
  caseId: string | null
  byNumber: boolean
}

/** Where the list goes on: dates first, those without a date last. */
export interface NoticePlace {
  on: string | null
  id: string
}

const columns = sql`
  n.id, jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as prison,
  jsonb_build_object('on', n.release_on, 'certainty', n.release_certainty, 'earliestOn', n.earliest_on) as release,
  n.residence, n.remand, n.received_on as "receivedOn", n.vanished_on as "vanishedOn",
  least(n.release_on + 30, n.vanished_on + 7) as "eraseOn", n.status, n.version, n.key_wrapped, n.identity_sealed`

/** Notices for my desks, the next release first; one more than asked for tells that the list goes on. */
export async function listNotices(
  tx: ActorTx,
  wish: NoticesQuery,
  after: NoticePlace | undefined,
): Promise<SealedNotice[]> {
  const { authority, today } = tx.actor
  const residence = wish.residence ? sql`and n.residence = ${wish.residence}` : sql``
  const prison = wish.prison === undefined ? sql`` : sql`and n.prison_agency_id = ${wish.prison}`
  const weeks = wish.weeks
    ? sql`and n.release_on <= ${today}::date + ${wish.weeks * 7}::int`
    : sql``
  const { rows } = await sql<SealedNotice>`
    select ${columns}
      from app.release_notices n
      join app.agencies g on g.authority_id = n.authority_id and g.id = n.prison_agency_id
     where n.authority_id = ${authority} and n.status <> 'case' ${residence} ${prison} ${weeks} ${placeAfter(after)}
     order by n.release_on nulls last, n.id limit ${wish.limit + 1}
  `.execute(tx)
  return rows
}

function placeAfter(after: NoticePlace | undefined) {
  if (!after) return sql``
  if (after.on === null) return sql`and n.release_on is null and n.id > ${after.id}::uuid`
  return sql`and ((n.release_on, n.id) > (${after.on}::date, ${after.id}::uuid) or n.release_on is null)`
}

/** One notice with its blind tokens, for looking whom it may mean. */
export async function findNotice(tx: ActorTx, id: string): Promise<SealedNotice | undefined> {
  const { rows } = await sql<SealedNotice>`
    select ${columns}, n.name_tokens::text[] as name_tokens, n.birth_tokens::text[] as birth_tokens,
           n.number_token::text as number_token
      from app.release_notices n
      join app.agencies g on g.authority_id = n.authority_id and g.id = n.prison_agency_id
     where n.authority_id = ${tx.actor.authority} and n.id = ${id}
  `.execute(tx)
  return rows[0]
}

/** What a later list says under the same number. */
export async function findNewer(tx: ActorTx, notice: string): Promise<SealedNewer | undefined> {
  const { rows } = await sql<SealedNewer>`
    select key_wrapped, identity_sealed, residence, received_on as "receivedOn",
           jsonb_build_object('on', release_on, 'certainty', release_certainty, 'earliestOn', earliest_on) as release
      from app.held_announcements where authority_id = ${tx.actor.authority} and notice_id = ${notice}
  `.execute(tx)
  return rows[0]
}

/** Persons of my cases who share a name and a birth with the notice, or the number. */
export async function listCandidates(tx: ActorTx, notice: SealedNotice): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with named as (
      select id from read.likely_persons(${notice.name_tokens}::bigint[], ${notice.birth_tokens}::bigint[]) as id
    ), numbered as (
      select id from read.search_candidates('[]', array[${notice.number_token}::bigint]) as id
    )
    select p.id, encode(p.key_wrapped, 'hex') as key, encode(p.identity_sealed, 'hex') as identity, p.version,
           k.id as "caseId", k.ref, p.id in (select id from numbered) as "byNumber"
      from app.persons p
      left join lateral (
        select c.id, c.ref from app.cases c
         where c.authority_id = p.authority_id and c.person_id = p.id and c.closed_on is null
         order by c.opened_on desc, c.ref limit 1
      ) k on true
     where p.authority_id = ${tx.actor.authority}
       and p.id in (select id from named union select id from numbered)
  `.execute(tx)
  return rows
}

export async function saveResidence(
  tx: ActorTx,
  id: string,
  version: number,
  city: boolean,
): Promise<void> {
  await sql`select act.decide_residence(${id}, ${version}, ${city})`.execute(tx)
}

export async function saveHeld(
  tx: ActorTx,
  id: string,
  version: number,
  same: boolean,
): Promise<void> {
  await sql`select act.decide_held(${id}, ${version}, ${same})`.execute(tx)
}

export interface NewCase {
  notice: string
  version: number
  id: string
  clause: number
  person: string
  isNewPerson: boolean
  personKey: Buffer | null
  identity: Buffer | null
  number: Buffer
  caseKey: Buffer
  reason: Buffer
  source: Buffer
  informed: object
  notSameAs: string[]
}

export async function saveCase(tx: ActorTx, made: NewCase): Promise<string> {
  const { rows } = await sql<{ ref: string }>`
    select act.open_case(${made.notice}, ${made.version}, ${made.id}, ${made.clause}, ${made.person}, ${made.isNewPerson},
      ${made.personKey}, ${made.identity}, ${made.number}, ${made.caseKey}, ${made.reason}, ${made.source},
      ${JSON.stringify(made.informed)}::jsonb, ${made.notSameAs}::uuid[]) as ref
  `.execute(tx)
  return rows[0]?.ref ?? ''
}

export async function saveLink(
  tx: ActorTx,
  made: { notice: string; version: number; person: string; number: Buffer; case: string },
): Promise<string> {
  const { rows } = await sql<{ ref: string }>`
    select act.link_notice(${made.notice}, ${made.version}, ${made.person}, ${made.number}, ${made.case}) as ref
  `.execute(tx)
  return rows[0]?.ref ?? ''
}

/** The reference of a case that I may see. */
export async function findCaseRef(tx: ActorTx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ ref: string }>`
    select ref from app.cases where authority_id = ${tx.actor.authority} and id = ${id}
  `.execute(tx)
  return rows[0]?.ref
}

/** Writes what was read; the same reading within a quarter of an hour is one event. */
export async function saveReading(tx: ActorTx, action: string, detail: object): Promise<void> {
  await sql`select audit.record_read(${action}, null, ${JSON.stringify(detail)}::jsonb)`.execute(tx)
}
