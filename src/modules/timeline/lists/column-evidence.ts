import { type DateEvidence, defaultYears, saysUnknown, weighDate } from './dates.ts'
import { targetOfHeader } from './header-targets.ts'
import { tidy } from './plain-text.ts'
import type { ListColumn } from './shape.ts'

const maxWords = 20

interface Evidence extends DateEvidence {
  filled: number
  codes: number
  unknowns: number
  distinct: Set<string>
  unknownWords: Set<string>
}

/** Says of each column what kind of thing stands in it, without saying what stands in it. */
export function describeColumns(
  header: readonly string[][],
  rows: readonly string[][],
): { columns: ListColumn[]; unknownDateWords: string[] } {
  const lastNames = header.at(-1) ?? []
  const unknownDateWords = new Set<string>()
  const columns = lastNames.map((name, index) => {
    const names = header.map((line) => cleanName(line[index] ?? ''))
    const evidence = weighColumn(rows, index)
    const column = describeColumn(index, cleanName(name), names, evidence)
    if (column.content === 'date') {
      for (const word of evidence.unknownWords) unknownDateWords.add(word)
    }
    return column
  })
  return { columns, unknownDateWords: [...unknownDateWords].slice(0, maxWords) }
}

/** Column names come from outside too: they are cut and lose what could not be shown. */
function cleanName(name: string): string {
  return tidy(name.slice(0, 400).replace(/[\p{Cc}\p{Cf}\p{Co}\ufffd]/gu, ' ')).slice(0, 80)
}

function weighColumn(rows: readonly string[][], index: number): Evidence {
  const evidence: Evidence = {
    filled: 0,
    codes: 0,
    unknowns: 0,
    dates: 0,
    orders: { dmy: 0, ymd: 0 },
    twoDigitYears: 0,
    years: [],
    distinct: new Set(),
    unknownWords: new Set(),
  }
  for (const row of rows) {
    const text = tidy((row[index] ?? '').slice(0, 120))
    if (text === '') continue
    evidence.filled += 1
    evidence.distinct.add(text)
    if (weighDate(text, evidence, defaultYears)) continue
    if (saysUnknown(text)) {
      evidence.unknowns += 1
      evidence.unknownWords.add(text)
    }
    if (/\d{2}/.test(text) && /^[\p{L}\d]{1,8}[\p{L}\d ./_-]{0,24}$/u.test(text)) {
      evidence.codes += 1
    }
  }
  return evidence
}

function describeColumn(
  index: number,
  name: string,
  names: string[],
  evidence: Evidence,
): ListColumn {
  const { filled, dates, unknowns, codes, distinct, orders, twoDigitYears } = evidence
  const isDistinct = filled > 0 && distinct.size >= filled * 0.95
  const base = { index, name, names, isDistinct }
  if (filled === 0) return { ...base, content: 'empty' }
  // Half is enough: a column of dates may hold many words or years alone.
  if (dates > 0 && dates >= (filled - unknowns) * 0.5) {
    const years = evidence.years.sort((a, b) => a - b)
    return {
      ...base,
      content: 'date',
      dateOrder: orders.ymd > orders.dmy ? 'ymd' : 'dmy',
      twoDigitYears: twoDigitYears > dates / 2,
      middleYear: years[Math.floor(years.length / 2)],
    }
  }
  const content = codes > filled * 0.9 ? 'code' : 'text'
  const words = mayShowWords(names, distinct) ? [...distinct] : undefined
  return words ? { ...base, content, words } : { ...base, content }
}

function mayShowWords(names: readonly string[], distinct: ReadonlySet<string>): boolean {
  const found = targetOfHeader(names)
  const holdsKinds = found?.target === 'release_kind' || found?.target === 'status'
  if (!holdsKinds || found.by !== 'whole' || distinct.size > maxWords) return false
  return [...distinct].every((word) => word.length <= 60)
}

/** Tells `1.115,99` and `11,0` from `1,115.99`. */
export function looksLikeDecimal(field: string): 'comma' | 'point' | undefined {
  if (field.length > 24) return undefined
  if (/^-?\d{1,3}(\.?\d{3})*,\d{1,2}$/.test(field)) return 'comma'
  if (/^-?\d{1,3}(,?\d{3})*\.\d{1,2}$/.test(field)) return 'point'
  return undefined
}
