import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { KeptWordings } from '../items/wording/vocabulary.ts'
import { ReleaseDay } from './day-contract.ts'
import { Milestone } from './milestone-contract.ts'
import { certainties, domains, lanes, standingRefusals } from './vocabulary.ts'

/** The eight parts of life in which somebody may need help, as the partnership names them. */
export const Domain = z.enum(domains)
export type Domain = z.infer<typeof Domain>

/** A lane of the continuity map: who leads the case, then the eight domains, always in this order. */
export const Lane = z.enum(lanes)
export type Lane = z.infer<typeof Lane>

/** How sure the release date is. `unknown` has no date at all. */
export const Certainty = z.enum(certainties)
export type Certainty = z.infer<typeof Certainty>

/**
 * Where an offer of responsibility stands today. `fallback` is the desk that the arrangement names
 * when a prison led and nobody accepted; `unconfirmed` is an answer by phone or paper whose five
 * working days have passed: it no longer counts as cover. `closing` is the desk that closes the case
 * after the last measure, where the person did not want it to go on: no gap, and nothing is missing.
 * `left` was accepted by an agency that no agreement binds any more: it counted up to that day.
 * `unseen` was asked on a specially protected case of a desk at which nobody is admitted: it reached
 * nobody and counts as if nobody had been asked. `unheld` was accepted on such a case by a desk at which
 * nobody who is there can open it any more: from today on it counts as if nobody had accepted.
 */
export const LeadState = z.enum([
  'offered',
  'unseen',
  'accepted',
  'to_confirm',
  'unconfirmed',
  'declined',
  'withdrawn',
  'ended',
  'left',
  'unheld',
  'fallback',
  'closing',
])
export type LeadState = z.infer<typeof LeadState>

/** Why nobody is accountable in a period that needs somebody. Only `awaiting` is not red. */
export const GapKind = z.enum(['unasked', 'awaiting', 'overdue', 'declined'])
export type GapKind = z.infer<typeof GapKind>

export const Gap = z.object({
  /** First day without anybody. */
  from: Day,
  /** First day that is covered again; null when the need has no known end. */
  until: Day.nullable(),
  kind: GapKind,
})
export type Gap = z.infer<typeof Gap>

/** Why a word given in advance did not hold for an offer; told to the sender. */
export const StandingRefusal = z.enum(standingRefusals)
export type StandingRefusal = z.infer<typeof StandingRefusal>

export const LaneLead = z.object({
  /** Null for the fallback: nobody accepted it, the arrangement decides. */
  id: z.uuid().nullable(),
  agency: AgencyBrief,
  /** Of a fallback: whose acceptance it stands in for, where nobody there can open the case. */
  instead: AgencyBrief.nullable(),
  from: Day.nullable(),
  until: Day.nullable(),
  state: LeadState,
  /** Moves with the release, or is tied to the calendar and may break when the release moves. */
  tied: z.enum(['release', 'calendar']),
  offeredOn: Day.nullable(),
  answerBy: Day.nullable(),
  confirmBy: Day.nullable(),
  voluntary: z.boolean(),
  /** Accepted by a word that somebody of the agency gave in advance. */
  standing: z.object({ on: Day, by: z.string() }).nullable(),
  standingRefusal: StandingRefusal.nullable(),
  /** Goes no further than the last measure, as long as the person has not said that it should. */
  endsWithMeasure: z.boolean(),
  /** Said by the owner of the offer, read by the lane's readers only. */
  note: z.string().nullable(),
  reason: z.string().nullable(),
  /** What the reader may do with it now. */
  may: z.array(z.enum(['answer', 'record_answer', 'confirm', 'withdraw', 'end'])),
  version: z.int(),
})
export type LaneLead = z.infer<typeof LaneLead>

export const ContinuityLane = z.object({
  domain: Lane,
  /** `full`: bars, gaps, milestones. `summary`: only "support arranged until ...". */
  view: z.enum(['full', 'summary']),
  /** Why cover is required here: by default, by the person's wish, by an imposed measure; null: not asked. */
  required: z.enum(['default', 'wish', 'imposed']).nullable(),
  /** First day after the last day that somebody has promised; null when nothing is arranged. */
  arrangedUntil: Day.nullable(),
  leads: z.array(LaneLead),
  gaps: z.array(Gap),
  milestones: z.array(Milestone),
})
export type ContinuityLane = z.infer<typeof ContinuityLane>

/** A milestone is done or not; it is never scored and never done for the second time. */
export const CompleteMilestone = z.strictObject({ status: z.literal('done') })

export const ReleaseDate = z.object({
  on: Day.nullable(),
  certainty: Certainty,
  earliestOn: Day.nullable(),
})
export type ReleaseDate = z.infer<typeof ReleaseDate>

export const Continuity = z.object({
  ref: z.string(),
  version: z.int(),
  today: Day,
  openedOn: Day,
  release: ReleaseDate,
  /** End of the last imposed measure, when the partnership knows one. */
  measureEndsOn: Day.nullable(),
  /** Why the day of release is a bad one, and a better one; null on an ordinary working day. */
  releaseDay: ReleaseDay.nullable(),
  /** Five working days from today, as the calendar of the city counts them. */
  usualAnswerBy: Day,
  /** On a specially protected case: agencies at whose desk nobody is admitted, so nobody would see an offer. */
  unseenBy: z.array(z.int()),
  lanes: z.array(ContinuityLane),
})
export type Continuity = z.infer<typeof Continuity>

