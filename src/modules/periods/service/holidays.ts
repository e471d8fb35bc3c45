import type { DayNames } from '../../timeline/day-contract.ts'

export interface Holiday {
  day: string
  names: DayNames
}

/**
 * Public holidays of a country and region in some years, named in the languages of the country.
 *
 * The data of the library is large, so it is read only when a calendar is written, never at the start.
 */
export async function listHolidays(
  country: string,
  region: string | null,
  years: readonly number[],
): Promise<Holiday[]> {
  const { default: Holidays } = await import('date-holidays')
  const book = new Holidays()
  if (region && region in (book.getStates(country) ?? {})) book.init(country, region)
  else book.init(country)
  const found = new Map<string, DayNames>()
  for (const language of new Set([...book.getLanguages(), 'en'])) {
    for (const year of years) {
      for (const holiday of book.getHolidays(year, language)) {
        if (holiday.type !== 'public') continue
        for (const day of daysOf(holiday))
          found.set(day, { ...found.get(day), [language]: holiday.name })
      }
    }
  }
  return [...found].map(([day, names]) => ({ day, names })).sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** A holiday may last several days; it is told with the hour at which it begins. */
function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = date.slice(0, 10)
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
  return Array.from({ length }, (_, later) =>
    new Date(Date.parse(`${first}T12:00:00Z`) + later * 86_400_000).toISOString().slice(0, 10),
  )
}

/** Last year to ten years ahead: a sentence of that length is planned from its first day. */
export const yearsAround = (year: number): number[] =>
  Array.from({ length: 12 }, (_, later) => year - 1 + later)
