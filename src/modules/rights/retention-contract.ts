import { z } from 'zod'
import { Day } from '../admin/contract.ts'

export const RetentionQuery = z.strictObject({ until: Day.optional() })

/** What goes in the whole authority, in counts alone: when, what, why. No name, no case, no agency. */
export const RetentionOverview = z.object({
  today: Day,
  until: Day,
  rows: z.array(
    z.object({
      /** `yyyy-mm`; what is overdue stands in the present month. */
      month: z.string(),
      /** A category, or `protected`: health, substance use and special categories together. */
      class: z.string(),
      from: z.enum(['written', 'case_closed', 'measure_ended', 'author']),
      months: z.int().nullable(),
      outcome: z.enum(['erase', 'restrict']),
      arrangement: z.string(),
      items: z.int(),
      first: Day,
      last: Day,
    }),
  ),
})
export type RetentionOverview = z.infer<typeof RetentionOverview>
