import { z } from 'zod'
import { Item } from '../items/contract.ts'
import { Continuity } from '../timeline/contract.ts'

const at = z.iso.datetime({ offset: true })
/** The reference of a case as people write it. */
const Ref = z
  .string()
  .trim()
  .toUpperCase()
  .pipe(z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/))

/** One case for one auditor, for at most fourteen days, with the reason in a sentence. */
export const NewAuditCase = z.strictObject({
  auditorId: z.uuid(),
  ref: Ref,
  endsAt: at,
  reason: z.string().trim().min(20).max(2000),
})
export type NewAuditCase = z.infer<typeof NewAuditCase>

export const AskedAuditCase = z.object({ id: z.uuid() })
export type AskedAuditCase = z.infer<typeof AskedAuditCase>

export const AuditCase = z.object({
  id: z.uuid(),
  ref: z.string(),
  auditor: z.string(),
  body: z.string(),
  state: z.enum(['waits', 'open', 'over']),
  askedBy: z.string(),
  askedAt: at,
  endsAt: at,
  confirmedBy: z.string().nullable(),
  endedAt: at.nullable(),
  /** The reader asked for it, and so cannot be the second person. */
  mine: z.boolean(),
  reason: z.string(),
})
export type AuditCase = z.infer<typeof AuditCase>
export const AuditCases = z.object({ cases: z.array(AuditCase) })
export type AuditCases = z.infer<typeof AuditCases>

/** What an auditor reads of a case that stands open to them: no identity, no special category, nothing for named readers. */
export const AuditedCase = z.object({
  ref: z.string(),
  endsAt: at,
  reason: z.string(),
  continuity: Continuity,
  items: z.array(Item),
})
export type AuditedCase = z.infer<typeof AuditedCase>

export const AuditedRef = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })
