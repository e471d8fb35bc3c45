import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

const Words = z.string().trim().min(10).max(2000)

/** Own items shall serve another purpose, under the other regime: by which law, why needed, why proportionate. */
export const NewRegimeChange = z.strictObject({
  items: z.array(z.uuid()).min(1).max(100),
  purpose: z.enum(['reintegration', 'supervision']),
  law: z.string().trim().min(3).max(300),
  necessity: Words,
  proportionality: Words,
})
export type NewRegimeChange = z.infer<typeof NewRegimeChange>

export const Regimes = z.object({
  ref: z.string(),
  today: Day,
  purpose: z.string(),
  /** The reader may decide for the items of their agency. */
  acts: z.boolean(),
  purposes: z.array(z.string()),
  /** Which agencies at the table may work with a category, for each purpose. */
  effect: z.array(
    z.object({ category: z.string(), purpose: z.string(), agencies: z.array(AgencyBrief) }),
  ),
  items: z.array(
    z.object({
      id: z.uuid(),
      category: z.string(),
      kind: z.enum(['fact', 'assessment', 'statement']),
      asOf: Day,
      special: z.boolean(),
    }),
  ),
  changes: z.array(
    z.object({
      id: z.uuid(),
      from: z.string(),
      to: z.string(),
      law: z.string(),
      special: z.boolean(),
      items: z.int(),
      category: z.string(),
      owner: AgencyBrief,
      mine: z.boolean(),
      own: z.boolean(),
      necessity: z.string(),
      proportionality: z.string(),
      decidedBy: z.string().nullable(),
      decidedAt: z.string(),
      confirmedBy: z.string().nullable(),
      confirmedAt: z.string().nullable(),
      withdrawnBy: z.string().nullable(),
      withdrawnAt: z.string().nullable(),
    }),
  ),
})
export type Regimes = z.infer<typeof Regimes>
