import { findFieldFault, hasLoneQuote, isFormula, type RowCode } from './checks.ts'
import { type ReadDate, readBirth, readRelease, saysUnknown, type YearRules } from './dates.ts'
import { looksDoublyEncoded } from './encodings.ts'
import { releaseKindOf } from './header-targets.ts'
import type { ReleaseKind } from './header-words.ts'
import { type ListMapping, mappedColumns } from './mapping.ts'
import { fold, tidy } from './plain-text.ts'
import type { ListedPerson, ListWarning } from './reading.ts'

export interface Fault {
  code: RowCode
  column: number | null
  otherLine?: number
}

export interface RowReader {
  mapping: ListMapping & { number: number }
  years: YearRules
  maxFieldLength: number
  columns: number[]
  names: number[]
  mayHaveLines: Set<number>
  isUnknownDate: (text: string) => boolean
  kindOf: (text: string) => ReleaseKind | undefined
  isRemand: (text: string) => boolean
}

/** Prepares everything about a mapping that does not change from row to row. */
export function prepareRowReader(
  mapping: ListMapping & { number: number },
  years: YearRules,
  maxFieldLength: number,
): RowReader {
  const unknown = new Set(mapping.unknown_date_words.map(fold))
  const kinds = new Map(
    Object.entries(mapping.release_kind?.values ?? {}).map(([word, kind]) => [fold(word), kind]),
  )
  const remand = new Set((mapping.status?.remand ?? []).map(fold))
  const { establishment, residence } = mapping
  return {
    mapping,
    years,
    maxFieldLength,
    columns: mappedColumns(mapping),
    names: [...mapping.family, ...mapping.given],
    mayHaveLines: new Set([establishment, residence].filter((column) => column !== null)),
    isUnknownDate: (text) => saysUnknown(text) || unknown.has(fold(text)),
    kindOf: (text) => kinds.get(fold(text)) ?? releaseKindOf(text),
    isRemand: (text) => remand.has(fold(text)),
  }
}

export type RowOutcome =
  | { person: ListedPerson; warnings: Pick<RowWarning, 'code' | 'column'>[] }
  | { fault: Fault }

export interface RowWarning {
  code: ListWarning['code']
  column: number
}

/** Reads the mapped fields of one row; the first thing that is wrong with it ends the reading. */
export function readRow(fields: readonly string[], reader: RowReader): RowOutcome {
  const { mapping } = reader
  const fault = findFault(fields, reader)
  if (fault) return { fault }

  const birth = readBirthField(fields, reader)
  if ('fault' in birth) return birth
  const release = readReleaseFields(fields, reader)
  if ('fault' in release) return release
  const early = release.all.find(({ value }) => isBeforeBirth(value, birth.value))
  if (early) return { fault: { code: 'release_before_birth', column: early.column } }

  const optional = (column: number | null) => {
    return column === null ? null : tidy(fields[column] ?? '') || null
  }
  const status = optional(mapping.status?.column ?? null)
  const person: ListedPerson = {
    number: tidy(fields[mapping.number] ?? ''),
    family: joinFields(fields, mapping.family),
    given: joinFields(fields, mapping.given),
    birth: birth.value,
    release: release.value,
    releaseKind: release.kind,
    releases: release.byKind,
    establishment: optional(mapping.establishment),
    residence: optional(mapping.residence),
    postcode: optional(mapping.postcode),
    remand: status === null ? null : reader.isRemand(status),
    language: optional(mapping.language),
  }
  return { person, warnings: [...release.warnings, ...warnOfNames(fields, reader)] }
}

/** Name and birth of a row whose only fault is that the number is missing. */
export function whoIs(
  fields: readonly string[],
  reader: RowReader,
): Pick<ListedPerson, 'family' | 'given' | 'birth'> | null {
  if (findFault(fields, reader)?.code !== 'number_missing') return null
  const birth = readBirthField(fields, reader)
  if ('fault' in birth) return null
  const { family, given } = reader.mapping
  return {
    family: joinFields(fields, family),
    given: joinFields(fields, given),
    birth: birth.value,
  }
}

