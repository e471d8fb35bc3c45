import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { Lane } from '../timeline/contract.ts'

/** How the person said it: here at the screen, on signed paper, or before a witness. */
export const AcceptanceWay = z.enum(['on_screen', 'paper', 'witnessed'])
export type AcceptanceWay = z.infer<typeof AcceptanceWay>

/** The day on which the last imposed measure ends; null: none is known. */
export const SetMeasureEnd = z.strictObject({ on: Day.nullable() })
export type SetMeasureEnd = z.infer<typeof SetMeasureEnd>

/** What the person wants after the last measure. The newest word on each part of life holds. */
export const SayContinuation = z.strictObject({
  answers: z
    .array(z.strictObject({ domain: Lane, goesOn: z.boolean() }))
    .min(1)
    .max(9),
  way: AcceptanceWay,
  saidOn: Day,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  witness: z.string().trim().min(2).max(120).optional(),
  words: z.string().trim().max(4000).optional(),
})
export type SayContinuation = z.infer<typeof SayContinuation>

export const ContinuationAnswer = z.object({
  goesOn: z.boolean(),
  endsOn: Day.nullable(),
  way: AcceptanceWay,
  saidOn: Day,
  language: z.string(),
  witness: z.string().nullable(),
  words: z.string().nullable(),
  recordedBy: z.string(),
})
export type ContinuationAnswer = z.infer<typeof ContinuationAnswer>

export const AfterMeasure = z.object({
  ref: z.string(),
  today: Day,
  version: z.int(),
  measureEndsOn: Day.nullable(),
  /** The reader's agency enforces measures: what comes after is not for it to know. */
  enforces: z.boolean(),
  language: z.string().nullable(),
  parts: z.array(
    z.object({
      domain: Lane,
      agencies: z.array(AgencyBrief),
      answer: ContinuationAnswer.nullable(),
    }),
  ),
  may: z.array(z.enum(['set', 'ask'])),
})
export type AfterMeasure = z.infer<typeof AfterMeasure>
