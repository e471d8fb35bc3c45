import type { Keyring } from '../../../platform/seal/keyring.ts'

/** What is known of a birth date; some lists know the year only. */
export interface Birth {
  year: number
  month?: number
  day?: number
}

/** How two birth dates stand to each other, in the words in which it is shown. */
export type BirthRelation =
  | 'same_birth_date'
  | 'birth_day_month_swapped'
  | 'first_of_january_on_one_side'
  | 'same_birth_year_only'
  | 'birth_missing_on_one_side'
  | 'birth_dates_differ'

const DAY = 'persons.birth.day'
const YEAR = 'persons.birth.year'

/**
 * Blind tokens of a birth date: the day, the day with day and month exchanged, the year.
 *
 * Both ways of writing the day stand in one namespace, so a mistyped date is found by the
 * same look-up and a stolen dump does not tell which of the two is the real one.
 */
export function birthTokens(keyring: Keyring, authority: number, birth: Birth | null): bigint[] {
  if (!birth) return []
  const year = keyring.blind(authority, YEAR, String(birth.year))
  if (!birth.month || !birth.day) return [year]
  const days = [dayText(birth.year, birth.month, birth.day)]
  if (birth.day <= 12 && birth.day !== birth.month) {
    days.push(dayText(birth.year, birth.day, birth.month))
  }
  return [...days.map((day) => keyring.blind(authority, DAY, day)), year]
}

/** Compares two birth dates as far as both are known; the first of January often means "unknown". */
export function compareBirths(a: Birth | null, b: Birth | null): BirthRelation {
  if (!a || !b) return 'birth_missing_on_one_side'
  if (a.year !== b.year) return 'birth_dates_differ'
  if (!isFull(a) || !isFull(b)) {
    const monthsDiffer = a.month && b.month && a.month !== b.month
    return monthsDiffer ? 'birth_dates_differ' : 'same_birth_year_only'
  }
  if (a.month === b.month && a.day === b.day) return 'same_birth_date'
  if (a.month === b.day && a.day === b.month) return 'birth_day_month_swapped'
  if (isFirstOfJanuary(a) || isFirstOfJanuary(b)) return 'first_of_january_on_one_side'
  return 'birth_dates_differ'
}

function isFull(birth: Birth): boolean {
  return Boolean(birth.month && birth.day)
}

function isFirstOfJanuary(birth: Birth): boolean {
  return birth.month === 1 && birth.day === 1
}

function dayText(year: number, month: number, day: number): string {
  return `${year}-${month}-${day}`
}
