import { z } from 'zod'
import { Day } from '../admin/contract.ts'

/**
 * The agency that was asked answers; or somebody records what it said by phone or on paper.
 * A recorded answer counts as cover for five working days and is then to be confirmed (HA7).
 */
export const LeadAnswer = z.strictObject({
  outcome: z.enum(['accepted', 'declined', 'confirmed', 'withdrawn', 'ended']),
  reason: z.string().trim().min(1).max(2000).optional(),
  /** Left out: the agency answers itself. */
  channel: z.enum(['phone', 'paper']).optional(),
  /** Who at the agency said it; needed with `channel`. */
  saidBy: z.string().trim().min(2).max(120).optional(),
  saidOn: Day.optional(),
  /** Last day but one of an ending: first day without; needed with `ended`. */
  endsOn: Day.optional(),
})
export type LeadAnswer = z.infer<typeof LeadAnswer>
