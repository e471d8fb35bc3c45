import { z } from 'zod'
import { Day } from '../admin/contract.ts'

/** One hit of a search: only persons on whose case the reader sits. */
export const PersonHit = z.object({
  personId: z.uuid(),
  refs: z.array(z.string()),
  person: z.object({ initials: z.string(), name: z.string().nullable() }),
  birth: z.string().nullable(),
  releaseOn: Day.nullable(),
})
export type PersonHit = z.infer<typeof PersonHit>

export const PersonSearch = z.object({
  persons: z.array(PersonHit),
  /** There are more than these: another word or the year of birth narrows the search. */
  more: z.boolean(),
  /** Shown to everyone always, whether or not anything is held (PI4). */
  askCoordination: z.object({ name: z.string(), phone: z.string().nullable() }),
})
export type PersonSearch = z.infer<typeof PersonSearch>

export const PersonSearchQuery = z.strictObject({ q: z.string().trim().min(2).max(120) })
