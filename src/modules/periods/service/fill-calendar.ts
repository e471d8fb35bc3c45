import type { Pool, PoolClient } from 'pg'
import { listHolidays, yearsAround } from './holidays.ts'

interface CalendarState {
  authority: number
  country: string
  region: string | null
  filled_until: string | null
}

/**
 * Writes the public holidays of every authority for the years around this one. What is there already
 * is only compared, and what the city has added or struck stays as the city has it.
 */
export async function fillCalendars(
  client: Pick<PoolClient, 'query'> | Pool,
  today: string,
): Promise<void> {
  const years = yearsAround(Number(today.slice(0, 4)))
  const { rows } = await client.query<CalendarState>(
    'select authority, country, region, filled_until::text from act.calendars()',
  )
  for (const { authority, country, region, filled_until } of rows) {
    if (filled_until !== null && Number(filled_until.slice(0, 4)) >= (years.at(-1) ?? 0)) continue
    const days = await listHolidays(country, region, years)
    await client.query('select act.fill_holidays($1, $2)', [authority, JSON.stringify(days)])
  }
}
