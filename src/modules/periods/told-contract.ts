import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

/** One change, told once to a desk: which of its milestones moved, and how. */
export const Told = z.object({
  id: z.uuid(),
  ref: z.string(),
  kind: z.enum([
    'release_moved',
    'recalled',
    'transferred',
    'pathway_changed',
    'period_changed',
    'taken_over',
  ]),
  on: Day,
  milestones: z.array(
    z.object({
      code: z.string(),
      from: Day.nullable(),
      to: Day.nullable(),
      status: z.enum(['open', 'before_start', 'paused', 'expired']),
    }),
  ),
})
export type Told = z.infer<typeof Told>

/** What did not happen in time, for who leads or coordinates: work of agencies, never of the person. */
export const MissingContact = z.object({
  ref: z.string(),
  kind: z.enum(['no_appointment', 'no_contact']),
  release: Day,
  lead: AgencyBrief,
  /** The reader may open the case; managers see its reference alone. */
  seated: z.boolean(),
})
export type MissingContact = z.infer<typeof MissingContact>

export const Concerns = z.object({ told: z.array(Told), missing: z.array(MissingContact) })
export type Concerns = z.infer<typeof Concerns>
