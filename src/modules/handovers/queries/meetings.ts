import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { Lane, ReleaseDate } from '../../timeline/contract.ts'
import type {
  AnswerChecks,
  FiguresQuery,
  HandoverFigures,
  HoldMeeting,
  Meeting,
  MeetingCheck,
  PlanMeeting,
} from '../meeting-contract.ts'

type Sealed = 'invited' | 'present' | 'checks'

export interface MeetingRead extends Omit<Meeting, Sealed> {
  invited: number[]
  present: number[]
  people: string | null
  checks: (Omit<MeetingCheck, 'agency'> & { agency: number | null })[]
}

export interface MeetingsRead {
  authority: number
  today: string
  ref: string
  caseId: string
  caseKey: string
  release: ReleaseDate
  relations: string[]
  rows: MeetingRead[]
  atTable: number[]
  agencies: AgencyBrief[]
}

export const readMeetings = (reader: Reader, ref: string) =>
  reader.readOnce<MeetingsRead | null>({ name: 'read.handover_meetings', args: [ref] })

export interface PackageRead {
  authority: number
  caseId: string
  caseKey: string
  heldOn: string
  parts: { category: Lane; content: string; sha256: string; madeAt: string }[]
}

export const readPackage = (reader: Reader, id: string) =>
  reader.readOnce<PackageRead | null>({ name: 'read.handover_package', args: [id] })

export const readFigures = (reader: Reader, { from, until }: FiguresQuery) =>
  reader.readOnce<HandoverFigures>({ name: 'read.handover_figures', args: [from, until] })

/** Plans a meeting; with the version that was seen it changes the plan. */
export async function savePlan(
  tx: ActorTx,
  id: string,
  caseId: string,
  version: number | null,
  plan: PlanMeeting,
  place: Buffer | null,
): Promise<void> {
  await sql`select act.plan_handover(${id}, ${caseId}, ${version}::int, ${plan.on}::date,
    ${plan.at ?? null}, ${plan.channel}, ${place}::bytea, ${plan.invited}::int[],
    ${plan.interpreter ?? null})`.execute(tx)
}

export async function saveChecks(
  tx: ActorTx,
  id: string,
  version: number,
  { answers }: AnswerChecks,
): Promise<void> {
  await sql`select act.answer_checks(${id}, ${version}, ${JSON.stringify(answers)}::jsonb)`.execute(
    tx,
  )
}

/** What is said of a meeting, closed with the key of the case. */
export interface SealedMinutes {
  personReason: Buffer | null
  people: Buffer | null
  said: Buffer | null
  outcome: Buffer | null
}

export async function saveHeld(
  tx: ActorTx,
  id: string,
  version: number,
  held: HoldMeeting,
  sealed: SealedMinutes,
  parts: { category: Lane; content: string; sha256: string }[],
): Promise<void> {
  const present = held.present.map(({ agencyId }) => agencyId)
  await sql`select act.hold_handover(${id}, ${version}, ${held.on}::date, ${present}::int[],
    ${held.person}, ${sealed.personReason}::bytea, ${sealed.people}::bytea, ${sealed.said}::bytea,
    ${held.saidLanguage ?? null}, ${sealed.outcome}::bytea, ${JSON.stringify(parts)}::jsonb)`.execute(
    tx,
  )
}

export async function saveCancelled(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.cancel_handover(${id}, ${version})`.execute(tx)
}

export interface FoundMeeting {
  ref: string
  checks: {
    code: string
    category: string
    answer: string
    agency: string | null
    until: string | null
  }[]
}

/** Whose meeting it is and what was answered, for the actor's own eyes. */
export async function findMeeting(tx: ActorTx, id: string): Promise<FoundMeeting | null> {
  const { rows } = await sql<FoundMeeting>`
    select c.ref, (select coalesce(json_agg(json_build_object('code', h.code, 'category', n.category, 'answer', h.answer,
             'agency', g.name, 'until', h.until_on) order by n.position), '[]')
             from app.handover_checks h join app.handover_check_kinds n on n.code = h.code
             left join app.agencies g on g.authority_id = h.authority_id and g.id = h.agency_id
            where h.authority_id = m.authority_id and h.meeting_id = m.id) as checks
      from app.handover_meetings m join app.cases c on c.authority_id = m.authority_id and c.id = m.case_id
     where m.authority_id = ${tx.actor.authority} and m.id = ${id}
  `.execute(tx)
  return rows[0] ?? null
}
