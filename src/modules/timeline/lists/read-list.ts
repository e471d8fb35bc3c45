import { askArea } from './area.ts'
import { findFieldFault } from './checks.ts'
import { defaultYears } from './dates.ts'
import { decodeText } from './encodings.ts'
import { headerFingerprint, type ListMapping, mappedColumns } from './mapping.ts'
import { marksOfFault, marksOfPerson } from './marks.ts'
import { fold, tidy } from './plain-text.ts'
import {
  type Fault,
  prepareRowReader,
  type RowReader,
  type RowWarning,
  readRow,
} from './read-row.ts'
import {
  isGoodRow,
  type ListedPerson,
  type ListReading,
  type ListRow,
  type ReadingRules,
} from './reading.ts'
import { maxBytes } from './recognise.ts'
import { type ListRecord, readRecords } from './records.ts'
import { ListRefusal } from './refusal.ts'
import { markSameNumbers } from './same-number.ts'
import type { ListShape } from './shape.ts'

export const maxRows = 200_000
const usualFieldLength = 200

interface Entry {
  line: number
  record: number
  person?: ListedPerson
  warnings: RowWarning[]
  fault?: Fault
  number: string | null
  /** Fields may have moved, so the number may be another column's text. */
  isShifted: boolean
  isTrailer: boolean
  /** Only of a row whose number is missing, for its blind mark. */
  fields?: readonly string[]
}

/**
 * Reads a prison list: who of the city is on it, and which rows cannot be trusted and why.
 *
 * Only mapped columns are read. A row of another municipality leaves nothing but its line number,
 * and a bad row nothing but its line, its number and the name of the column.
 */
export function readList(
  bytes: Uint8Array,
  shape: ListShape,
  mapping: ListMapping,
  rules: ReadingRules,
): ListReading {
  if (bytes.length > maxBytes) throw new ListRefusal('list_too_large', { limit: maxBytes })
  const reader = prepareRowReader(
    usableMapping(shape, mapping),
    rules.years ?? defaultYears,
    rules.maxFieldLength ?? usualFieldLength,
  )
  const entries = readEntries(bytes, shape, reader)
  const trailerLines = takeTrailers(entries)
  if (entries.length === 0) throw new ListRefusal('list_without_rows')

  const numberForms = new Set(
    entries.filter((entry) => !entry.isShifted).map(({ number }) => formOf(number)),
  )
  for (const entry of entries) {
    if (entry.isShifted && !numberForms.has(formOf(entry.number))) entry.number = null
  }
  markSameNumbers(entries, reader.mapping.number)
  const areaOf = askArea(rules.city, rules.noFixedAddress)
  const rows = entries.map((entry) =>
    marked(toRow(entry, shape, areaOf), entry, reader, rules.mark),
  )
  const warnings = rows.flatMap((row, index) => warningsOf(row, entries[index], shape))
  return { ...countRows(rows), rows, warnings, trailerLines }
}

function usableMapping(shape: ListShape, mapping: ListMapping): RowReader['mapping'] {
  const { number } = mapping
  if (mapping.header !== headerFingerprint(shape)) {
    throw new ListRefusal('list_mapping_other_header')
  }
  const hasName = mapping.family.length + mapping.given.length > 0
  const isInside = mappedColumns(mapping).every((column) => column < shape.columns.length)
  if (number === null || !hasName || !isInside) throw new ListRefusal('list_mapping_incomplete')
  return { ...mapping, number }
}

function readEntries(bytes: Uint8Array, shape: ListShape, reader: RowReader): Entry[] {
  const { separator, newline, headerLines, columns } = shape
  const text = decodeText(bytes, shape.encoding.name)
  const entries: Entry[] = []
  let headersLeft: number = headerLines
  for (const raw of readRecords(text, { separator, newline, width: columns.length })) {
    if (headersLeft > 0) {
      headersLeft -= 1
      continue
    }
    if (raw.brokenAt === undefined && raw.fields.every((field) => field.trim() === '')) continue
    if (entries.length === maxRows) throw new ListRefusal('list_too_many_rows', { limit: maxRows })
    entries.push(readEntry(raw, entries.length + 1, columns.length, reader))
  }
  return entries
}