function findFault(fields: readonly string[], reader: RowReader): Fault | undefined {
  const { mapping, names } = reader
  for (const column of reader.columns) {
    const mayHaveLines = reader.mayHaveLines.has(column)
    const code = findFieldFault(fields[column] ?? '', reader.maxFieldLength, mayHaveLines)
    if (code) return { code, column }
  }
  if (tidy(fields[mapping.number] ?? '') === '') {
    return { code: 'number_missing', column: mapping.number }
  }
  if (names.every((column) => tidy(fields[column] ?? '') === '')) {
    return { code: 'name_missing', column: names[0] ?? null }
  }
  const formula = names.find((column) => isFormula(fields[column] ?? ''))
  if (formula !== undefined) return { code: 'formula_injection', column: formula }
  const quote = names.find((column) => hasLoneQuote(fields[column] ?? ''))
  if (quote !== undefined) return { code: 'quote_unmatched', column: quote }
  return undefined
}

function readBirthField(
  fields: readonly string[],
  { mapping, years, isUnknownDate }: RowReader,
): { value: string | null } | { fault: Fault } {
  if (!mapping.birth) return { value: null }
  const { column, order } = mapping.birth
  const text = tidy(fields[column] ?? '')
  const date = isUnknownDate(text) ? unknownDate : readBirth(text, order, years)
  return dateOrFault(date, column)
}

const unknownDate: ReadDate = { kind: 'unknown' }

function dateOrFault(date: ReadDate, column: number): { value: string | null } | { fault: Fault } {
  if (date.kind === 'impossible') return { fault: { code: 'date_impossible', column } }
  if (date.kind === 'unreadable') return { fault: { code: 'date_unreadable', column } }
  return { value: 'value' in date ? date.value : null }
}

// From the firmest to the least firm.
const firmness: readonly ReleaseKind[] = ['fixed', 'expected', 'earliest', 'unknown']

interface Releases {
  value: string | null
  kind: ReleaseKind | null
  byKind: Partial<Record<ReleaseKind, string>>
  all: { column: number; value: string; kind: ReleaseKind }[]
  warnings: RowWarning[]
}

function readReleaseFields(
  fields: readonly string[],
  reader: RowReader,
): Releases | { fault: Fault } {
  const { mapping, years } = reader
  const warnings: RowWarning[] = []
  const all: Releases['all'] = []
  for (const { column, order, certainty } of mapping.release) {
    const text = tidy(fields[column] ?? '')
    const date = reader.isUnknownDate(text) ? unknownDate : readRelease(text, order, years)
    const read = dateOrFault(date, column)
    if ('fault' in read) return read
    if (read.value === null) continue
    const kind = certainty ?? kindOfRow(fields, reader, warnings)
    all.push({ column, value: read.value, kind })
  }
  all.sort((a, b) => firmness.indexOf(a.kind) - firmness.indexOf(b.kind))
  const byKind: Releases['byKind'] = {}
  for (const { kind, value } of all) byKind[kind] ??= value
  const [firmest] = all
  return { value: firmest?.value ?? null, kind: firmest?.kind ?? null, byKind, all, warnings }
}

function kindOfRow(
  fields: readonly string[],
  { mapping, kindOf }: RowReader,
  warnings: RowWarning[],
): ReleaseKind {
  if (!mapping.release_kind) return 'unknown'
  const { column } = mapping.release_kind
  const word = tidy(fields[column] ?? '')
  if (word === '') return 'unknown'
  const kind = kindOf(word)
  if (kind === undefined) warnings.push({ code: 'release_kind_unrecognised', column })
  return kind ?? 'unknown'
}

function isBeforeBirth(release: string, birth: string | null): boolean {
  if (birth === null) return false
  return birth.length === 4 ? release.slice(0, 4) < birth : release <= birth
}

function warnOfNames(fields: readonly string[], reader: RowReader): RowWarning[] {
  const column = reader.names.find((name) => looksDoublyEncoded(fields[name] ?? ''))
  return column === undefined ? [] : [{ code: 'mojibake_suspected', column }]
}

function joinFields(fields: readonly string[], columns: readonly number[]): string {
  return tidy(columns.map((column) => fields[column] ?? '').join(' '))
}
