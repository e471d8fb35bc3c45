import { z } from 'zod'
import { Day } from '../admin/contract.ts'

/** How likely or how severe; said of the processing, never of a person. */
export const Level = z.enum(['low', 'medium', 'high'])
export type Level = z.infer<typeof Level>

const Words = (most: number) => z.string().trim().max(most)

/** What could happen to people by the processing, and what stands against it. */
export const Danger = z.strictObject({
  what: Words(400),
  source: Words(300),
  likelyBefore: Level.nullable(),
  severeBefore: Level.nullable(),
  measures: Words(1000),
  likelyAfter: Level.nullable(),
  severeAfter: Level.nullable(),
  responsible: Words(160),
})
export type Danger = z.infer<typeof Danger>

/** An impact assessment while it is written: anything may still be missing (GD-20, LED-36). */
export const ImpactContent = z.strictObject({
  title: Words(200),
  description: Words(8000),
  necessity: Words(8000),
  dangers: z.array(Danger).max(40),
  measures: Words(8000),
  /** Whether the persons concerned or those who speak for them were asked. */
  sought: z.enum(['asked', 'not_asked']).nullable(),
  /** What they said, or why they were not asked. */
  views: Words(4000),
  reviewOn: Day.nullable(),
})
export type ImpactContent = z.infer<typeof ImpactContent>

/** What passed between the authority and its supervisory authority. */
export const Consultation = z.strictObject({
  sentOn: Day,
  /** Directive 2016/680: six weeks and a month more; GDPR: eight weeks and six more. */
  under: z.enum(['directive', 'regulation']),
  reference: z.string().trim().min(2).max(160),
  extended: z.boolean(),
  answer: z.string().trim().min(3).max(4000).nullable(),
  answeredOn: Day.nullable(),
})
export type Consultation = z.infer<typeof Consultation>

/** A version as the register lists it. */
export const ImpactEntry = z.object({
  id: z.int(),
  lineageId: z.int(),
  edition: z.int(),
  title: z.string(),
  /** `review`: approved, but something of the desk or the calendar has gone past it. */
  state: z.enum(['draft', 'approved', 'review', 'replaced']),
  changedOn: Day,
  changedBy: z.string(),
  approvedOn: Day.nullable(),
  approvedBy: z.string().nullable(),
  reviewOn: Day.nullable(),
  /** The gravest that remains after the measures; null while the table is empty. */
  remains: Level.nullable(),
  /** Kinds of data of today that an approved version does not name. */
  uncovered: z.array(z.string()),
})
export type ImpactEntry = z.infer<typeof ImpactEntry>

export const ImpactRegister = z.object({ versions: z.array(ImpactEntry) })

/** One version, whole. */
export const ImpactVersion = ImpactEntry.extend({
  content: ImpactContent,
  /** Who wrote in it; none of them approves it. */
  writers: z.array(z.string()),
  /** I am one of them, or I advised on it. */
  mine: z.boolean(),
  advice: z
    .object({
      words: z.string(),
      by: z.string(),
      on: Day,
      /** The text was changed after it. */
      outdated: z.boolean(),
    })
    .nullable(),
  consultation: z.object({ ...Consultation.shape, dueOn: Day }).nullable(),
  /** The kinds of data that the dictionary named at the approval. */
  covers: z.array(z.string()),
  /** The first minimum part that is missing in the text; null: none. */
  missing: z.string().nullable(),
  /** A later version of it is being written. */
  next: z.int().nullable(),
  version: z.int(),
})
export type ImpactVersion = z.infer<typeof ImpactVersion>

export const ByImpact = z.strictObject({ id: z.coerce.number().int() })
export const ImpactAdvice = z.strictObject({ advice: z.string().trim().min(3).max(4000) })
