import { z } from 'zod'
import { Day } from '../admin/contract.ts'
import { ItemKind } from './contract.ts'

/** Own items to be looked at again, and sensitive words that wait for the reader as the second person. */
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
})
export type ItemsDue = z.infer<typeof ItemsDue>
