import type { ListTarget } from '../lists/header-words.ts'
import {
  headerFingerprint,
  type ListMapping,
  missingTargets,
  proposeMapping,
} from '../lists/mapping.ts'
import { layoutOf, openSource } from '../lists/open-source.ts'
import { readList } from '../lists/read-list.ts'
import {
  type GoodRow,
  isGoodRow,
  type ListReading,
  type Marker,
  type ReadingRules,
} from '../lists/reading.ts'
import { listColumnWords, recognise } from '../lists/recognise.ts'
import { ListRefusal } from '../lists/refusal.ts'
import type { ListLayout, ListShape } from '../lists/shape.ts'

/** What is to be said of one row; its words come where the reader's language is known. */
export interface Remark {
  line: number
  record: number
  number: string | null
  code: string
  column: string | null
  otherLine: number | null
}

/** A prison's list as far as it could be read. */
export interface GivenList {
  shape: ListShape
  mapping: ListMapping
  remembered: boolean
  missing: ListTarget[]
  words: Record<string, string[]>
  /** Undefined while no column says who a row is about. */
  reading: ListReading | undefined
  good: GoodRow[]
  /** Numbers of rows that cannot be trusted: still announced, though not taken in. */
  doubtfulNumbers: string[]
  errors: Remark[]
  warnings: Remark[]
}

/**
 * Reads a file as the person wants it, else as it was read last time, else as we propose.
 *
 * A mapping that lacks the number or the name is no error here: the columns are shown, so that a
 * person can say which they are.
 */
export async function readGivenList(
  file: Uint8Array,
  area: { city: string[]; noFixedAddress: string[] },
  wish: { mapping?: ListMapping | undefined; layout?: ListLayout | undefined },
  recall: Recall,
  mark?: Marker,
): Promise<GivenList> {
  const { mapping: wanted, layout } = wish
  const opened = await openRemembered(file, layout ?? wanted?.layout, recall)
  const { bytes, shape } = opened
  const known = wanted ? undefined : await recall.mapping(headerFingerprint(shape))
  const mapping = withLayout(wanted ?? known ?? proposeMapping(shape), shape)
  const reading = readUnlessIncomplete(bytes, shape, mapping, { ...area, ...(mark && { mark }) })
  const rows = reading?.rows ?? []
  const bad = rows.flatMap((row) => (row.status === 'bad' ? [row] : []))
  return {
    shape,
    mapping,
    remembered: known !== undefined,
    missing: missingTargets(mapping),
    words: wordsOf(bytes, shape, mapping),
    reading,
    good: rows.filter(isGoodRow),
    doubtfulNumbers: bad.flatMap((row) => row.number ?? []),
    errors: bad.map(({ line, record, number, code, column, otherLine }) => ({
      line,
      record,
      number,
      code,
      column,
      otherLine: otherLine ?? null,
    })),
    warnings: (reading?.warnings ?? []).map((warning) => ({ ...warning, otherLine: null })),
  }
}

/** What was confirmed for this prison before: how columns are read, and how files are opened. */
export interface Recall {
  mapping(fingerprint: string): Promise<ListMapping | undefined>
  /** Mappings that know how to open a file, the newest first. */
  layouts(): Promise<ListMapping[]>
}

/** Opens a file as asked, else as it was opened before for the same columns, else as we propose. */
async function openRemembered(file: Uint8Array, asked: ListLayout | undefined, recall: Recall) {
  const open = async (layout: ListLayout | undefined) => {
    const { bytes, source } = await openSource(file, layout)
    const shape = recognise(bytes)
    return { bytes, shape: source.format === 'text' ? shape : { ...shape, source } }
  }
  const first = await open(asked)
  if (asked || !first.shape.source) return first
  for (const { layout, header } of await recall.layouts()) {
    if (!layout || Object.hasOwn(layout, 'sheet') !== (first.shape.source.format === 'xlsx'))
      continue
    const again = await open(layout).catch(() => undefined)
    if (again && headerFingerprint(again.shape) === header) return again
  }
  return first
}

function withLayout({ layout: _, ...mapping }: ListMapping, shape: ListShape): ListMapping {
  const layout = layoutOf(shape)
  return layout ? { ...mapping, layout } : mapping
}

function readUnlessIncomplete(
  bytes: Uint8Array,
  shape: ListShape,
  mapping: ListMapping,
  rules: ReadingRules,
): ListReading | undefined {
  try {
    return readList(bytes, shape, mapping, rules)
  } catch (error) {
    if (error instanceof ListRefusal && error.code === 'list_mapping_incomplete') return undefined
    throw error
  }
}

function wordsOf(bytes: Uint8Array, shape: ListShape, mapping: ListMapping) {
  const columns = [mapping.release_kind?.column, mapping.status?.column].filter(
    (column) => column !== undefined && column < shape.columns.length,
  )
  return Object.fromEntries(
    columns.map((column) => [String(column), listColumnWords(bytes, shape, Number(column))]),
  )
}
