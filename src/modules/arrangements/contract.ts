import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

/** One cell of what may be shared: purpose, category, on which legal basis. */
export const Clause = z.object({
  id: z.int(),
  /** How the document names it, "4.3". */
  label: z.string(),
  purpose: z.string(),
  category: z.string(),
  basis: z.string(),
  mayContribute: z.boolean(),
})
export type Clause = z.infer<typeof Clause>

export const ArrangementParty = z.object({
  agency: AgencyBrief,
  /** `earlier`: has the rights of the edition before while the transition lasts, until `keepsUntil`. */
  state: z.enum(['signed', 'earlier', 'not_signed', 'left']),
  signedOn: Day.nullable(),
  keepsUntil: Day.nullable(),
})
export type ArrangementParty = z.infer<typeof ArrangementParty>

/** A signed agreement that is in force, as far as it binds the reader's agency. */
export const Arrangement = z.object({
  id: z.int(),
  reference: z.string(),
  title: z.string(),
  document: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
  includesRemand: z.boolean(),
  /** The desk that leads when a prison's lead ends and nobody accepted. */
  fallback: z.object({ desk: z.string(), agency: AgencyBrief }),
  parties: z.array(ArrangementParty),
  /** The clauses that my agency may use for this purpose today. */
  clauses: z.array(Clause),
})
export type Arrangement = z.infer<typeof Arrangement>

export const ArrangementList = z.object({
  arrangements: z.array(Arrangement),
  /** Whether any edition in force binds the reader's agency; else nothing is shared with it. */
  bound: z.boolean(),
})
export type ArrangementList = z.infer<typeof ArrangementList>
