import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { record } from '../../audit/service.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { holdCaseFor, sealForCase } from '../../cases/service/hold-case.ts'
import { insistOnReasons } from '../../items/wording/insist.ts'
import type {
  AnswerChecks,
  HoldMeeting,
  Meeting,
  Meetings,
  PlanMeeting,
} from '../meeting-contract.ts'
import {
  findMeeting,
  type MeetingRead,
  type MeetingsRead,
  readMeetings,
  saveCancelled,
  saveChecks,
  saveHeld,
  savePlan,
} from '../queries/meetings.ts'
import { packParts } from './meeting-package.ts'

const kinds = {
  place: 'handover_meetings.place',
  personReason: 'handover_meetings.person_reason',
  people: 'handover_meetings.people',
  said: 'handover_meetings.said',
  outcome: 'handover_meetings.outcome',
} as const

/** The meetings of a case, with as much of each checklist as the reader may see. */
export async function openMeetings(reader: Reader, ref: string): Promise<Meetings> {
  const read = await readMeetings(reader, ref)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  const { relations } = read
  const leads = relations.includes('coordination') || relations.includes('lead')
  const works = relations.some((relation) => relation !== 'guest')
  return {
    ref: read.ref,
    today: read.today,
    release: read.release,
    meetings: read.rows.map((row) => meetingOf(reader, read, book, row)),
    agencies: read.agencies
      .map((agency) => ({ ...agency, atTable: read.atTable.includes(agency.id) }))
      .sort((a, b) => Number(b.atTable) - Number(a.atTable) || a.name.localeCompare(b.name)),
    may: [...(leads ? (['plan'] as const) : []), ...(works ? (['check'] as const) : [])],
  }
}

function meetingOf(
  { keys }: Reader,
  read: MeetingsRead,
  book: AgencyBook,
  row: MeetingRead,
): Meeting {
  const key = keys.dataKey(read.authority, Buffer.from(read.caseKey, 'hex'))
  const opened = (field: keyof typeof kinds) => {
    const sealed = row[field]
    return sealed ? open(key, Buffer.from(sealed, 'hex'), `${kinds[field]}:${read.caseId}`) : null
  }
  const names: Record<string, string> = JSON.parse(opened('people') ?? '{}')
  const { people: _people, ...rest } = row
  return {
    ...rest,
    place: opened('place'),
    personReason: opened('personReason'),
    said: opened('said'),
    outcome: opened('outcome'),
    invited: row.invited.flatMap((id) => book.find(id) ?? []),
    present: row.present.flatMap((id) => {
      const agency = book.find(id)
      return agency ? [{ agency, names: names[id] ?? '' }] : []
    }),
    checks: row.checks.map((check) => ({ ...check, agency: book.find(check.agency) })),
  }
}

/** Plans a handover meeting with its checklist, or changes the plan. */
export async function planMeeting(
  tx: ActorTx,
  ref: string,
  plan: PlanMeeting,
  change?: { id: string; version: number },
): Promise<{ id: string }> {
  const held = await holdCaseFor(tx, ref)
  const id = change?.id ?? randomUUID()
  const place = plan.place ? sealForCase(tx, held, plan.place, kinds.place) : null
  await savePlan(tx, id, held.id, change?.version ?? null, plan, place)
  const act = change ? 'handover_meeting.changed' : 'handover_meeting.planned'
  await record(tx, act, { caseId: held.id, meeting: id, on: plan.on })
  return { id }
}

/** Answers what is gone through before a person leaves. */
export async function answerChecks(
  tx: ActorTx,
  id: string,
  version: number,
  answers: AnswerChecks,
): Promise<{ id: string }> {
  await saveChecks(tx, id, version, answers)
  await record(tx, 'handover_meeting.checked', {
    meeting: id,
    checks: answers.answers.map(({ code }) => code),
  })
  return { id }
}

/**
 * The meeting took place. What was in the map and in the checklist is kept as it was, part by part,
 * as far as who records it may see it.
 */
export async function holdMeeting(
  tx: ActorTx,
  id: string,
  version: number,
  minutes: HoldMeeting,
): Promise<{ id: string }> {
  if (new Set(minutes.present.map(({ agencyId }) => agencyId)).size < 2)
    throw invalid('present', 'meeting_two_agencies')
  if (minutes.on > tx.actor.today) throw invalid('on', 'meeting_held_later')
  if (minutes.person === 'not_asked' && !minutes.personReason)
    throw invalid('personReason', 'meeting_not_asked_reason')
  const found = await findMeeting(tx, id)
  if (!found) throw notFound('meeting')
  const outcome = { field: 'outcome', text: minutes.outcome }
  const kept = insistOnReasons(outcome, tx.actor.locale ?? 'en', minutes.kept)
  const held = await holdCaseFor(tx, found.ref)
  const sealed = (text: string | undefined, kind: string) =>
    text ? sealForCase(tx, held, text, kind) : null
  const people = Object.fromEntries(minutes.present.map(({ agencyId, names }) => [agencyId, names]))
  await saveHeld(
    tx,
    id,
    version,
    minutes,
    {
      personReason: sealed(minutes.personReason, kinds.personReason),
      people: sealed(JSON.stringify(people), kinds.people),
      said: sealed(minutes.said, kinds.said),
      outcome: sealed(minutes.outcome, kinds.outcome),
    },
    await packParts(tx, held, id, found),
  )
  await record(tx, 'handover_meeting.held', {
    caseId: held.id,
    meeting: id,
    person: minutes.person,
  })
  if (kept) await record(tx, 'wording.kept', { caseId: held.id, meeting: id, ...kept })
  return { id }
}

/** It does not take place; the plan stays readable. */
export async function cancelMeeting(
  tx: ActorTx,
  id: string,
  version: number,
): Promise<{ id: string }> {
  await saveCancelled(tx, id, version)
  await record(tx, 'handover_meeting.cancelled', { meeting: id })
  return { id }
}