function readEntry(raw: ListRecord, record: number, width: number, reader: RowReader): Entry {
  const { line, fields, brokenAt } = raw
  const number = readableNumber(fields[reader.mapping.number], reader)
  const entry = { line, record, number, warnings: [], isShifted: false, isTrailer: false }
  if (brokenAt !== undefined) {
    return { ...entry, fault: { code: 'quote_unmatched', column: brokenAt }, isShifted: true }
  }
  if (raw.overflows || fields.length !== width) {
    const fault: Fault = { code: 'column_count', column: null }
    return { ...entry, fault, isShifted: true, isTrailer: isTrailer(fields) }
  }
  const outcome = readRow(fields, reader)
  if ('fault' in outcome) {
    const kept = outcome.fault.code === 'number_missing' ? { fields } : {}
    return { ...entry, ...kept, fault: outcome.fault, isTrailer: isTrailer(fields) }
  }
  return { ...entry, person: outcome.person, warnings: outcome.warnings }
}

function readableNumber(field: string | undefined, reader: RowReader): string | null {
  if (field === undefined || findFieldFault(field, Math.min(reader.maxFieldLength, 64), false)) {
    return null
  }
  return tidy(field) || null
}

/** `S/118938` and `S/104329` have one form; a text from another column hardly ever shares it. */
function formOf(number: string | null): string | null {
  return number?.replace(/\p{N}/gu, '9').replace(/\p{L}/gu, 'A') ?? null
}

const closingWords =
  /^(total|totaal|totale|summe|gesamt|insgesamt|anzahl|suma|somme|sum|fin|end|ende|einde|fine|aantal|nombre|numero|records|rows|registros|regels|zeilen|lignes|eof)\b/

function isTrailer(fields: readonly string[]): boolean {
  const filled = fields.filter((field) => field.trim() !== '')
  return filled.length <= 2 && closingWords.test(fold((filled[0] ?? '').slice(0, 80)))
}

function takeTrailers(entries: Entry[]): number[] {
  const lines: number[] = []
  while (entries.at(-1)?.isTrailer) lines.unshift(entries.pop()?.line ?? 0)
  return lines
}

function toRow(
  { line, record, person, fault, number }: Entry,
  shape: ListShape,
  areaOf: ReturnType<typeof askArea>,
): ListRow {
  if (fault || !person) {
    const { code, column, otherLine } = fault ?? { code: 'column_count' as const, column: null }
    const name = nameOf(shape, column)
    const row = { line, record, status: 'bad' as const, number, code, column: name }
    return otherLine === undefined ? row : { ...row, otherLine }
  }
  const area = areaOf(person.residence ?? '')
  if (area === 'out') return { line, record, status: 'out_of_area' }
  return { line, record, status: area === 'in' ? 'importable' : 'area_unknown', ...person }
}

function marked(
  row: ListRow,
  { person, fields, number }: Entry,
  reader: RowReader,
  mark: ReadingRules['mark'],
): ListRow {
  if (!mark || isGoodRow(row)) return row
  if (row.status === 'bad') return { ...row, marks: marksOfFault(number, fields, reader, mark) }
  return person ? { ...row, marks: marksOfPerson(person, mark) } : row
}

function nameOf(shape: ListShape, column: number | null): string | null {
  return column === null ? null : (shape.columns[column]?.name ?? null)
}

function warningsOf(
  row: ListRow,
  entry: Entry | undefined,
  shape: ListShape,
): ListReading['warnings'] {
  if (!isGoodRow(row) || !entry) return []
  const { line, record, number } = row
  return entry.warnings.map(({ code, column }) => {
    return { line, record, number, code, column: nameOf(shape, column) ?? '' }
  })
}

function countRows(rows: readonly ListRow[]): Pick<ListReading, 'counts' | 'amongImportable'> {
  const counts = { rows: rows.length, importable: 0, outOfArea: 0, areaUnknown: 0, bad: 0 }
  const among = { birthMissing: 0, birthYearOnly: 0, releaseUnknown: 0, oneNameOnly: 0 }
  for (const row of rows) {
    if (row.status === 'bad') counts.bad += 1
    if (row.status === 'out_of_area') counts.outOfArea += 1
    if (row.status === 'area_unknown') counts.areaUnknown += 1
    if (row.status !== 'importable') continue
    counts.importable += 1
    if (row.birth === null) among.birthMissing += 1
    if (row.birth?.length === 4) among.birthYearOnly += 1
    if (row.release === null) among.releaseUnknown += 1
    if (row.family === '' || row.given === '') among.oneNameOnly += 1
  }
  return { counts, amongImportable: among }
}
