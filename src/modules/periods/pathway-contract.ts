import { z } from 'zod'

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
