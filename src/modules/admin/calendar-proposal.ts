import Holidays from 'date-holidays'
import { clock } from '../../platform/clock.ts'
import type { CalendarProposal, CalendarQuery } from './set-up-contract.ts'

const shown = 14

/** The next public holidays of a country or a part of it, as a proposal that the city looks through. */
export function proposeCalendar({ country, region, language }: CalendarQuery): CalendarProposal {
  const known = new Holidays()
  const regions = Object.entries(known.getStates(country, language) ?? {})
  const calendar = new Holidays(country, region ?? '', { languages: [language], types: ['public'] })
  const today = clock.now().toISOString().slice(0, 10)
  const year = Number(today.slice(0, 4))
  const days = [year, year + 1]
    .flatMap((one) => calendar.getHolidays(one) || [])
    .map(({ date, name }) => ({ on: date.slice(0, 10), name }))
    .filter(({ on }) => on >= today)
  return {
    regions: regions.map(([code, name]) => ({ code, name: String(name) })),
    holidays: days.slice(0, shown),
  }
}
