import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import {
  Domain,
  Lane,
  LaneLead,
  LeadState,
  PersonIdentified,
  ReleaseDate,
} from '../timeline/contract.ts'

/**
 * The agency that was asked answers; or somebody records what it said by phone or on paper.
 * A recorded answer counts as cover for five working days and is then to be confirmed (HA7).
 */
export const LeadAnswer = z.strictObject({
  outcome: z.enum(['accepted', 'declined', 'confirmed', 'withdrawn', 'ended']),
  reason: z.string().trim().min(1).max(2000).optional(),
  /** Left out: the agency answers itself. */
  channel: z.enum(['phone', 'paper']).optional(),
  /** Who at the agency said it; needed with `channel`. */
  saidBy: z.string().trim().min(2).max(120).optional(),
  saidOn: Day.optional(),
  /** Last day but one of an ending: first day without; needed with `ended`. */
  endsOn: Day.optional(),
})
export type LeadAnswer = z.infer<typeof LeadAnswer>

/** Which part of the inbox: to answer, asked by us, answered lately by us or to us. */
export const HandoversQuery = z.strictObject({
  box: z.enum(['waiting', 'asked', 'answered']).default('waiting'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type HandoversQuery = z.infer<typeof HandoversQuery>

export const Handover = z.object({
  id: z.uuid(),
  ref: z.string(),
  /** From the opened case, or from the words of the asker for who does not sit on it yet. */
  person: PersonIdentified,
  domain: Lane,
  /** The agency that was asked. */
  agency: AgencyBrief,
  askedBy: AgencyBrief,
  from: Day.nullable(),
  until: Day.nullable(),
  tied: z.enum(['release', 'calendar']),
  state: LeadState,
  voluntary: z.boolean(),
  standing: LaneLead.shape.standing,
  standingRefusal: LaneLead.shape.standingRefusal,
  offeredOn: Day.nullable(),
  answerBy: Day.nullable(),
  answeredOn: Day.nullable(),
  confirmBy: Day.nullable(),
  /** The day by which an answer or its confirmation was due has passed. */
  overdue: z.boolean(),
  channel: z.enum(['self', 'phone', 'paper', 'link']),
  saidBy: z.string().nullable(),
  note: z.string().nullable(),
  reason: z.string().nullable(),
  release: ReleaseDate,
  may: z.array(z.enum(['answer', 'record_answer', 'confirm', 'withdraw', 'end'])),
  /** The people of the asked agency have no account: whoever asks may send it a one-time link. */
  mayLink: z.boolean(),
  /** The link that is on its way, for whoever asks. */
  link: z
    .object({
      madeAt: z.iso.datetime(),
      openedAt: z.iso.datetime().nullable(),
      expiresAt: z.iso.datetime(),
    })
    .nullable(),
  version: z.int(),
})
export type Handover = z.infer<typeof Handover>

export const Handovers = z.object({
  handovers: z.array(Handover),
  nextCursor: z.string().nullable(),
})
export type Handovers = z.infer<typeof Handovers>

/** A handover meeting in a line: whether it took place, and whether the person was there. */
export const MeetingBrief = z.object({
  id: z.uuid(),
  state: z.enum(['planned', 'held', 'cancelled']),
  plannedOn: Day,
  heldOn: Day.nullable(),
  person: z.enum(['present', 'did_not_want', 'could_not', 'not_asked']).nullable(),
})
export type MeetingBrief = z.infer<typeof MeetingBrief>

/** Several offers with one answer; each is answered by itself, as if it had been the only one. */
export const LeadAnswers = z.strictObject({
  outcome: z.enum(['accepted', 'declined']),
  reason: z.string().trim().min(1).max(2000).optional(),
  offers: z
    .array(z.strictObject({ id: z.uuid(), version: z.int() }))
    .min(1)
    .max(25),
})
export type LeadAnswers = z.infer<typeof LeadAnswers>

/** `done` now, `already` so before, `changed` meanwhile, `gone` from sight, or `refused` with a code. */
export const LeadAnswered = z.object({
  id: z.uuid(),
  result: z.enum(['done', 'already', 'changed', 'gone', 'refused']),
  code: z.string().nullable(),
})
export type LeadAnswered = z.infer<typeof LeadAnswered>
export const LeadsAnswered = z.object({ results: z.array(LeadAnswered) })
export type LeadsAnswered = z.infer<typeof LeadsAnswered>

const Limit = z.int().min(1).max(1000)

/** What our agency accepts in advance: an offer within these limits is accepted at once. */
export const NewStanding = z.strictObject({
  domain: Domain,
  /** Prisons from which persons come; none named: any. */
  prisons: z.array(z.int()).max(50).default([]),
  atOnce: Limit.nullable().default(null),
  perMonth: Limit.nullable().default(null),
  maxDays: z.int().min(1).max(3660).nullable().default(null),
  from: Day,
  /** First day on which nothing more begins under it. */
  until: Day,
})
export type NewStanding = z.infer<typeof NewStanding>

export const Standing = z.object({
  id: z.uuid(),
  domain: Domain,
  prisons: z.array(AgencyBrief),
  atOnce: z.int().nullable(),
  perMonth: z.int().nullable(),
  maxDays: z.int().nullable(),
  from: Day,
  until: Day,
  madeOn: Day,
  madeBy: z.string(),
  state: z.enum(['in_force', 'to_come', 'over', 'ended']),
  endedOn: Day.nullable(),
  used: z.object({ now: z.int(), month: z.int(), all: z.int() }),
  version: z.int(),
})
export type Standing = z.infer<typeof Standing>

export const Standings = z.object({
  standings: z.array(Standing),
  /** Only who sits at the desk of the agency speaks for it in advance. */
  mayAdd: z.boolean(),
  domains: z.array(Domain),
  prisons: z.array(AgencyBrief),
})
export type Standings = z.infer<typeof Standings>

/** One part of life of a case that was declined twice; for managers without anything of the case. */
export const Escalation = z.object({
  id: z.uuid(),
  ref: z.string(),
  domain: Lane,
  agencies: z.array(AgencyBrief),
  from: Day.nullable(),
  raisedOn: Day,
  state: z.enum(['open', 'resolved', 'settled']),
  outcome: z.enum(['agency', 'desk']).nullable(),
  agency: AgencyBrief.nullable(),
  until: Day.nullable(),
  decidedOn: Day.nullable(),
  words: z.string().nullable(),
  mayResolve: z.boolean(),
  /** The reader sits on the case and may open it. */
  seated: z.boolean(),
  version: z.int(),
})
export type Escalation = z.infer<typeof Escalation>
export const Escalations = z.object({ escalations: z.array(Escalation) })
export type Escalations = z.infer<typeof Escalations>

export const ResolveEscalation = z.strictObject({
  outcome: z.enum(['agency', 'desk']),
  agencyId: z.int().optional(),
  until: Day,
  words: z.string().trim().min(3).max(1000),
})
export type ResolveEscalation = z.infer<typeof ResolveEscalation>
