import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { anchors } from './vocabulary.ts'

export const Milestone = z.object({
  id: z.uuid(),
  /** Words at `milestones.<code>`. */
  code: z.string(),
  on: Day.nullable(),
  anchor: z.enum(anchors),
  offsetDays: z.int(),
  /** `paused`: of the time before a recall. `expired`: the person wants no help, or another pathway. */
  status: z.enum(['open', 'done', 'before_start', 'paused', 'expired']),
  /** 1 until the first recall; the second release is the second cycle. */
  cycle: z.int(),
  overdue: z.boolean(),
  doneOn: Day.nullable(),
  owner: AgencyBrief.nullable(),
  version: z.int(),
})
export type Milestone = z.infer<typeof Milestone>
