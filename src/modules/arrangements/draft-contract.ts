import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

/** What an agreement speaks about: who it is, dates and lead first, then the parts of life. */
export const Category = z.enum([
  'identity',
  'notice',
  'timeline',
  'lead',
  'accommodation',
  'work',
  'education',
  'health',
  'substance_use',
  'finance_papers',
  'family_community',
  'relations',
  'supervision',
])
export type Category = z.infer<typeof Category>

/** What a party gets of a category: told only that support is arranged, reading, or reading and writing. */
export const Right = z.enum(['none', 'told', 'sees', 'brings'])
export type Right = z.infer<typeof Right>

export const DraftParty = z.strictObject({
  agencyId: z.int(),
  rights: z.partialRecord(Category, Right),
})
export type DraftParty = z.infer<typeof DraftParty>

/** An agreement while it is written: anything may still be missing. */
export const DraftContent = z.strictObject({
  reference: z.string().trim().max(60),
  title: z.string().trim().max(160),
  /** Where the signed paper is: decision, file number. */
  document: z.string().trim().max(300),
  validFrom: Day.nullable(),
  validUntil: Day.nullable(),
  includesRemand: z.boolean(),
  /** The agency whose desk leads when nobody else does. */
  fallbackAgencyId: z.int().nullable(),
  /** The legal basis, as the document names it. */
  basis: z.string().trim().max(300),
  parties: z.array(DraftParty).max(60),
})
export type DraftContent = z.infer<typeof DraftContent>

export const AgreementDraft = z.object({
  id: z.int(),
  content: DraftContent,
  changedAt: z.iso.datetime({ offset: true }),
  changedBy: z.string(),
  /** The agreement that was made of it; then it changes no more. */
  agreementId: z.int().nullable(),
  version: z.int(),
})
export type AgreementDraft = z.infer<typeof AgreementDraft>

export const AgreementParty = z.object({
  agency: AgencyBrief,
  signedOn: Day.nullable(),
  signedBy: z.string().nullable(),
  leftOn: Day.nullable(),
})
export type AgreementParty = z.infer<typeof AgreementParty>

/** A settled agreement with its signatures, whether or not it is in force today. */
export const Agreement = z.object({
  id: z.int(),
  reference: z.string(),
  title: z.string(),
  document: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
  state: z.enum(['not_yet', 'in_force', 'over']),
  fallback: AgencyBrief,
  parties: z.array(AgreementParty),
})
export type Agreement = z.infer<typeof Agreement>

export const AgreementBook = z.object({
  agreements: z.array(Agreement),
  drafts: z.array(AgreementDraft),
})
export type AgreementBook = z.infer<typeof AgreementBook>

export const Signature = z.strictObject({
  agencyId: z.int(),
  signedBy: z.string().trim().min(3).max(160),
  signedOn: Day,
})
export type Signature = z.infer<typeof Signature>

export const ByAgreement = z.strictObject({ id: z.coerce.number().int() })
