import type { Weekday } from '../../../../web/week.ts'
import type { ReleaseRow } from '../../contract.ts'
import { addDays, dayNumber, weekday } from '../continuity-map/days.ts'

/** The releases of one week, as the city counts weeks. */
export interface ReleaseWeek {
  /** Its first day; null: releases without a date. */
  begins: string | null
  /** 0 is this week, 1 the next one. */
  away: number | null
  rows: ReleaseRow[]
}

/** Today as the server counts it: each row says how many days away its release is. */
export function todayOf(rows: readonly ReleaseRow[]): string | null {
  const dated = rows.find(({ release }) => release.on !== null)
  return dated?.release.on ? addDays(dated.release.on, -dated.days) : null
}

/** Groups releases by week, in the order in which they came; a week without releases has no group. */
export function byWeek(rows: readonly ReleaseRow[], start: Weekday = 1): ReleaseWeek[] {
  const today = todayOf(rows)
  const weeks = new Map<string | null, ReleaseWeek>()
  for (const row of rows) {
    const begins = row.release.on && weekOf(row.release.on, start)
    const away = begins && today ? weeksAway(weekOf(today, start), begins) : null
    const week = weeks.get(begins) ?? { begins, away, rows: [] }
    week.rows.push(row)
    weeks.set(begins, week)
  }
  return [...weeks.values()]
}

/** The first day of the week in which a day lies. */
function weekOf(day: string, start: Weekday): string {
  return addDays(day, -((weekday(dayNumber(day)) - start + 7) % 7))
}

const weeksAway = (from: string, to: string) => (dayNumber(to) - dayNumber(from)) / 7
