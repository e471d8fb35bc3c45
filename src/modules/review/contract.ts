import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

/** For what a log may be read, and nothing else (LED art. 25(2)). */
export const logUses = [
  'lawfulness',
  'self_monitoring',
  'integrity_security',
  'criminal_proceedings',
] as const
export const LogUse = z.enum(logUses)
export type LogUse = z.infer<typeof LogUse>

/** What an entry of the log is, for people; a search that showed somebody is no opened record. */
export const logKinds = [
  ...(['opened', 'searched', 'emergency', 'printed', 'exported'] as const),
  ...(['handed_on', 'changed', 'listed', 'log', 'refused'] as const),
] as const
export const LogKind = z.enum(logKinds)
export type LogKind = z.infer<typeof LogKind>

/** What was opened, for officers and auditors; never what the word alone would tell too much of. */
export const logWhats = [
  ...(['case', 'map', 'past', 'items', 'offer', 'notice', 'periods'] as const),
  ...(['basics', 'handover', 'sharing', 'readers', 'sheet'] as const),
] as const
export const LogWhat = z.enum(logWhats)
export type LogWhat = z.infer<typeof LogWhat>

/** What narrows the log of a case. */
export const LogFilter = z.strictObject({
  member: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  kind: LogKind.optional(),
  day: Day.optional(),
})
export type LogFilter = z.infer<typeof LogFilter>

const pages = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
  /** What it is read for; asked once per case and working day. */
  use: LogUse.optional(),
}
export const CaseLogQuery = LogFilter.extend(pages)
export type CaseLogQuery = z.infer<typeof CaseLogQuery>

export const LogEntry = z.object({
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** Null: no human, but the system of a partner or a job of the desk. */
  member: z.int().nullable(),
  name: z.string().nullable(),
  /** What its agency calls the system that asked. */
  system: z.string().nullable(),
  agency: AgencyBrief.nullable(),
  purpose: z.string().nullable(),
  kind: LogKind,
  /** Null: not told, or said by the kind already. */
  what: LogWhat.nullable(),
  /** Of an entry about the log itself: what it was read for. */
  use: LogUse.nullable(),
})
export type LogEntry = z.infer<typeof LogEntry>

/** all: everything; own: people of the reader's agency; looks: who looked, not what else was done. */
export const LogScope = z.enum(['all', 'own', 'looks'])

export const CaseLog = z.object({
  ref: z.string(),
  scope: LogScope,
  use: LogUse,
  today: Day,
  rows: z.array(LogEntry),
  nextCursor: z.string().nullable(),
})
export type CaseLog = z.infer<typeof CaseLog>

export const LogPrint = z.strictObject({ rows: z.int().min(0).max(100_000) })

export const reviewKinds = [
  ...(['override', 'own_name', 'colleague_name', 'declared', 'bulk'] as const),
  ...(['off_hours', 'search_only', 'practice_case'] as const),
] as const

export const ReviewsQuery = z.strictObject({
  ...pages,
  state: z.enum(['open', 'judged']).default('open'),
})
export type ReviewsQuery = z.infer<typeof ReviewsQuery>

export const verdicts = ['justified', 'to_clarify', 'not_justified'] as const

/** One entry of the review list: a day of one member, the reason, the events behind it. */
export const Review = z.object({
  id: z.uuid(),
  kind: z.enum(reviewKinds),
  /** Who looked: a member, or the system of a partner by what its agency calls it. */
  name: z.string(),
  system: z.boolean(),
  agency: AgencyBrief,
  onDay: Day,
  ref: z.string().nullable(),
  /** The figures that the rule names, for the sentence that says why. */
  facts: z.object({
    cases: z.int().optional(),
    usual: z.int().nullish(),
    searches: z.int().optional(),
    from: z.string().optional(),
  }),
  mine: z.boolean(),
  verdict: z.enum(verdicts).nullable(),
  judgedAt: z.iso.datetime({ offset: true }).nullable(),
  judgedBy: z.string().nullable(),
  note: z.string().nullable(),
  events: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime({ offset: true }),
      kind: LogKind,
      purpose: z.string().nullable(),
      ref: z.string().nullable(),
    }),
  ),
})
export type Review = z.infer<typeof Review>

export const Reviews = z.object({
  scope: LogScope,
  use: LogUse,
  reviews: z.array(Review),
  /** An auditor reads verdicts and gives none. */
  mayJudge: z.boolean(),
  /** On which day rules begin that compare with the days before; null: they have begun. */
  comparesFrom: Day.nullable(),
  /** References of practice cases that nobody has a reason to open; for the authority's officer alone. */
  practice: z.array(z.string()),
  nextCursor: z.string().nullable(),
})
export type Reviews = z.infer<typeof Reviews>

export const NewVerdict = z.strictObject({
  verdict: z.enum(verdicts),
  note: z.string().trim().min(1).max(2000),
})
export type NewVerdict = z.infer<typeof NewVerdict>

export const PracticeCase = z.strictObject({
  ref: z
    .string()
    .trim()
    .toUpperCase()
    .pipe(z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/)),
  marked: z.boolean(),
})
export type PracticeCase = z.infer<typeof PracticeCase>

export const Refreshed = z.object({ found: z.int() })
export const Done = z.object({ done: z.literal(true) })
