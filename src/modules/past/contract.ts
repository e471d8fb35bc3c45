import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { CaseStage } from '../cases/contract.ts'
import { ItemWords } from '../items/contract.ts'
import { Period } from '../periods/period-contract.ts'
import { ByRef, Continuity, Lane } from '../timeline/contract.ts'

export { ByRef }

/** A moment with its time zone, to the microsecond if need be. */
export const Moment = z.iso.datetime({ offset: true })

export const AsKnownQuery = z.strictObject({ at: Moment })
export type AsKnownQuery = z.infer<typeof AsKnownQuery>

export const PastSeat = z.object({
  name: z.string(),
  agency: AgencyBrief,
  relation: z.string(),
})
export type PastSeat = z.infer<typeof PastSeat>

/** An item that is readable today, in the wording of then. */
export const PastItem = z.object({
  id: z.uuid(),
  special: z.boolean(),
  kind: z.string(),
  category: z.string(),
  owner: AgencyBrief,
  /** How it stands today. */
  state: z.string(),
  /** How it stood then; only of what the reader's own agency brought. */
  stateThen: z.string().nullable(),
  /** The newest wording today; another than that of `words` where it was written anew since. */
  currentVersion: z.int(),
  /** Shown, but neither copied nor printed. */
  guarded: z.boolean(),
  /** Null: it stood there in a wording that the reader may not see today. */
  words: ItemWords.nullable(),
})
export type PastItem = z.infer<typeof PastItem>

export const AsKnown = z.object({
  ref: z.string(),
  at: Moment,
  /** Since when the past of this case is known. */
  since: Moment,
  today: Day,
  /** By the name of today: names are not kept as they were. */
  person: z.object({
    initials: z.string(),
    name: z.string().nullable(),
    birth: z.string().nullable(),
  }),
  stage: CaseStage,
  informed: z.enum(['informed', 'not_yet']),
  /** Who said when the person is released, and who wrote that down. */
  source: z.object({ words: z.string(), recordedAt: Moment, by: z.string().nullable() }).nullable(),
  /** Everything as it stood, seen on the day of then; nothing can be done with it. */
  continuity: Continuity,
  seats: z.array(PastSeat),
  periods: z.array(Period),
  items: z.array(PastItem),
  /** The same of today, for what is another now. */
  now: z.object({ stage: CaseStage, continuity: Continuity, seats: z.array(PastSeat) }),
})
export type AsKnown = z.infer<typeof AsKnown>

export const momentKinds = [
  ...(['release', 'accepted', 'declined', 'override', 'approved', 'continuation'] as const),
  ...(['meeting', 'conferences_needed', 'need_added'] as const),
] as const

/** A decision on record that the reader may see. */
export const DecisionMoment = z.object({
  kind: z.string(),
  at: Moment,
  /** The last moment before it. */
  before: Moment,
  domain: Lane.nullable(),
  agency: AgencyBrief.nullable(),
  on: Day.nullable(),
})
export type DecisionMoment = z.infer<typeof DecisionMoment>

export const CaseMoments = z.object({
  ref: z.string(),
  /** The first moment of which the past is known. */
  since: Moment,
  now: Moment,
  moments: z.array(DecisionMoment),
})
export type CaseMoments = z.infer<typeof CaseMoments>
