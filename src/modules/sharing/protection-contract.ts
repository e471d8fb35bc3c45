import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

export const protectionKinds = ['minor', 'victim'] as const
const Words = z.string().trim().min(1).max(2000)
const Names = z.array(z.int().positive()).min(1).max(50)

/** A case becomes specially protected; the named members of the coordination desk keep it. */
export const NewProtection = z.strictObject({ kind: z.enum(protectionKinds), named: Names })
export type NewProtection = z.infer<typeof NewProtection>
export const ProtectionNames = z.strictObject({ named: Names })

/** One member of a desk who may open the case, until a day of at most a year. */
export const NewAdmission = z.strictObject({ member: z.int().positive(), until: Day })
export type NewAdmission = z.infer<typeof NewAdmission>

export const EndProtection = z.strictObject({ reason: Words })

const Named = z.object({ id: z.int(), name: z.string() })

/** The extra protection of a case, for those to whom it opens. */
export const Protection = z.object({
  ref: z.string(),
  today: Day,
  mark: z
    .object({
      id: z.uuid(),
      kind: z.enum(protectionKinds),
      markedBy: z.string(),
      markedAt: z.iso.datetime(),
      named: z.array(Named),
      admissions: z.array(
        z.object({ id: z.uuid(), member: z.int(), name: z.string(), until: Day, by: z.string() }),
      ),
    })
    .nullable(),
  /** Whom a mark can name and admit; null: the reader may not mark. */
  choice: z
    .object({
      coordinators: z.array(Named.extend({ you: z.boolean() })),
      others: z.array(Named.extend({ agency: AgencyBrief })),
    })
    .nullable(),
})
export type Protection = z.infer<typeof Protection>

/** Looks at specially protected cases that wait for a second person. */
export const WaitingLooks = z.object({
  /** The reader may agree or refuse. */
  chair: z.boolean(),
  looks: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      agency: AgencyBrief,
      mine: z.boolean(),
      purpose: z.string(),
      ref: z.string(),
      reason: z.string(),
      askedAt: z.iso.datetime(),
      until: z.iso.datetime(),
    }),
  ),
  /** For a chair: protected cases that nobody of the coordination desk can open any more, and whom to name. */
  left: z.array(z.object({ id: z.uuid(), ref: z.string(), coordinators: z.array(Named) })),
})
export type WaitingLooks = z.infer<typeof WaitingLooks>

/** Who keeps a protected case that everybody who was named has left. */
export const Replacement = z.strictObject({ member: z.int().positive() })

export const SecondWord = z.strictObject({ agrees: z.boolean() })
