import { createIntlCache, type IntlShape } from 'react-intl'
import { clockAt, zoneOfCity } from './time-zone.ts'

const DAY_MS = 86_400_000
const utc = { timeZone: 'UTC' } as const

/** A day of the wire (`yyyy-mm-dd`) as an instant; days have no time zone, so they are kept in UTC. */
function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** Whole days from one day to another; negative when the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((at(to).getTime() - at(from).getTime()) / DAY_MS)
}

/** Today where the city is, `yyyy-mm-dd`; as the person's device knows it, before somebody has signed in. */
export const todayHere = (): string => clockAt(new Date()).day

const FAR_DAYS = 300

/** So far from today that a day and a month alone would be read as those of another year. */
export function needsYear(day: string, today = todayHere()): boolean {
  return Math.abs(daysBetween(today, day)) > FAR_DAYS
}

/** How a language writes days, times, numbers, periods and lists. */
export interface Format {
  /** "Thu 19 Nov" */
  day(day: string): string
  /** "19 Nov"; "2 Dec 2027" where the day alone would be taken for a nearer one */
  dayMonth(day: string, today?: string): string
  /** "19 Jan 2027" */
  date(day: string): string
  /** "19 Jan 2027", the day on which a moment fell where the city is */
  dateOf(instant: string | Date): string
  /** "January 2027" */
  month(day: string): string
  /** "Tue 19 January 2027" */
  fullDate(day: string): string
  /** "Tuesday 17 November" */
  longDay(day: string): string
  /** "19" */
  dayNumber(day: string): string
  /** "Thu" */
  weekday(day: string): string
  /** "in 63 days", "tomorrow", "2 days ago" */
  inDays(day: string, today?: string): string
  /** "19–28 Jan"; the second day is the first day after the period, as the wire has it. */
  period(from: string, until: string): string
  /** "17:00", by the clock of the city */
  time(instant: string | Date): string
  /** "17 Nov, 06:00" */
  moment(instant: string | Date): string
  /** "17 November 2026, 06:00": of the past, where the year has to be said */
  longMoment(instant: string | Date): string
  number(n: number): string
  /** "Home, Work and Health" */
  list(items: readonly string[]): string
  /** "Spanish" for `es`; the code itself where the language is not known */
  language(code: string): string
}

export const intlCache = createIntlCache()

/** Builds the writing of days, numbers and lists for one language. */
export function createFormat(intl: IntlShape): Format {
  const locale = intl.locale
  const days = (options: Intl.DateTimeFormatOptions) => {
    const writer = new Intl.DateTimeFormat(locale, { ...options, ...utc })
    // English writes "Tue, 19 January" or "Tue 19 Nov" as the browser's version has it; we: never. In Spanish a
    // comma after the weekday would stop a sentence in which the day stands.
    const written = (day: string) => writer.format(at(day))
    if (locale.startsWith('fr'))
      return (day: string) => written(day).replace(/(?<!\d)1 (?=\p{L})/u, '1er ')
    return locale.startsWith('en') || locale.startsWith('es')
      ? (day: string) => written(day).replace(/^(\p{L}+),/u, '$1')
      : written
  }
  const dayMonth = days({ day: 'numeric', month: 'short' })
  const date = days({ day: 'numeric', month: 'short', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const range = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...utc })
  const yearRange = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...utc,
  })
  const clockTime = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = inCity(locale, clockTime)
  const dateOf = inCity(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const moment = inCity(locale, { day: 'numeric', month: 'short', ...clockTime })
  const longMoment = inCity(locale, {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
    ...clockTime,
  })
  const numbers = new Intl.NumberFormat(locale)
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    day: days({ weekday: 'short', day: 'numeric', month: 'short' }),
    dayMonth: (day, today) => (needsYear(day, today) ? date(day) : dayMonth(day)),
    date,
    dateOf,
    fullDate: days({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }),
    month: days({ month: 'long', year: 'numeric' }),
    longDay: days({ weekday: 'long', day: 'numeric', month: 'long' }),
    dayNumber: days({ day: 'numeric' }),
    weekday: days({ weekday: 'short' }),
    inDays: (day, today = todayHere()) => relative.format(daysBetween(today, day), 'day'),
    period: (from, until) => {
      const writer = from.slice(0, 4) === until.slice(0, 4) ? range : yearRange
      return tighten(writer.formatRange(at(from), at(until)), from, until)
    },
    time,
    moment,
    longMoment,
    number: (n) => numbers.format(n),
    list: (items) => lists.format(items),
    language: (code) => {
      try {
        return names.of(code) ?? code
      } catch {
        return code
      }
    },
  }
}

/** Writes moments by the clock of the city that somebody is signed in to at that time. */
function inCity(locale: string, options: Intl.DateTimeFormatOptions) {
  const writers = new Map<string | undefined, Intl.DateTimeFormat>()
  return (instant: string | Date): string => {
    const timeZone = zoneOfCity()
    const writer =
      writers.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    writers.set(timeZone, writer)
    return writer.format(new Date(instant))
  }
}

/** Within one month the dash stands without spaces: "19–28 Jan", but "19 Jan – 2 Feb". */
function tighten(written: string, from: string, until: string): string {
  const sameMonth = from.slice(0, 7) === until.slice(0, 7)
  return sameMonth ? written.replace(/[\s\u2009]+–[\s\u2009]+/u, '–') : written
}
