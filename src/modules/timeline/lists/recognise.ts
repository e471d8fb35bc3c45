import { describeColumns, looksLikeDecimal } from './column-evidence.ts'
import { decodeText, hasByteOrderMark, recogniseEncoding } from './encodings.ts'
import { targetOfHeader } from './header-targets.ts'
import { tidy } from './plain-text.ts'
import { type Layout, type ListRecord, maxColumns, readRecords } from './records.ts'
import { ListRefusal } from './refusal.ts'
import { type ListShape, type Separator, separators } from './shape.ts'

export const maxBytes = 32 * 1024 * 1024
const sampleRecords = 3000
const separatorSample = 60
// Enough for any header; a hostile line of many megabytes is not gone through for each separator.
const headCharacters = 1_048_576

/**
 * Finds out how a prison list is written, before anyone decides what is read from it.
 *
 * Refuses what is no list. Looks into every column to tell dates from names, but returns no text of
 * a row except words of a fixed vocabulary and the words of a column of kinds or statuses.
 */
export function recognise(bytes: Uint8Array): ListShape {
  refuseOtherFiles(bytes)
  const encoding = recogniseEncoding(bytes)
  const text = decodeText(bytes, encoding.name)
  const newline = recogniseNewline(text)
  const head = text.slice(0, headCharacters)
  const { separator, fits } = recogniseSeparator(head, newline)

  const width = firstRecord(head, { separator, newline }).fields.length
  const records = takeRecords(text, { separator, newline, width }, sampleRecords)
  const sample = records.filter((record) => record.fields.length === width)
  const headerLines = countHeaderLines(sample.map((record) => record.fields))
  const header = sample.slice(0, headerLines).map((record) => record.fields)
  const rows = sample.slice(headerLines).map((record) => record.fields)
  const { columns, unknownDateWords } = describeColumns(header, rows)

  return {
    encoding,
    newline,
    separator,
    separatorFits: fits,
    quote: text.includes('"') ? '"' : null,
    headerLines,
    columns,
    decimal: recogniseDecimal(rows, width),
    unknownDateWords,
  }
}

/** The words used in one column, for a person who says that this column holds kinds or statuses. */
export function listColumnWords(bytes: Uint8Array, shape: ListShape, index: number): string[] {
  const { separator, newline, columns, headerLines } = shape
  const layout = { separator, newline, width: columns.length }
  const text = decodeText(bytes, shape.encoding.name)
  const words = new Set<string>()
  for (const { fields } of takeRecords(text, layout, sampleRecords).slice(headerLines)) {
    const word = tidy(fields[index] ?? '')
    if (fields.length === columns.length && word !== '') words.add(word)
    if (words.size > 20 || word.length > 60) return []
  }
  return [...words]
}

function refuseOtherFiles(bytes: Uint8Array): void {
  if (bytes.length > maxBytes) throw new ListRefusal('list_too_large', { limit: maxBytes })
  const start = bytes.subarray(0, 65_536)
  const [first, second, third] = start
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isWide) throw new ListRefusal('list_encoding_unsupported')
  const isPacked =
    (first === 0x50 && second === 0x4b && (third ?? 0) < 0x09) || // zip, and so xlsx and ods
    (first === 0x1f && second === 0x8b) || // gzip
    (first === 0xd0 && second === 0xcf && third === 0x11) || // xls
    (first === 0x25 && second === 0x50 && third === 0x44) // pdf
  const odd = start.reduce((count, byte) => count + (isTextByte(byte) ? 0 : 1), 0)
  if (isPacked || odd > Math.max(16, start.length / 20)) throw new ListRefusal('not_a_text_list')
  const content = hasByteOrderMark(bytes) ? bytes.subarray(3) : bytes
  if (!content.some((byte) => byte > 0x20)) throw new ListRefusal('list_empty')
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}

function recogniseNewline(text: string): Layout['newline'] {
  const first = text.indexOf('\n')
  if (first < 0) return text.includes('\r') ? 'cr' : 'lf'
  return text[first - 1] === '\r' ? 'crlf' : 'lf'
}

function takeRecords(text: string, layout: Layout, limit: number): ListRecord[] {
  const taken: ListRecord[] = []
  for (const record of readRecords(text, layout)) {
    taken.push(record)
    if (taken.length === limit) break
  }
  return taken
}

function firstRecord(text: string, layout: Layout): ListRecord {
  const [first] = takeRecords(text, layout, 1)
  if (!first || first.brokenAt !== undefined) throw new ListRefusal('list_header_missing')
  if (first.overflows) throw new ListRefusal('list_too_many_columns', { limit: maxColumns })
  return first
}

interface SeparatorFinding {
  separator: Separator
  fits: { records: number; of: number }
}

/** The separator is the one that gives most rows as many fields as the first line. */
function recogniseSeparator(text: string, newline: Layout['newline']): SeparatorFinding {
  let best: (SeparatorFinding & { width: number; share: number }) | undefined
  for (const separator of separators) {
    const records = takeRecords(text, { separator, newline }, separatorSample)
    const width = records[0]?.fields.length ?? 0
    if (width < 2 || records[0]?.brokenAt !== undefined) continue
    const fitting = records.filter((record) => record.fields.length === width).length
    const share = Math.round((fitting / records.length) * 10)
    const isBetter = !best || share > best.share || (share === best.share && width > best.width)
    const fits = { records: fitting, of: records.length }
    if (isBetter) best = { separator, fits, width, share }
  }
  if (!best) throw new ListRefusal('list_without_columns')
  return { separator: best.separator, fits: best.fits }
}

/**
 * One header line, or two where a country writes each name in two languages.
 *
 * A second line is a header if it holds no digit, although nearly all rows do in the same columns.
 */
function countHeaderLines(sample: readonly string[][]): 1 | 2 {
  const [first = [], second = [], ...rest] = sample
  if (first.filter(hasDigits).length > first.length / 3) {
    throw new ListRefusal('list_header_missing')
  }
  const isName = (field: string) => tidy(field) !== '' && !hasDigits(field)
  if (second.length === 0 || !second.every(isName)) return 1
  const rows = rest.slice(0, 200)
  const digitColumns = second.filter((_, index) => {
    return rows.filter((row) => hasDigits(row[index] ?? '')).length > rows.length * 0.6
  })
  if (rows.length >= 3) return digitColumns.length >= 2 ? 2 : 1
  return second.filter((name) => targetOfHeader([name])).length >= 3 ? 2 : 1
}

function hasDigits(field: string): boolean {
  return /\d{2}/.test(field)
}

function recogniseDecimal(rows: readonly string[][], width: number): ListShape['decimal'] {
  let comma = 0
  let point = 0
  for (const row of rows) {
    for (let index = 0; index < width; index += 1) {
      const sign = looksLikeDecimal(row[index] ?? '')
      if (sign === 'comma') comma += 1
      if (sign === 'point') point += 1
    }
  }
  if (comma + point === 0) return null
  return comma >= point ? 'comma' : 'point'
}
