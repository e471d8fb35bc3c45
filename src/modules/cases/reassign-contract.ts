import { z } from 'zod'

/** What can be handed on: seats by relation, offers that wait, milestones that are open. */
export const ReassignKind = z.enum([
  'coordination',
  'lead',
  'provider',
  'member',
  'guest',
  'offers',
  'milestones',
])
export type ReassignKind = z.infer<typeof ReassignKind>

export const Reassign = z.strictObject({
  from: z.int(),
  to: z.int(),
  kinds: z.array(ReassignKind).min(1).max(7),
  /** Left out: all cases of the giver. */
  refs: z
    .array(z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/))
    .min(1)
    .max(500)
    .optional(),
  /** Says what would happen, case by case, and does nothing. */
  preview: z.boolean().default(false),
})
export type Reassign = z.infer<typeof Reassign>

export const ReassignResult = z.object({
  ref: z.string(),
  /** Why this case is left as it is; null: it is handed on. */
  refused: z.string().nullable(),
  relations: z.array(z.string()),
  /** Relations in which the receiver sits there already. */
  already: z.array(z.string()),
  leads: z.int(),
  offers: z.int(),
  asked: z.int(),
  milestones: z.int(),
})
export type ReassignResult = z.infer<typeof ReassignResult>

export const Reassigned = z.object({
  id: z.uuid(),
  preview: z.boolean(),
  results: z.array(ReassignResult),
})
export type Reassigned = z.infer<typeof Reassigned>

export const Undone = z.object({
  results: z.array(z.object({ ref: z.string(), refused: z.string().nullable() })),
})
export type Undone = z.infer<typeof Undone>

export const ByBulk = z.strictObject({ id: z.uuid() })
