import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { SealedPerson } from '../persons/service/identity.ts'
import type { Gap, Lane, LeadState, NewLead, ReleaseDate } from './contract.ts'
import type { ClosedDays } from './day-contract.ts'
import type { Milestone } from './milestone-contract.ts'
import type { ReleasesQuery } from './releases-contract.ts'
import type { HeldLeadRead, LeadRead, SingleLeadRead } from './service/lead-read.ts'

/** A stretch of the case lead. */
export interface SegmentRead {
  agency_id: number
  lead_id: string | null
  starts: string
  ends: string | null
  state: 'accepted' | 'fallback' | 'closing'
  tied: 'release' | 'calendar'
}

export type GapRead = Gap & { domain: Lane }
export type MilestoneRead = Omit<Milestone, 'owner' | 'overdue'> & { agency?: number }

export interface ContinuityRead {
  authority: number
  principals: number[]
  ref: string
  version: number
  today: string
  openedOn: string
  measureEndsOn: string | null
  /** What the person said of the time after it: null goes on, a day is when it ends. */
  goesOn: Partial<Record<Lane, string | null>>
  release: ReleaseDate
  closed: ClosedDays
  categories: string[]
  summaryCategories: string[]
  relations: string[]
  segments: SegmentRead[]
  leads: LeadRead[]
  needs: { domain: Lane; required: 'default' | 'wish' | 'imposed' }[]
  gaps: GapRead[]
  milestones: MilestoneRead[]
  summary: { domain: Lane; until: string | null }[]
  unseenBy: number[]
  agencies: AgencyBrief[]
}

export interface ReleaseRowRead {
  id: string
  ref: string
  release: ReleaseDate & { on: string }
  prison: number | null
  person: SealedPerson | null
  lanes: {
    segments: SegmentRead[]
    leads: (Pick<LeadRead, 'domain' | 'agency' | 'from' | 'until' | 'state' | 'answerBy'> & {
      id: string
    })[]
    gaps: GapRead[]
  }
}

export interface ReleasesRead {
  authority: number
  today: string
  until: string
  rows: ReleaseRowRead[]
  categories: string[]
  closed: ClosedDays
  agencies: AgencyBrief[]
}

export interface TodayRead {
  authority: number
  on: string
  rows: ReleaseRowRead[]
  /** Whether there are releases in these weeks after the last row. */
  goesOn: boolean
  waiting: {
    id: string
    ref: string
    domain: Lane
    from: string | null
    until: string | null
    askedBy: number
    answerBy: string | null
    version: number
    key: string | null
    words: string | null
    release: ReleaseDate
  }[]
  late: {
    id: string
    ref: string
    domain: Lane
    agency: number
    answerBy: string | null
    state: LeadState
  }[]
  due: { ref: string; person: SealedPerson | null; milestone: MilestoneRead }[]
  /** Whether there are more than were handed out. */
  more: { waiting: boolean; late: boolean; due: boolean }
  categories: string[]
  closed: ClosedDays
  notices: { waiting: number; unknownResidence: number; more: boolean }
  agencies: AgencyBrief[]
}

/** The continuity of one case, with its event; null when unseen. */
export const readContinuity = (reader: Reader, ref: string) =>
  reader.readOnce<ContinuityRead | null>({ name: 'read.continuity', args: [ref] })

/** One offer, with its event; null when unseen. */
export const readLead = (reader: Reader, id: string) =>
  reader.readOnce<SingleLeadRead | null>({ name: 'read.lead', args: [id] })

/** The next releases after a place, and one more that tells whether there are others behind them. */
export const readReleases = (
  reader: Reader,
  query: Pick<ReleasesQuery, 'weeks' | 'limit'>,
  after: { on: string; id: string } | null,
) =>
  reader.readOnce<ReleasesRead>({
    name: 'read.releases',
    args: [query.weeks, query.limit, after?.on ?? null, after?.id ?? null],
  })

/** The next releases without names, to be counted. */
export const readReleasesToCount = (reader: Reader, weeks: number, limit: number) =>
  reader.readOnce<ReleasesRead>({ name: 'read.release_counts', args: [weeks, limit] })

/** The day, with so many releases and so many of everything else. */
export const readToday = (reader: Reader, releases: number, others: number) =>
  reader.readOnce<TodayRead>({ name: 'read.today', args: [releases, others] })

