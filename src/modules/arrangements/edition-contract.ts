import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import {
  Agreement,
  Category,
  ContactPoint,
  Duty,
  Purpose,
  RetentionClass,
  Right,
} from './draft-contract.ts'

/** One cell of the matrix: what a party gets of a category for a purpose, and on which basis. */
export const Cell = z.object({
  agencyId: z.int(),
  purpose: Purpose,
  category: Category,
  right: Right,
  secrecy: z.boolean(),
  releaseGround: z.string().nullable(),
  basisId: z.int().nullable(),
})
export type Cell = z.infer<typeof Cell>

export const AgreementOpinion = z.object({
  id: z.int(),
  stance: z.enum(['in_favour', 'reservations', 'against']),
  opinion: z.string(),
  givenBy: z.string(),
  givenOn: Day,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
})
export type AgreementOpinion = z.infer<typeof AgreementOpinion>

/** One edition, whole: everything that was agreed, as it was signed. */
export const EditionText = z.object({
  agreement: Agreement,
  reviewOn: Day.nullable(),
  /** After so many months an item is looked at again where its retention class names nothing. */
  reviewMonths: z.int(),
  includesRemand: z.boolean(),
  fixed: z.boolean(),
  cells: z.array(Cell),
  bases: z.array(
    z.object({ id: z.int(), citation: z.string(), state: z.string(), validUntil: Day.nullable() }),
  ),
  duties: z.partialRecord(Duty, z.int()),
  retention: z.array(RetentionClass),
  contacts: z.array(ContactPoint.extend({ since: Day })),
  opinions: z.array(AgreementOpinion),
  papers: z.array(z.int()),
  editions: z.array(
    z.object({ id: z.int(), edition: z.int(), state: Agreement.shape.state, validFrom: Day }),
  ),
  /** Where the essence of it stands for everybody, or will stand. */
  publicPage: z.string(),
  /** The draft of the next edition, if one is being written. */
  nextDraft: z.int().nullable(),
})
export type EditionText = z.infer<typeof EditionText>

/** What differs between two editions, one entry for one thing; the screen puts it into words. */
export const Difference = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('party'), agencyId: z.int(), added: z.boolean() }),
  z.object({
    kind: z.literal('cell'),
    agencyId: z.int(),
    purpose: Purpose,
    category: Category,
    from: Right,
    to: Right,
  }),
  z.object({
    kind: z.literal('secrecy'),
    agencyId: z.int(),
    purpose: Purpose,
    category: Category,
    now: z.boolean(),
    ground: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('basis'),
    agencyId: z.int(),
    purpose: Purpose,
    category: Category,
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('duty'),
    duty: Duty,
    from: z.int().nullable(),
    to: z.int().nullable(),
  }),
  z.object({
    kind: z.literal('retention'),
    purpose: Purpose,
    category: Category,
    from: RetentionClass.nullable(),
    to: RetentionClass.nullable(),
  }),
  z.object({
    kind: z.literal('fact'),
    fact: z.enum([
      'title',
      'reference',
      'document',
      'validFrom',
      'validUntil',
      'transitionUntil',
      'reviewOn',
      'reviewMonths',
      'includesRemand',
      'fallback',
    ]),
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
])
export type Difference = z.infer<typeof Difference>

export const Comparison = z.object({
  former: z.object({ id: z.int(), edition: z.int(), title: z.string() }),
  latter: z.object({ id: z.int().nullable(), edition: z.int(), title: z.string() }),
  agencies: z.array(AgencyBrief),
  differences: z.array(Difference),
})
export type Comparison = z.infer<typeof Comparison>

export const CompareQuery = z.strictObject({ with: z.coerce.number().int() })

export const Departure = z.strictObject({
  agencyId: z.int(),
  /** First day on which the agency is no longer bound. */
  leftOn: Day,
  /** The whole agreement, or this edition alone. */
  whole: z.boolean(),
})
export type Departure = z.infer<typeof Departure>

export const Opinion = z.strictObject({
  stance: z.enum(['in_favour', 'reservations', 'against']),
  opinion: z.string().trim().min(3).max(4000),
})
export const Reply = z.strictObject({ answer: z.string().trim().min(3).max(4000) })
export const ByParty = z.strictObject({
  id: z.coerce.number().int(),
  agencyId: z.coerce.number().int(),
})
/** Scans of signatures: what phones and copiers make. */
export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const
export const largestScan = 6 * 1024 * 1024

/** What ends within sixty days, for whoever looks after it; a transition with those who have not signed yet. */
export const Ending = z.object({
  what: z.enum(['agreement', 'basis', 'transition']),
  id: z.int(),
  title: z.string(),
  endsOn: Day,
  days: z.int(),
  names: z.array(z.string()),
})
export type Ending = z.infer<typeof Ending>
/** An agency that is bound by nothing any more and still sits at tables that the reader coordinates. */
export const Departed = z.object({
  agency: AgencyBrief,
  leftOn: Day,
  cases: z.int(),
  refs: z.array(z.string()),
})
export type Departed = z.infer<typeof Departed>
export const Endings = z.object({ endings: z.array(Ending), departed: z.array(Departed) })
