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

/** What work with a person may be for; which law governs it follows from it (LED-01). */
export const Purpose = z.enum(['reintegration', 'supervision'])
export type Purpose = z.infer<typeof Purpose>

/**
 * What a party gets of a category: told only that support is arranged, given by a decision of the
 * owner with a necessity of its own, reading, or reading and writing.
 */
export const Right = z.enum(['none', 'told', 'decision', 'sees', 'brings'])
export type Right = z.infer<typeof Right>

/** The eleven duties of joint controllers (GDPR art. 26, LED art. 21). */
export const Duty = z.enum([
  'inform',
  'access',
  'rectify',
  'erase',
  'restrict',
  'object',
  'breach',
  'security',
  'retention',
  'assessment',
  'training',
])
export type Duty = z.infer<typeof Duty>

/** For how long what is kept, from when, and what becomes of it then. */
export const RetentionClass = z.strictObject({
  purpose: Purpose,
  category: Category,
  months: z.int().min(0).max(360),
  from: z.enum(['written', 'case_closed', 'measure_ended']),
  outcome: z.enum(['erase', 'restrict']),
  /** After so many months somebody looks again; null: as the edition says for all. */
  review: z.int().min(1).max(36).nullable().default(null),
})
export type RetentionClass = z.infer<typeof RetentionClass>

/** Whom a person asks, and to whom one may complain. */
export const ContactPoint = z.strictObject({
  name: z.string().trim().max(160),
  address: z.string().trim().max(300).default(''),
  phone: z.string().trim().max(60).default(''),
  email: z.string().trim().max(160).default(''),
  complaints: z.string().trim().max(300).default(''),
})
export type ContactPoint = z.infer<typeof ContactPoint>

const isMail = (value: string) => value === '' || z.email().safeParse(value).success

/** A contact that is made public at once: a mail that nobody can write to is refused. */
export const ContactChange = ContactPoint.extend({
  email: ContactPoint.shape.email.refine(isMail, { error: 'contact_mail_wrong' }),
})

export const DraftParty = z.strictObject({
  agencyId: z.int(),
  /** For reintegration. */
  rights: z.partialRecord(Category, Right),
  /** For the execution of measures: competent authorities alone can stand on a law for it. */
  supervision: z.partialRecord(Category, Right).default({}),
  /** Categories that it holds under professional secrecy, each with the ground of release. */
  secrecy: z.partialRecord(Category, z.string().trim().max(300)).default({}),
  /** "reintegration.work": the basis chosen for that cell; without one the register finds it. */
  bases: z.record(z.string().max(60), z.int()).default({}),
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
  /** What the parties want to reach together. */
  objective: z.string().trim().max(600).default(''),
  /** The edition that it follows, and until when those who signed that one keep its rights. */
  supersedesId: z.int().nullable().default(null),
  transitionUntil: Day.nullable().default(null),
  reviewOn: Day.nullable().default(null),
  /** Which agency answers for which duty; 0: each party for what it brought. */
  duties: z.partialRecord(Duty, z.int()).default({}),
  /** After so many months an item is looked at again, where its retention class names nothing. */
  reviewMonths: z.int().min(1).max(36).default(6),
  retention: z.array(RetentionClass).max(60).default([]),
  contact: ContactPoint.default({ name: '', address: '', phone: '', email: '', complaints: '' }),
  /** The country whose starting text it was begun from. */
  template: z.string().max(8).nullable().default(null),
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
  /** Signed here by a member, or on paper. */
  how: z.enum(['here', 'paper']).nullable(),
  leftOn: Day.nullable(),
})
export type AgreementParty = z.infer<typeof AgreementParty>

/** A settled agreement with its signatures, whether or not it is in force today. */
export const Agreement = z.object({
  id: z.int(),
  /** All editions of one agreement have the same number here: that of the first. */
  lineageId: z.int(),
  edition: z.int(),
  /** In force for my agency today. */
  mine: z.boolean(),
  transitionUntil: Day.nullable(),
  reference: z.string(),
  title: z.string(),
  document: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
  /** `begun`: two parties keep it; `waits`: fewer have signed; `followed`: a later edition took over. */
  state: z.enum(['not_yet', 'waits', 'in_force', 'followed', 'over']),
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
