import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Calendar, CloseDay } from '../contract.ts'
import { findCountry, listClosedDays, saveClosedDay, saveOpenDay } from '../queries.ts'

/** The year as the city works: everybody sees it, who coordinates or administers keeps it. */
export async function readCalendar(tx: ActorTx, year: number): Promise<Calendar> {
  const { country, region } = await findCountry(tx)
  const mayChange = tx.actor.functions.some((one) => keepers.includes(one))
  return { year, country, region, days: await listClosedDays(tx, year), mayChange }
}

const keepers = ['administrator', 'coordinator']

/**
 * Closes a day: one of the city's own, or a holiday that was struck counts again. What was promised
 * by then keeps the day that was said; only what is promised from now on counts anew.
 */
export async function closeDay(tx: ActorTx, { day, name }: CloseDay): Promise<Calendar> {
  const year = Number(day.slice(0, 4))
  const known = (await listClosedDays(tx, year)).find((one) => one.day === day)
  if (!known && !name) throw invalid('name', 'day_name_missing')
  await saveClosedDay(tx, day, name ? { [tx.actor.locale ?? 'en']: name } : (known?.names ?? {}))
  return readCalendar(tx, year)
}

/** Opens a day: a holiday is struck and can be restored, a day of the city's own is taken out. */
export async function openDay(tx: ActorTx, day: string): Promise<Calendar> {
  await saveOpenDay(tx, day)
  return readCalendar(tx, Number(day.slice(0, 4)))
}