/** An agency is asked to be accountable for one lane from a day on. */
export const NewLead = z.strictObject({
  domain: Lane,
  agencyId: z.int(),
  /** First day of the period; left out together with `tied: release` it starts with the release. */
  from: Day.optional(),
  /** First day after the period; left out: until the next change. */
  until: Day.nullable().optional(),
  tied: z.enum(['release', 'calendar']).default('calendar'),
  answerBy: Day.optional(),
  voluntary: z.boolean().default(false),
  note: z.string().trim().max(2000).optional(),
  /** Why wordings of the note stay that the check asked about. */
  kept: KeptWordings.optional(),
})
export type NewLead = z.infer<typeof NewLead>

export const Lead = LaneLead.extend({
  id: z.uuid(),
  ref: z.string(),
  domain: Lane,
  /** Who at the agency gave an answer by phone or on paper. */
  saidBy: z.string().nullable().optional(),
})
export type Lead = z.infer<typeof Lead>

export const MoveRelease = z.strictObject({
  on: Day.nullable(),
  certainty: Certainty,
  earliestOn: Day.nullable().optional(),
  /** Who said so and how: "Prison file, letter of 17 November". Needed to save, not to try. */
  source: z.string().trim().max(500).optional(),
})
export type MoveRelease = z.infer<typeof MoveRelease>

/** `preview=true`: what the move would do; nothing is saved. */
export const MoveReleaseQuery = z.strictObject({ preview: z.enum(['true', 'false']).optional() })

export const MoveConsequence = z.object({
  domain: Lane,
  agency: AgencyBrief.nullable(),
  leadId: z.uuid().nullable(),
  /** `moves`: tied to the release. `holds`: still fits. `breaks`: leaves or enlarges a gap. `idle`: starts before it is needed. `falls_away`: nothing of it is left. `restored`: fits again. */
  effect: z.enum(['moves', 'holds', 'breaks', 'idle', 'falls_away', 'restored']),
  from: Day.nullable(),
  until: Day.nullable(),
  /** Days (nights for accommodation) without anybody now and after the move. */
  uncoveredBefore: z.int(),
  uncoveredAfter: z.int(),
})
export type MoveConsequence = z.infer<typeof MoveConsequence>

export const MovePreview = z.object({
  from: ReleaseDate,
  to: ReleaseDate,
  /** Days later (negative: earlier); null when either date is unknown. */
  days: z.int().nullable(),
  warnings: z.array(z.enum(['friday', 'weekend', 'past', 'before_opening', 'far'])),
  consequences: z.array(MoveConsequence),
  milestones: z.object({ moved: z.int(), intoPast: z.int(), paused: z.int(), done: z.int() }),
  /** Agencies that will be told once. */
  told: z.array(AgencyBrief),
  continuity: Continuity,
})
export type MovePreview = z.infer<typeof MovePreview>

/** One cell of the releases list. */
export const LaneStatus = z.object({
  domain: Lane,
  state: z.enum(['settled', 'in_hand', 'offered', 'gap', 'not_asked']),
  gap: Gap.nullable(),
  agency: AgencyBrief.nullable(),
  on: Day.nullable(),
})
export type LaneStatus = z.infer<typeof LaneStatus>

export const PersonBrief = z.object({ initials: z.string(), name: z.string().nullable() })
export type PersonBrief = z.infer<typeof PersonBrief>

/** Two identifiers before responsibility changes hands: name and birth date. */
export const PersonIdentified = PersonBrief.extend({ birth: z.string().nullable() })
export type PersonIdentified = z.infer<typeof PersonIdentified>

export const ReleaseRow = z.object({
  ref: z.string(),
  person: PersonBrief,
  release: ReleaseDate,
  days: z.int(),
  friday: z.boolean(),
  releaseDay: ReleaseDay.nullable(),
  prison: AgencyBrief.nullable(),
  leadNow: AgencyBrief,
  leadAfter: AgencyBrief.nullable(),
  leadAfterState: LeadState,
  lanes: z.array(LaneStatus),
  /** Number of lanes with a gap that is not merely awaiting an answer. */
  missing: z.int(),
  settled: z.int(),
})
export type ReleaseRow = z.infer<typeof ReleaseRow>

export const Today = z.object({
  on: Day,
  /** The next releases within six weeks; how many there are in all is asked beside it. */
  releases: z.array(ReleaseRow),
  /** Where `/releases?weeks=6` goes on after them; null when these are all. */
  releasesNext: z.string().nullable(),
  /** Offers that wait for an answer of mine or of my desks, the most urgent first. */
  waiting: z.array(
    z.object({
      id: z.uuid(),
      ref: z.string(),
      person: PersonIdentified,
      domain: Lane,
      from: Day.nullable(),
      until: Day.nullable(),
      askedBy: AgencyBrief,
      answerBy: Day.nullable(),
      overdue: z.boolean(),
      release: ReleaseDate,
      version: z.int(),
    }),
  ),
  /** Offers that we made and that nobody answered in time, and phone answers to confirm. */
  late: z.array(
    z.object({
      id: z.uuid(),
      ref: z.string(),
      domain: Lane,
      agency: AgencyBrief,
      answerBy: Day.nullable(),
      state: LeadState,
    }),
  ),
  /** Milestones of my cases that are due within seven days or overdue. */
  due: z.array(z.object({ ref: z.string(), person: PersonBrief, milestone: Milestone })),
  /** Whether there are more than these of each. */
  more: z.object({ waiting: z.boolean(), late: z.boolean(), due: z.boolean() }),
  /** Counted up to two hundred; `more` when there are others. */
  notices: z.object({ waiting: z.int(), unknownResidence: z.int(), more: z.boolean() }),
  counts: z.object({ today: z.int(), handovers: z.int(), notices: z.int() }),
})
export type Today = z.infer<typeof Today>

export const ById = z.strictObject({ id: z.uuid() })
export const ByMilestone = z.strictObject({
  ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/),
  id: z.uuid(),
})
export const ByRef = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })
