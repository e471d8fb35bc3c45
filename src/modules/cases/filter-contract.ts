import { z } from 'zod'
import { CasesFilter } from './contract.ts'

const FilterName = z.string().trim().min(1).max(60)

export const SavedFilter = z.object({
  id: z.uuid(),
  name: z.string(),
  search: CasesFilter.partial(),
  place: z.int(),
  byDefault: z.boolean(),
  version: z.int(),
})
export type SavedFilter = z.infer<typeof SavedFilter>

export const SavedFilters = z.object({ filters: z.array(SavedFilter) })
export type SavedFilters = z.infer<typeof SavedFilters>

export const NewFilter = z.strictObject({
  /** Given when a deletion is taken back. */
  id: z.uuid().optional(),
  name: FilterName,
  search: CasesFilter,
  place: z.int().min(0).max(1000).optional(),
})
export type NewFilter = z.infer<typeof NewFilter>

export const ChangeFilter = z.strictObject({
  name: FilterName.optional(),
  search: CasesFilter.optional(),
  place: z.int().min(0).max(1000).optional(),
  byDefault: z.boolean().optional(),
})
export type ChangeFilter = z.infer<typeof ChangeFilter>

export const ByFilter = z.strictObject({ id: z.uuid() })
