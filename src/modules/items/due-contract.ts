import { z } from 'zod'
import { Day } from '../admin/contract.ts'
import { ItemKind } from './contract.ts'

/**
 * Own items to be looked at again, sensitive words that wait for the reader as the second person, what a
 * person contests and the agency decides, and how many corrections wait to be acknowledged.
 */
export const ItemsDue = z.object({
  today: Day,
  rows: z.array(
    z.object({
      id: z.uuid(),
      ref: z.string(),
      category: z.string(),
      kind: ItemKind,
      reviewBy: Day,
    }),
  ),
  approvals: z.array(z.object({ id: z.uuid(), ref: z.string() })),
  contests: z.array(z.object({ id: z.uuid(), ref: z.string(), category: z.string(), saidOn: Day })),
  corrections: z.int(),
})
export type ItemsDue = z.infer<typeof ItemsDue>
