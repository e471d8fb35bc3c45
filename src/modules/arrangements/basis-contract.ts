import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { Category, Purpose } from './draft-contract.ts'

/** The grounds of the GDPR (art. 6), and the task of a competent authority (directive 2016/680, art. 8). */
export const BasisKind = z.enum([
  'legal_obligation',
  'public_task',
  'vital_interests',
  'consent',
  'contract',
  'legitimate_interests',
  'criminal_law_task',
])
export type BasisKind = z.infer<typeof BasisKind>

/** An entry of the register while it is written: anything may still be missing. */
export const BasisContent = z.strictObject({
  kind: BasisKind,
  citation: z.string().trim().max(300),
  objective: z.string().trim().max(600),
  categories: z.array(Category).max(13),
  purposes: z.array(Purpose).max(2),
  bodies: z.array(z.int()).max(200),
  validFrom: Day.nullable(),
  validUntil: Day.nullable(),
  reviewOn: Day.nullable(),
  textLink: z
    .string()
    .trim()
    .max(500)
    .regex(/^(https?:\/\/\S+)?$/),
  description: z.string().trim().max(2000),
})
export type BasisContent = z.infer<typeof BasisContent>

export const BasisQuestion = z.object({
  id: z.int(),
  question: z.string(),
  askedBy: z.string(),
  askedOn: Day,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
})
export type BasisQuestion = z.infer<typeof BasisQuestion>

export const LegalBasis = z.object({
  id: z.int(),
  content: BasisContent,
  state: z.enum(['draft', 'active', 'withdrawn']),
  /** Active and valid today. */
  holds: z.boolean(),
  reviewedBy: z.string().nullable(),
  reviewedOn: Day.nullable(),
  questions: z.array(BasisQuestion),
  version: z.int(),
})
export type LegalBasis = z.infer<typeof LegalBasis>

export const BasisRegister = z.object({
  bases: z.array(LegalBasis),
  agencies: z.array(AgencyBrief),
})
export type BasisRegister = z.infer<typeof BasisRegister>

export const Renewal = z.strictObject({
  validUntil: Day.nullable(),
  reviewOn: Day.nullable(),
  reviewedBy: z.string().trim().max(160).default(''),
})
export const Question = z.strictObject({ question: z.string().trim().min(3).max(4000) })
