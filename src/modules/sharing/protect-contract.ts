import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

/** A reference of a case as it is written on paper and in mails. */
export const CaseRef = z
  .string()
  .trim()
  .toUpperCase()
  .pipe(z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/))

export const ById = z.strictObject({ id: z.uuid() })

/** Why it cannot wait: a sentence, so that somebody who was not there can judge it. */
export const fewestLetters = 20
const Reason = z.string().trim().min(fewestLetters).max(2000)
const Words = z.string().trim().min(1).max(2000)

export const NewOverride = z.strictObject({ ref: CaseRef, reason: Reason })
export type NewOverride = z.infer<typeof NewOverride>

/** A look that runs: reading only, until a moment. */
export const Override = z.object({ id: z.uuid(), ref: z.string(), until: z.iso.datetime() })
export type Override = z.infer<typeof Override>
/** Null: a second person has to agree first, and may until then. */
export const BegunOverride = Override.extend({ until: z.iso.datetime().nullable() })
export type BegunOverride = z.infer<typeof BegunOverride>
export const Overrides = z.object({ overrides: z.array(Override) })
export type Overrides = z.infer<typeof Overrides>

export const Judgement = z.strictObject({
  verdict: z.enum(['justified', 'not_justified']),
  words: Words,
})
export type Judgement = z.infer<typeof Judgement>

/** What a member says of themselves. The reason is sealed and shown to nobody. */
export const NewDeclaration = z.strictObject({ reason: Words })
export type NewDeclaration = z.infer<typeof NewDeclaration>

export const Done = z.object({ done: z.literal(true) })

export const NewQuestion = z.strictObject({ question: Words })
export type NewQuestion = z.infer<typeof NewQuestion>
export const NewAnswer = z.strictObject({ answer: Words })
export type NewAnswer = z.infer<typeof NewAnswer>

/** A question to the coordination desk; it names no case unless its words do. */
export const Question = z.object({
  id: z.uuid(),
  agency: AgencyBrief,
  askedBy: z.string(),
  mine: z.boolean(),
  /** The reader sits at the desk that answers. */
  toAnswer: z.boolean(),
  askedAt: z.iso.datetime(),
  question: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  answeredBy: z.string().nullable(),
  version: z.int(),
})
export type Question = z.infer<typeof Question>
export const Questions = z.object({ questions: z.array(Question) })
export type Questions = z.infer<typeof Questions>

/** One seat through which somebody sees a case. */
export const CaseReader = z.object({
  name: z.string(),
  agency: AgencyBrief,
  you: z.boolean(),
  relation: z.string(),
  /** The desk or colleague through whom they see it; null: a seat of their own. */
  through: z.string().nullable(),
  covers: z.boolean(),
  since: z.iso.datetime(),
  /** The last day as things stand; null: no end is set. */
  until: Day.nullable(),
})
export type CaseReader = z.infer<typeof CaseReader>

/** Who can see a case, and why the reader can: rule, clause, seat, end. */
export const CaseWho = z.object({
  ref: z.string(),
  purpose: z.string(),
  today: Day,
  agency: z.int(),
  clause: z.object({
    label: z.string(),
    basis: z.string(),
    arrangement: z.string(),
    title: z.string(),
    until: Day.nullable(),
  }),
  categories: z.array(z.string()),
  summaryCategories: z.array(z.string()),
  readers: z.array(CaseReader),
  /** Auditors who were let in: the body and the days. Why is between them and the officer. */
  auditors: z.array(
    z.object({
      name: z.string(),
      body: z.string(),
      from: z.iso.datetime({ offset: true }),
      until: z.iso.datetime({ offset: true }),
      open: z.boolean(),
    }),
  ),
  /** Software that reads the case for a desk at its table. */
  systems: z.array(
    z.object({ label: z.string(), agency: z.string(), until: Day, showsNames: z.boolean() }),
  ),
})
export type CaseWho = z.infer<typeof CaseWho>

/** The page of the data protection officer. */
export const Privacy = z.object({
  today: Day,
  overrides: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      agency: AgencyBrief,
      mine: z.boolean(),
      purpose: z.string(),
      opened: z.boolean(),
      /** The case is specially protected: what the second person said, if somebody did. */
      second: z.enum(['agreed', 'refused', 'waits', 'nobody']).nullable(),
      begunAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      /** The reference that was typed. */
      asked: z.string(),
      reason: z.string(),
      /** How often something of the case was read during the look. */
      read: z.int(),
      verdict: z.enum(['justified', 'not_justified']).nullable(),
      judgedAt: z.iso.datetime().nullable(),
      judgedBy: z.string().nullable(),
      judgement: z.string().nullable(),
    }),
  ),
  declarations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      agency: AgencyBrief,
      mine: z.boolean(),
      ref: z.string(),
      declaredAt: z.iso.datetime(),
      liftedAt: z.iso.datetime().nullable(),
    }),
  ),
  surprises: z.array(
    z.object({
      id: z.uuid(),
      ref: z.string(),
      owner: AgencyBrief,
      to: z.array(AgencyBrief),
      decidedAt: z.iso.datetime(),
      decidedBy: z.string(),
      expiresOn: Day,
      withdrawnAt: z.iso.datetime().nullable(),
      postponedUntil: Day.nullable(),
    }),
  ),
  repeated: z.array(
    z.object({ agency: AgencyBrief, times: z.int(), cases: z.int(), last: z.iso.datetime() }),
  ),
  questions: z.array(
    z.object({
      agency: AgencyBrief,
      asked: z.int(),
      waiting: z.int(),
      oldest: z.iso.datetime().nullable(),
    }),
  ),
})
export type Privacy = z.infer<typeof Privacy>
