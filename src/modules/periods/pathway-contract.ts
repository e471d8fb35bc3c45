import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

/** A version of a pathway with its steps in order. A version in use never changes. */
export const Pathway = z.object({
  id: z.int(),
  code: z.string(),
  country: z.string().nullable(),
  version: z.int(),
  /** New cases here begin with it. */
  current: z.boolean(),
  steps: z.array(
    z.object({
      code: z.string(),
      anchor: z.enum(['reception', 'release', 'end_of_supervision', 'recall']),
      offsetDays: z.int(),
      owner: z.enum(['lead', 'coordination', 'prison']),
      conference: z.boolean(),
      voluntary: z.boolean(),
      source: z.string().nullable(),
    }),
  ),
})
export type Pathway = z.infer<typeof Pathway>

export const Pathways = z.object({ pathways: z.array(Pathway) })
export type Pathways = z.infer<typeof Pathways>

const Brief = Pathway.pick({ id: true, code: true, version: true })

/** The pathway of a running case, and the newest version of each one that could be taken over. */
export const CasePathway = Brief.extend({ may: z.boolean(), newest: z.array(Brief) })
export type CasePathway = z.infer<typeof CasePathway>

export const TakeOver = z.strictObject({ pathwayId: z.int() })
export type TakeOver = z.infer<typeof TakeOver>

/** What another version does to the steps of a case. Done ones stay as they are. */
export const PathwayChange = z.object({
  version: z.int(),
  steps: z.array(
    z.object({
      code: z.string(),
      /** `changed`: another day or owner. `gone`: the new version has no such step. */
      change: z.enum(['new', 'changed', 'gone']),
      from: Day.nullable(),
      to: Day.nullable(),
      /** Its day lies in the past already: it is overdue at once. */
      late: z.boolean(),
      owner: AgencyBrief.nullable(),
    }),
  ),
  done: z.int(),
  unchanged: z.int(),
})
export type PathwayChange = z.infer<typeof PathwayChange>