/** The continuity as it stands inside the transaction, for the actor's own eyes. */
export async function findContinuity(tx: ActorTx, caseId: string): Promise<ContinuityRead | null> {
  const { rows } = await sql<{ seen: ContinuityRead | null }>`
    select read.continuity_of(${caseId}) as seen
  `.execute(tx)
  return rows[0]?.seen ?? null
}

export async function findLead(tx: ActorTx, id: string): Promise<SingleLeadRead | null> {
  const { rows } = await sql<{ seen: SingleLeadRead | null }>`
    select read.lead_of(${id}) as seen
  `.execute(tx)
  return rows[0]?.seen ?? null
}

/** Locks the case of an offer and the offer, and reads it, to open an act with; null when the actor may not see it. */
export const holdingLead = (id: string) => sql<HeldLeadRead | null>`read.lead_held(${id})`

/** The same inside an act. */
export async function findLeadHeld(tx: ActorTx, id: string): Promise<HeldLeadRead | null> {
  const { rows } = await sql<{ seen: HeldLeadRead | null }>`
    select ${holdingLead(id)} as seen
  `.execute(tx)
  return rows[0]?.seen ?? null
}

/** Agencies at the table of the case, each once, as far as the actor may know of them. */
export async function listAgenciesAtTable(tx: ActorTx, caseId: string): Promise<AgencyBrief[]> {
  const { rows } = await sql<AgencyBrief>`
    select distinct g.id, g.name, g.code, g.kind
      from read.table_of(${caseId}) t
      join app.agencies g on g.authority_id = ${tx.actor.authority} and g.id = t.agency_id
     order by g.name
  `.execute(tx)
  return rows
}

/** The day after so many days on which offices are open, as the city's calendar has it. */
export async function findWorkingDay(tx: ActorTx, after: string, days: number): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select act.working_days_after(${tx.actor.authority}, ${after}::date, ${days})::text as day
  `.execute(tx)
  return rows[0]?.day ?? after
}

/** Tries something and leaves nothing of it, but what `look` has seen meanwhile. */
export async function trying<T>(tx: ActorTx, look: () => Promise<T>): Promise<T> {
  await sql`savepoint trying`.execute(tx)
  const seen = await look()
  await sql`rollback to savepoint trying`.execute(tx)
  await sql`release savepoint trying`.execute(tx)
  return seen
}

/** What is agreed on in an offer: days of the calendar, or days counted from the release. */
export interface OfferedPeriod {
  from: string | null
  until: string | null
  fromOffset: number | null
  untilOffset: number | null
}

export async function saveOffer(
  tx: ActorTx,
  offer: { id: string; caseId: string; answerBy: string; key: Buffer; words: Buffer | null } & Pick<
    NewLead,
    'domain' | 'agencyId' | 'voluntary'
  >,
  period: OfferedPeriod,
): Promise<void> {
  await sql`
    select act.offer_lead(${offer.id}, ${offer.caseId}, ${offer.domain}, ${offer.agencyId},
      ${period.from}::date, ${period.until}::date, ${period.fromOffset}::int,
      ${period.untilOffset}::int, ${offer.answerBy}::date, ${offer.voluntary}, ${offer.key},
      ${offer.words})
  `.execute(tx)
}

/** The person of a case as its reader may know them, to be named in an offer. */
export async function findPersonOfCase(
  tx: ActorTx,
  personId: string,
): Promise<SealedPerson | null> {
  const { rows } = await sql<{ person: SealedPerson | null }>`
    select read.person_json(${tx.actor.authority}, ${personId}) as person
  `.execute(tx)
  return rows[0]?.person ?? null
}

export async function findMilestone(
  tx: ActorTx,
  caseId: string,
  id: string,
): Promise<(MilestoneRead & { owner: AgencyBrief }) | null> {
  const { rows } = await sql<MilestoneRead & { owner: AgencyBrief }>`
    select m.id, m.code, m.anchor, m.offset_days as "offsetDays", m.due_on as "on", m.status,
           m.cycle, m.done_on as "doneOn", m.version,
           jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as owner
      from app.milestones m
      join app.principals p on p.authority_id = m.authority_id and p.id = m.owner_principal
      join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
     where m.authority_id = ${tx.actor.authority} and m.case_id = ${caseId} and m.id = ${id}
  `.execute(tx)
  return rows[0] ?? null
}

export async function saveMilestoneDone(
  tx: ActorTx,
  caseId: string,
  id: string,
  version: number,
): Promise<void> {
  await sql`select act.complete_milestone(${caseId}, ${id}, ${version})`.execute(tx)
}
