import type { ReleaseRow } from '../../contract.ts'
import { addDays, dayNumber, weekday } from '../continuity-map/days.ts'

/** The releases of one week, Monday to Sunday. */
export interface ReleaseWeek {
  /** Its Monday; null: releases without a date. */
  monday: string | null
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
export function byWeek(rows: readonly ReleaseRow[]): ReleaseWeek[] {
  const today = todayOf(rows)
  const weeks = new Map<string | null, ReleaseWeek>()
  for (const row of rows) {
    const monday = row.release.on && mondayOf(row.release.on)
    const week = weeks.get(monday) ?? { monday, away: weeksAway(today, monday), rows: [] }
    week.rows.push(row)
    weeks.set(monday, week)
  }
  return [...weeks.values()]
}

function mondayOf(day: string): string {
  return addDays(day, 1 - weekday(dayNumber(day)))
}

function weeksAway(today: string | null, monday: string | null): number | null {
  if (!today || !monday) return null
  return (dayNumber(monday) - dayNumber(mondayOf(today))) / 7
}
