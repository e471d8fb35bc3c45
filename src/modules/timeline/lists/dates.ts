import { dateUnknownWords } from './header-words.ts'
import { fold } from './plain-text.ts'

export const dateOrders = ['dmy', 'ymd'] as const
export type DateOrder = (typeof dateOrders)[number]

/** How years are understood: births lie in the past, releases in a window of a hundred years. */
export interface YearRules {
  /** No one on a list was born after this year; it also decides what `26` means. */
  latestBirth: number
  /** `60` is 1960 and `59` is 2059 when this is 1960. */
  releaseWindowFrom: number
}

export const defaultYears: YearRules = { latestBirth: 2026, releaseWindowFrom: 1960 }

export type ReadDate =
  | { kind: 'day'; value: string }
  | { kind: 'year'; value: string }
  | { kind: 'unknown' | 'impossible' | 'unreadable' }

const parted =
  /^(\d{1,4})([./ -])(\d{1,2})\2(\d{1,4})(?:[T ]\d{1,2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?$/
const compact: Readonly<Record<DateOrder, RegExp>> = {
  ymd: /^(\d{4})(\d{2})(\d{2})$/,
  dmy: /^(\d{2})(\d{2})(\d{4})$/,
}

/** Reads a date of birth. Zeros for day and month, or a year alone, mean that only the year is known. */
export function readBirth(text: string, order: DateOrder, years: YearRules): ReadDate {
  const found = readParts(text, order, (year) => {
    const guess = 2000 + year
    return guess > years.latestBirth ? guess - 100 : guess
  })
  if (found.kind !== 'parts') return found
  const { year, month, day } = found
  if (year === 0 && month === 0 && day === 0) return { kind: 'unknown' }
  if (year < 1900 || year > years.latestBirth) return { kind: 'impossible' }
  if (day === 0 && month <= 12) return { kind: 'year', value: String(year) }
  return toDay(year, month, day)
}

/** Reads a release date. A year alone is no date that a city could prepare for. */
export function readRelease(text: string, order: DateOrder, years: YearRules): ReadDate {
  const from = years.releaseWindowFrom
  const found = readParts(text, order, (year) => {
    const guess = from - (from % 100) + year
    return guess < from ? guess + 100 : guess
  })
  if (found.kind !== 'parts') return found
  const { year, month, day, isYearAlone } = found
  if (year === 0 && month === 0 && day === 0) return { kind: 'unknown' }
  if (isYearAlone) return { kind: 'unreadable' }
  if (year < 1900 || year > 2199) return { kind: 'impossible' }
  return toDay(year, month, day)
}

/** True for an empty field, a dash, or a word that says "not known yet" in one of many languages. */
export function saysUnknown(text: string): boolean {
  const trimmed = text.trim()
  if (/^[\s?.…*/_-]*$/.test(trimmed)) return true
  return dateUnknownWords.has(fold(trimmed)) || trimmed.split('/').every(isUnknownWord)
}

function isUnknownWord(text: string): boolean {
  return dateUnknownWords.has(fold(text))
}

interface Parts {
  kind: 'parts'
  year: number
  month: number
  day: number
  isYearAlone?: boolean
}

type FullYear = (lastTwoDigits: number) => number

function readParts(text: string, order: DateOrder, fullYear: FullYear): Parts | ReadDate {
  const compacted = text.replace(/\s*([./-])\s*/g, '$1')
  if (/^\d{4}$/.test(compacted)) {
    return { kind: 'parts', year: Number(compacted), month: 0, day: 0, isYearAlone: true }
  }
  const joined = compact[order].exec(compacted)
  const match = parted.exec(compacted)
  const [first, middle, last] = joined
    ? [joined[1] ?? '', joined[2] ?? '', joined[3] ?? '']
    : [match?.[1] ?? '', match?.[3] ?? '', match?.[4] ?? '']
  if (!joined && !match) return { kind: 'unreadable' }

  // Four digits in front are always the year; four digits behind only where days come first.
  if (first.length === 4 && last.length <= 2) return toParts(Number(first), middle, last)
  if (first.length > 2) return { kind: 'unreadable' }
  if (last.length === 4) {
    return order === 'dmy' ? toParts(Number(last), middle, first) : { kind: 'unreadable' }
  }
  if (last.length !== 2 || first.length === 0) return { kind: 'unreadable' }
  if (order === 'dmy') return toParts(fullYear(Number(last)), middle, first)
  return first.length === 2
    ? toParts(fullYear(Number(first)), middle, last)
    : { kind: 'unreadable' }
}

function toParts(year: number, month: string, day: string): Parts {
  return { kind: 'parts', year, month: Number(month), day: Number(day) }
}

function toDay(year: number, month: number, day: number): ReadDate {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = month >= 1 && day >= 1 && date.getUTCMonth() === month - 1
  return isReal ? { kind: 'day', value: date.toISOString().slice(0, 10) } : { kind: 'impossible' }
}

export interface DateEvidence {
  dates: number
  orders: Record<DateOrder, number>
  twoDigitYears: number
  years: number[]
}

/** Adds one field to what is known about the dates of a column; true if it looks like a date. */
export function weighDate(text: string, evidence: DateEvidence, years: YearRules): boolean {
  const match = parted.exec(text.replace(/\s*([./-])\s*/g, '$1'))
  const first = match?.[1] ?? ''
  const last = match?.[4] ?? ''
  if (!match || (first.length !== 4 && last.length !== 4 && last.length !== 2)) return false
  evidence.dates += 1
  const isYearFirst = first.length === 4
  if (!isYearFirst && last.length !== 4) evidence.twoDigitYears += 1
  const possible = dateOrders.filter((order) => {
    if (order === 'dmy' ? isYearFirst : last.length === 4) return false
    return readRelease(text, order, years).kind === 'day'
  })
  for (const order of possible) evidence.orders[order] += 1
  const read = readRelease(text, possible[0] ?? 'dmy', years)
  if (read.kind === 'day') evidence.years.push(Number(read.value.slice(0, 4)))
  return true
}
