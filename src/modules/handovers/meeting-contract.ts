import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { KeptWordings } from '../items/wording/vocabulary.ts'
import { GapKind, Lane, ReleaseDate } from '../timeline/contract.ts'

export const MeetingChannel = z.enum(['prison', 'office', 'video', 'phone', 'elsewhere'])

/** Whether the person was at the table at which they were spoken about. */
export const PersonPresence = z.enum(['present', 'did_not_want', 'could_not', 'not_asked'])
export type PersonPresence = z.infer<typeof PersonPresence>

export const CheckAnswer = z.enum(['open', 'yes', 'no', 'not_applicable'])
export type CheckAnswer = z.infer<typeof CheckAnswer>

const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
const Words = z.string().trim().max(4000)

/** A handover meeting before it takes place. */
export const PlanMeeting = z.strictObject({
  on: Day,
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  channel: MeetingChannel,
  place: z.string().trim().max(300).optional(),
  invited: z.array(z.int()).max(30).default([]),
  /** Language for which an interpreter comes; left out: none is needed. */
  interpreter: Language.optional(),
})
export type PlanMeeting = z.infer<typeof PlanMeeting>

export const AnswerChecks = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        code: z.string().max(40),
        answer: CheckAnswer,
        /** Who takes care of it, and until when; kept with "no" and "open" only. */
        agency: z.int().nullable().default(null),
        until: Day.nullable().default(null),
      }),
    )
    .min(1)
    .max(30),
})
export type AnswerChecks = z.infer<typeof AnswerChecks>

/** The meeting took place: when, who was there, what the person said. */
export const HoldMeeting = z.strictObject({
  on: Day,
  /** At least two agencies; with the names of those who came. */
  present: z
    .array(z.strictObject({ agencyId: z.int(), names: z.string().trim().max(200).default('') }))
    .max(30),
  person: PersonPresence,
  personReason: Words.optional(),
  said: Words.optional(),
  saidLanguage: Language.optional(),
  outcome: Words.optional(),
  /** Why wordings of the outcome stay that the check asked about. */
  kept: KeptWordings.optional(),
})
export type HoldMeeting = z.infer<typeof HoldMeeting>

export const MeetingCheck = z.object({
  code: z.string(),
  answer: CheckAnswer,
  agency: AgencyBrief.nullable(),
  until: Day.nullable(),
  plain: z.boolean(),
})
export type MeetingCheck = z.infer<typeof MeetingCheck>

export const Meeting = z.object({
  id: z.uuid(),
  state: z.enum(['planned', 'held', 'cancelled']),
  plannedOn: Day,
  plannedAt: z.string().nullable(),
  channel: MeetingChannel,
  place: z.string().nullable(),
  invited: z.array(AgencyBrief),
  interpreter: z.string().nullable(),
  heldOn: Day.nullable(),
  present: z.array(z.object({ agency: AgencyBrief, names: z.string() })),
  person: PersonPresence.nullable(),
  personReason: z.string().nullable(),
  said: z.string().nullable(),
  saidLanguage: z.string().nullable(),
  outcome: z.string().nullable(),
  recordedBy: z.string(),
  checks: z.array(MeetingCheck),
  /** Parts of the map that were kept as they were, with their SHA-256. */
  packages: z.array(z.object({ category: Lane, sha256: z.string() })),
  version: z.int(),
})
export type Meeting = z.infer<typeof Meeting>

export const Meetings = z.object({
  ref: z.string(),
  today: Day,
  release: ReleaseDate,
  meetings: z.array(Meeting),
  /** Parties to the agreement, those at the table first. */
  agencies: z.array(AgencyBrief.extend({ atTable: z.boolean() })),
  may: z.array(z.enum(['plan', 'check'])),
})
export type Meetings = z.infer<typeof Meetings>

/** One part of life as it stood on the day of the meeting. */
export const PackagePart = z.object({
  category: Lane,
  leads: z.array(
    z.object({
      agency: z.string(),
      from: Day.nullable(),
      until: Day.nullable(),
      state: z.string(),
    }),
  ),
  gaps: z.array(z.object({ from: Day, until: Day.nullable(), kind: GapKind })),
  milestones: z.array(z.object({ code: z.string(), on: Day.nullable(), status: z.string() })),
  checks: z.array(
    z.object({
      code: z.string(),
      answer: CheckAnswer,
      agency: z.string().nullable(),
      until: Day.nullable(),
    }),
  ),
})
export type PackagePart = z.infer<typeof PackagePart>

export const MeetingPackage = z.object({
  heldOn: Day,
  release: ReleaseDate.nullable(),
  parts: z.array(PackagePart.extend({ sha256: z.string(), unchanged: z.boolean() })),
})
export type MeetingPackage = z.infer<typeof MeetingPackage>

export const FiguresQuery = z.strictObject({ from: Day, until: Day })
export type FiguresQuery = z.infer<typeof FiguresQuery>

/** How many of those released in a period were handed over before, and with the person at the table. */
export const HandoverFigures = z.object({
  from: Day,
  until: Day,
  released: z.int(),
  withPerson: z.int(),
  held: z.int(),
  withoutMeeting: z.int(),
  /** Began with a fallback lead, because nobody had accepted. */
  fallback: z.int(),
})
export type HandoverFigures = z.infer<typeof HandoverFigures>
