import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

export const ContestWish = z.enum(['correct', 'complete', 'restrict', 'erase'])
export type ContestWish = z.infer<typeof ContestWish>
export const SaidWay = z.enum(['talk', 'paper', 'witnessed'])
export type SaidWay = z.infer<typeof SaidWay>
export const ContestOutcome = z.enum(['corrected', 'completed', 'restricted', 'erased', 'refused'])
export type ContestOutcome = z.infer<typeof ContestOutcome>

const Words = z.string().trim().min(3).max(4000)
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

/** The person does not agree with an item: what they say, in their own words, and what they ask for. */
export const NewContest = z.strictObject({
  statement: Words,
  language: Language,
  wish: ContestWish,
  way: SaidWay,
  on: Day,
})
export type NewContest = z.infer<typeof NewContest>

export const DecideContest = z.strictObject({ outcome: ContestOutcome, reasons: Words })
export type DecideContest = z.infer<typeof DecideContest>

/** That the person was told before a restriction is lifted. */
export const TellBeforeLifting = z.strictObject({
  on: Day,
  how: z.enum(['talk', 'letter', 'video']),
})
export type TellBeforeLifting = z.infer<typeof TellBeforeLifting>

export const AskExtension = z.strictObject({ until: Day, reasons: Words })
export type AskExtension = z.infer<typeof AskExtension>
export const AnswerExtension = z.strictObject({ approved: z.boolean() })

/** The person's words that stand beside an item wherever it is read. */
export const Contest = z.object({
  id: z.uuid(),
  item: z.uuid(),
  statement: z.string(),
  language: z.string(),
  wish: ContestWish,
  way: SaidWay,
  saidOn: Day,
  state: z.enum(['open', ...ContestOutcome.options]),
  againstVersion: z.int(),
  recordedBy: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reasons: z.string().nullable(),
})
export type Contest = z.infer<typeof Contest>

/** What one recipient is told; it names a case and a category, never content. */
export const CorrectionNotice = z.object({
  id: z.uuid(),
  item: z.uuid(),
  ref: z.string().nullable(),
  category: z.string(),
  kind: z.enum(['corrected', 'restricted', 'released', 'erased']),
  version: z.int(),
  from: AgencyBrief,
  /** Null: somebody outside the table, told by the agency of the item. */
  to: AgencyBrief.nullable(),
  thirdParty: z.boolean(),
  /** Who outside the table got it; only for those who may know of that disclosure. */
  outside: z.string().nullable(),
  madeAt: z.string(),
  dueOn: Day,
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  chased: z.boolean(),
  /** Who told; null: the clock did. */
  madeBy: z.string().nullable(),
  /** When and by whom the letter was first read at the recipient. */
  openedAt: z.string().nullable(),
  openedBy: z.string().nullable(),
  mine: z.boolean(),
})
export type CorrectionNotice = z.infer<typeof CorrectionNotice>

/** One line of the preview: what goes, when, why. */
export const RetentionRow = z.object({
  item: z.uuid(),
  ref: z.string(),
  category: z.string(),
  owner: AgencyBrief,
  mine: z.boolean(),
  clause: z.string(),
  arrangement: z.string(),
  from: z.enum(['written', 'case_closed', 'measure_ended', 'author']),
  starts: Day.nullable(),
  months: z.int().nullable(),
  outcome: z.enum(['erase', 'restrict']),
  /** The first day on which it is gone. */
  on: Day,
  extendedUntil: Day.nullable(),
  /** Within thirty days: its agency is asked to look. */
  review: z.boolean(),
  extension: z
    .object({ id: z.uuid(), until: Day, by: z.string().nullable(), mine: z.boolean() })
    .nullable(),
})
export type RetentionRow = z.infer<typeof RetentionRow>

export const CaseRights = z.object({
  ref: z.string(),
  today: Day,
  language: z.string().nullable(),
  acts: z.boolean(),
  /** Whether the reader could ask to have the case erased. */
  erases: z.boolean(),
  items: z.array(
    z.object({
      id: z.uuid(),
      category: z.string(),
      kind: z.enum(['fact', 'assessment', 'statement']),
      state: z.enum(['current', 'contested', 'restricted']),
      asOf: Day,
      owner: AgencyBrief,
      version: z.int(),
      mine: z.boolean(),
      /** The person was told that a restriction will be lifted. */
      told: z.boolean(),
    }),
  ),
  contests: z.array(Contest),
  notices: z.array(CorrectionNotice),
  retention: z.array(RetentionRow),
  gone: z.array(
    z.object({ what: z.enum(['erased', 'restricted']), category: z.string(), on: Day }),
  ),
})
export type CaseRights = z.infer<typeof CaseRights>

export const DeskQuery = z.strictObject({ until: Day.optional() })
export const RightsDesk = z.object({
  today: Day,
  until: Day,
  notices: z.array(CorrectionNotice),
  retention: z.array(RetentionRow),
})
export type RightsDesk = z.infer<typeof RightsDesk>
