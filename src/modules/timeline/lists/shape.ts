import { z } from 'zod'
import { dateOrders } from './dates.ts'
import { encodingReasons, encodings } from './encodings.ts'
import { maxColumns } from './records.ts'

export const separators = [';', ',', '\t', '|'] as const
export type Separator = (typeof separators)[number]

export const ListColumn = z.strictObject({
  index: z.int().min(0).max(maxColumns),
  /** The name in the last header line: the one that reports use. */
  name: z.string().max(80),
  /** The names in all header lines, the first line first. */
  names: z.array(z.string().max(80)),
  content: z.enum(['empty', 'date', 'code', 'text']),
  dateOrder: z.enum(dateOrders).optional(),
  twoDigitYears: z.boolean().optional(),
  /** Middle year of the dates, which tells births from releases. */
  middleYear: z.int().optional(),
  /** True if no two rows, or nearly none, say the same. */
  isDistinct: z.boolean(),
  /** The words used, only for columns whose name says that they hold a kind of date or a status. */
  words: z.array(z.string().max(60)).max(20).optional(),
})
export type ListColumn = z.infer<typeof ListColumn>

const Encoded = z.strictObject({
  name: z.enum(encodings),
  byteOrderMark: z.boolean(),
  reason: z.enum(encodingReasons),
  strayBytes: z.int().min(0),
})

/** What a list is written in. A workbook has sheets, a text of fixed width has places. */
export const ListSource = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('text') }),
  z.strictObject({
    format: z.literal('xlsx'),
    sheet: z.string().max(80),
    sheets: z.array(z.string().max(80)).max(60),
  }),
  z.strictObject({
    format: z.literal('fixed'),
    /** Where each column after the first begins, counted from 0. */
    boundaries: z.array(z.int().min(1)).max(maxColumns),
    /** The line with the names of the columns: it names nobody. */
    header: z.string().max(1000),
    encoding: Encoded,
  }),
])
export type ListSource = z.infer<typeof ListSource>

/** How a person wants it opened: which sheet, or which places. */
export const ListLayout = z.strictObject({
  sheet: z.string().min(1).max(80).optional(),
  boundaries: z.array(z.int().min(1).max(4000)).min(1).max(maxColumns).optional(),
})
export type ListLayout = z.infer<typeof ListLayout>

/**
 * How a file is written: everything we found out about it, with reasons, to be shown to a person.
 *
 * Holds names of columns and facts about them, never what stands in a row.
 */
export const ListShape = z.strictObject({
  encoding: Encoded,
  /** Left out for plain text. */
  source: ListSource.optional(),
  newline: z.enum(['crlf', 'lf', 'cr']),
  separator: z.enum(separators),
  /** Records of the sample that have as many fields as the header, of all in the sample. */
  separatorFits: z.strictObject({ records: z.int(), of: z.int() }),
  quote: z.enum(['"']).nullable(),
  headerLines: z.union([z.literal(1), z.literal(2)]),
  columns: z.array(ListColumn).min(1).max(maxColumns),
  decimal: z.enum(['comma', 'point']).nullable(),
  /** Words for "not known yet" found in columns of dates, as written. */
  unknownDateWords: z.array(z.string()),
})
export type ListShape = z.infer<typeof ListShape>
