import { scaleLinear } from 'd3-scale'
import type { Weekday } from '../../../../web/week.ts'
import type { Continuity } from '../../contract.ts'
import { dayNumber, dayOf, monthStart, weekday } from './days.ts'

/** How much time the map shows: the whole way, the weeks around the release, the first days. */
export type MapWindow = 'year' | '12-weeks' | '72-hours'

/** The days between two edges of the map, as whole numbers; `until` is the first day outside. */
export interface Days {
  from: number
  until: number
}

/** Days before the release, and days shown at all. */
const shape: Record<MapWindow, { before: number; length: number }> = {
  year: { before: 126, length: 364 },
  '12-weeks': { before: 28, length: 84 },
  '72-hours': { before: 1, length: 4 },
}

/**
 * The days that the map shows, laid around the release.
 *
 * Today wins when the release is too far away to be seen together with it; a date being tried
 * moves the window only when it would otherwise lie outside.
 */
export function windowDays(continuity: Continuity, view: MapWindow, tried?: string | null): Days {
  const { before, length } = shape[view]
  const today = dayNumber(continuity.today)
  const release = continuity.release.on === null ? today : dayNumber(continuity.release.on)
  let from = release - before
  if (view === 'year') from = keepInside(from, length, today, 14)
  else if (today >= from + length) from = today - before
  if (tried) from = keepInside(from, length, dayNumber(tried), view === '72-hours' ? 1 : 7)
  return { from, until: from + length }
}

function keepInside(from: number, length: number, day: number, margin: number): number {
  if (day < from + margin) return day - margin
  if (day > from + length - margin) return day + margin - length
  return from
}

/** Where a day begins on the map, in px from the side on which time begins. */
export function timeScale(days: Days, width: number): (day: number) => number {
  return scaleLinear().domain([days.from, days.until]).range([0, width]).clamp(true)
}

/** A line of the calendar with a word: a month, a week or a day begins. */
export interface Tick {
  on: string
  unit: 'month' | 'week' | 'day'
}

/** The lines of the calendar inside the window: months in the year, weeks in 12 weeks, days in 72 hours. */
export function ticksOf(days: Days, view: MapWindow, weekStart: Weekday = 1): Tick[] {
  if (view === 'year') return months(days)
  const step = view === '12-weeks' ? 7 : 1
  const first =
    view === '12-weeks' ? days.from + ((weekStart + 7 - weekday(days.from)) % 7) : days.from
  const unit = view === '12-weeks' ? 'week' : 'day'
  const ticks: Tick[] = []
  for (let day = first; day < days.until; day += step) ticks.push({ on: dayOf(day), unit })
  return ticks
}

function months(days: Days): Tick[] {
  const ticks: Tick[] = []
  for (let count = 0; count < 16; count += 1) {
    const on = monthStart(dayOf(days.from), count)
    const number = dayNumber(on)
    if (number >= days.from && number < days.until) ticks.push({ on, unit: 'month' })
  }
  return ticks
}
