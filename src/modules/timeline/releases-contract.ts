import { z } from 'zod'
import { Day } from '../admin/contract.ts'
import { Lane, ReleaseRow } from './contract.ts'

export const ReleaseCounts = z.object({
  releases: z.int(),
  missing: z.int(),
  withoutBed: z.int(),
  onFriday: z.int(),
  withoutAcceptedLead: z.int(),
  /** True when there are more than were counted. */
  more: z.boolean(),
})
export type ReleaseCounts = z.infer<typeof ReleaseCounts>

export const Releases = z.object({
  until: Day,
  rows: z.array(ReleaseRow),
  nextCursor: z.string().nullable(),
})
export type Releases = z.infer<typeof Releases>

export const ReleasesFilter = z.strictObject({
  weeks: z.coerce.number().int().min(1).max(104).default(12),
  prison: z.coerce.number().int().optional(),
  lead: z.coerce.number().int().optional(),
  domain: Lane.exclude(['health', 'substance_use']).optional(),
  missing: z.enum(['true', 'false']).optional(),
})
export type ReleasesFilter = z.infer<typeof ReleasesFilter>

export const ReleasesQuery = ReleasesFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(25),
  cursor: z.string().max(400).optional(),
})
export type ReleasesQuery = z.infer<typeof ReleasesQuery>
