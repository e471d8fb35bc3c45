import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { PersonBrief } from '../timeline/contract.ts'
import { Basic, BasicState, Moment } from './contract.ts'
import { BasicContact } from './duty-contract.ts'

/** What stands in a box: yes, no, or not wanted by the person. */
export const Answer = z.enum(['yes', 'no', 'not_wanted'])
export type Answer = z.infer<typeof Answer>

/** Somebody who may stand on a wing list. */
export const WingPerson = z.object({
  /** Id of the case or of the notice. */
  id: z.uuid(),
  kind: z.enum(['case', 'notice']),
  /** Null while there is only a notice. */
  ref: z.string().nullable(),
  person: PersonBrief,
  number: z.string().nullable(),
  releaseOn: Day,
})
export type WingPerson = z.infer<typeof WingPerson>

export const WingPersons = z.object({ persons: z.array(WingPerson) })
export type WingPersons = z.infer<typeof WingPersons>

export const WingQuery = z.strictObject({
  prison: z.coerce.number().int(),
  weeks: z.coerce.number().int().min(1).max(26).default(4),
})
export type WingQuery = z.infer<typeof WingQuery>

/** A sheet to print: a wing list, the sheet of one case, or an empty one. */
export const NewSheet = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('wing'),
    prisonId: z.int(),
    weeks: z.int().min(1).max(26),
    persons: z
      .array(z.strictObject({ id: z.uuid(), kind: z.enum(['case', 'notice']) }))
      .min(1)
      .max(200),
  }),
  z.strictObject({ kind: z.literal('released'), ref: z.string().max(20) }),
  z.strictObject({ kind: z.literal('empty'), copies: z.int().min(1).max(20).default(1) }),
])
export type NewSheet = z.infer<typeof NewSheet>

export const SheetRow = z.object({
  id: z.uuid(),
  kind: z.enum(['wing', 'released', 'empty']),
  prison: AgencyBrief.nullable(),
  weeks: z.int().nullable(),
  printedAt: Moment,
  printedBy: z.string(),
  expiresOn: Day,
  lines: z.int(),
  typedBack: z.int(),
})
export type SheetRow = z.infer<typeof SheetRow>

export const Sheets = z.object({ sheets: z.array(SheetRow) })
export type Sheets = z.infer<typeof Sheets>

/** What was typed back into one box, as far as the reader may know it. */
export const Cell = z.object({ basic: Basic, state: BasicState, at: Moment })
export type Cell = z.infer<typeof Cell>

export const PaperLine = z.object({
  code: z.string(),
  sheet: z.uuid(),
  kind: z.enum(['wing', 'released', 'empty']),
  /** Null on an empty sheet until somebody says to which case it belongs. */
  subject: z.enum(['case', 'notice']).nullable(),
  ref: z.string().nullable(),
  person: PersonBrief,
  number: z.string().nullable(),
  releaseOn: Day.nullable(),
  expiresOn: Day,
  typedAt: Moment.nullable(),
  cells: z.array(Cell),
})
export type PaperLine = z.infer<typeof PaperLine>

export const Sheet = SheetRow.extend({
  people: z.array(PaperLine),
  contacts: z.array(BasicContact),
  duty: z.array(
    z.object({ name: z.string(), member: z.string().nullable(), phone: z.string().nullable() }),
  ),
})
export type Sheet = z.infer<typeof Sheet>

/** One line typed back. A box that is left out stays as it was. */
export const TypeBack = z.strictObject({
  /** The case of a line of an empty sheet. */
  ref: z.string().max(20).optional(),
  answers: z.partialRecord(Basic, Answer),
  /** Who says so; on a wing list the prison, if nobody is named. */
  saidBy: z.string().trim().min(2).max(120).optional(),
  /** The person's own words. */
  words: z.string().trim().min(1).max(1000).optional(),
})
export type TypeBack = z.infer<typeof TypeBack>
