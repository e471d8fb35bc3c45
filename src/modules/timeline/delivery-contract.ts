import { z } from 'zod'
import { Day } from '../admin/contract.ts'
import { ReleaseDate } from './contract.ts'
import { changeKinds, changeWays } from './delivery-vocabulary.ts'

/** Initials for lists, the words behind the switch for names. */
const Named = z.object({
  initials: z.string(),
  name: z.string().nullable(),
  family: z.string(),
  given: z.string(),
})

/** One row of the difference, with what stood before and what the list says now. */
export const DeliveryChange = z.object({
  kinds: z.array(z.enum(changeKinds)),
  way: z.enum(changeWays).nullable(),
  /** Line in the file; null for somebody who is no longer on it. */
  line: z.int().nullable(),
  number: z.string().nullable(),
  person: Named.nullable(),
  /** The name that stands, where the list says another. */
  formerly: Named.nullable(),
  release: ReleaseDate.nullable(),
  formerRelease: ReleaseDate.nullable(),
  /** The case that is open for this person, if I sit on it, and the date it has. */
  ref: z.string().nullable(),
  caseRelease: ReleaseDate.nullable(),
})
export type DeliveryChange = z.infer<typeof DeliveryChange>

export const DeliveryDifference = z.object({
  /** The day that the list says; what fell before it counts as released. */
  deliveredOn: Day,
  /** No list of this prison was taken in before, or nothing of it is known any more. */
  first: z.boolean(),
  lastDeliveredOn: Day.nullable(),
  counts: z.object({
    new: z.int(),
    moved: z.int(),
    earlier: z.int(),
    later: z.int(),
    toUnknown: z.int(),
    fromUnknown: z.int(),
    gone: z.int(),
    released: z.int(),
    left: z.int(),
    nowElsewhere: z.int(),
    respelled: z.int(),
    reissued: z.int(),
    repaired: z.int(),
    stillBad: z.int(),
    newlyBad: z.int(),
    back: z.int(),
    details: z.int(),
    unchanged: z.int(),
  }),
  /** Rows of other municipalities by blind marks: counted, never named. Null: nothing to compare with. */
  elsewhere: z
    .object({
      new: z.int(),
      moved: z.int(),
      respelled: z.int(),
      gone: z.int(),
      unchanged: z.int(),
    })
    .nullable(),
  changes: z.array(DeliveryChange),
})
export type DeliveryDifference = z.infer<typeof DeliveryDifference>
