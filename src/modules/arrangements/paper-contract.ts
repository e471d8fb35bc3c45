import { z } from 'zod'
import { AgencyKind, Day } from '../admin/contract.ts'
import { BasisKind } from './basis-contract.ts'
import { Category, ContactPoint, Duty, RetentionClass, Right } from './draft-contract.ts'

/** A party of the agreement as the papers name it. */
export const PaperParty = z.object({
  name: z.string(),
  kind: AgencyKind,
  /** How the agency is reached; null where nothing was entered. */
  contact: z.string().nullable(),
  /** Null where the agreement does not come from a draft of the desk. */
  rights: z.partialRecord(Category, Right).nullable(),
  /** What the register of legal bases names for this party today. */
  bases: z.array(z.object({ kind: BasisKind, citation: z.string() })),
})
export type PaperParty = z.infer<typeof PaperParty>

/** Everything that was entered and that the two papers are filled from. What is null is missing. */
export const PaperFacts = z.object({
  authority: z.string(),
  country: z.string(),
  /** What the papers follow: the newest draft, else the newest agreement, else nothing. */
  source: z.enum(['draft', 'agreement', 'none']),
  sourceId: z.int().nullable(),
  title: z.string().nullable(),
  reference: z.string().nullable(),
  basis: z.string().nullable(),
  validFrom: Day.nullable(),
  validUntil: Day.nullable(),
  includesRemand: z.boolean(),
  fallback: z.string().nullable(),
  /** The day on which the parties look at it again. */
  reviewOn: Day.nullable(),
  /** Who answers for which duty, by name; empty: each party for what it brought. */
  duties: z.partialRecord(Duty, z.string()),
  /** Whom a person asks. */
  contact: ContactPoint.nullable(),
  parties: z.array(PaperParty),
  categories: z.array(Category),
  /** How long what is kept, as the register says. */
  retention: z.array(RetentionClass),
  /** Places at the table that nobody has taken. */
  emptySeats: z.array(z.string()),
  /** Who advises on data protection, as the partner map names them. */
  privacy: z.string().nullable(),
})
export type PaperFacts = z.infer<typeof PaperFacts>

export const ByPaper = z.strictObject({ paper: z.enum(['agreement', 'impact']) })
export type Paper = z.infer<typeof ByPaper>['paper']

export const PaperQuery = z.strictObject({ format: z.enum(['docx', 'odt']) })
