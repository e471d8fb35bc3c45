import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { ReleaseDate } from './contract.ts'
import { DeliveryDifference } from './delivery-contract.ts'
import { listTargets } from './lists/header-words.ts'
import { ListMapping } from './lists/mapping.ts'
import { ListLayout, ListShape } from './lists/shape.ts'
import { Notice, NoticeDetail } from './notice-contract.ts'

/** A request may carry so much; as base64 that is a file of some 22 MB. */
export const largestImport = 30 * 1024 * 1024

/** A prison's list, to be looked at before anything is taken in. The name of the file stays away. */
export const NewImport = z.strictObject({
  agencyId: z.int(),
  /** The bytes of the file in base64. */
  content: z.string().min(1).max(largestImport),
  /** How the columns are to be read; left out: as remembered for this prison, else as proposed. */
  mapping: ListMapping.optional(),
  /** Which sheet of a workbook, or where columns of fixed width begin; a mapping brings its own. */
  layout: ListLayout.optional(),
  /** The day that the list says; left out: today. */
  deliveredOn: Day.optional(),
})
export type NewImport = z.infer<typeof NewImport>

export const ImportCounts = z.object({
  rows: z.int(),
  importable: z.int(),
  outOfArea: z.int(),
  areaUnknown: z.int(),
  bad: z.int(),
  /** Held before a final judgment, and the arrangement does not cover that: not taken in. */
  remandNotCovered: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** A known number with another person: nothing is overwritten, somebody decides. */
  held: z.int(),
  /** Announced before and no longer on the list; erased after seven days. */
  gone: z.int(),
  /** A case is open and the list says another date. */
  otherDates: z.int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** Something about one row, in words; of the row itself only what helps to find it. */
export const ImportRemark = z.object({
  line: z.int(),
  record: z.int(),
  number: z.string().nullable(),
  code: z.string(),
  column: z.string().nullable(),
  otherLine: z.int().nullable(),
  sentence: z.string(),
})
export type ImportRemark = z.infer<typeof ImportRemark>

export const ImportPreview = z.object({
  /** Null where nothing was staged: no arrangement is in force, or a column is missing. */
  id: z.uuid().nullable(),
  version: z.int().nullable(),
  status: z.enum(['previewed', 'practice', 'incomplete']),
  /** Whether an arrangement with this prison is in force, so that the list may be taken in. */
  live: z.boolean(),
  prison: AgencyBrief,
  shape: ListShape,
  /** The words in the columns of kinds and statuses, by the index of the column. */
  words: z.record(z.string(), z.array(z.string())),
  mapping: ListMapping,
  mappingRemembered: z.boolean(),
  /** Fields without a column. */
  missing: z.array(z.enum(listTargets)),
  counts: ImportCounts,
  /** What it changes, person by person; null where nothing may be compared. */
  difference: DeliveryDifference.nullable(),
  errors: z.array(ImportRemark),
  warnings: z.array(ImportRemark),
  /** Closing lines below the rows, left out. */
  trailers: z.int(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportApplied = z.object({
  id: z.uuid(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  held: z.int(),
  gone: z.int(),
  /** Cases of mine for which this list says another release date; moving it is a decision of its own. */
  otherDates: z.array(
    z.object({ ref: z.string(), announced: ReleaseDate, inCase: Day.nullable() }),
  ),
})
export type ImportApplied = z.infer<typeof ImportApplied>

export const ImportRow = z.object({
  id: z.uuid(),
  prison: AgencyBrief,
  status: z.enum(['previewed', 'applied', 'discarded', 'undone']),
  deliveredOn: Day.nullable(),
  /** Until when it can be undone; null: not any more. */
  undoUntil: Day.nullable(),
  undoneBy: z.string().nullable(),
  undoneAt: z.iso.datetime().nullable(),
  counts: ImportCounts.partial(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  appliedBy: z.string().nullable(),
  appliedAt: z.iso.datetime().nullable(),
  version: z.int(),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportList = z.object({
  /** Prisons whose list I might bring; `live`: an arrangement in force covers it. */
  prisons: z.array(AgencyBrief.extend({ live: z.boolean() })),
  imports: z.array(ImportRow),
})
export type ImportList = z.infer<typeof ImportList>

/** A notice in the list, with the day on which it left the prison's list. */
export const NoticeRow = Notice.extend({ vanishedOn: Day.nullable() })
export type NoticeRow = z.infer<typeof NoticeRow>

export const NoticeList = z.object({
  notices: z.array(NoticeRow),
  nextCursor: z.string().nullable(),
})
export type NoticeList = z.infer<typeof NoticeList>

/** One notice whole; `newer` is what a later list says under the same number, until somebody decides. */
export const NoticeFile = NoticeDetail.extend({
  vanishedOn: Day.nullable(),
  newer: z
    .object({
      person: Notice.shape.person,
      release: ReleaseDate,
      residence: Notice.shape.residence,
      receivedOn: Day,
    })
    .nullable(),
})
export type NoticeFile = z.infer<typeof NoticeFile>

/** Under one number a list says another name: the same person respelled, or somebody else. */
export const DecideHeld = z.strictObject({ person: z.enum(['same', 'other']) })
export type DecideHeld = z.infer<typeof DecideHeld>

/** The announced person is the one of an open case: the case gets this prison's number too (PI1). */
export const LinkNotice = z.strictObject({ samePersonAs: z.uuid() })
export type LinkNotice = z.infer<typeof LinkNotice>

export const CaseOpened = z.object({ id: z.uuid(), ref: z.string() })
export type CaseOpened = z.infer<typeof CaseOpened>
