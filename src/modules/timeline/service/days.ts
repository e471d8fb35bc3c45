import type { ClosedDays } from '../day-contract.ts'

const dayLength = 86_400_000

const noonOf = (day: string) =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), 12)

/** The day (yyyy-mm-dd) so many days later, or earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(noonOf(day) + days * dayLength).toISOString().slice(0, 10)

/** Days from one day to another; negative when the other is earlier. */
export const daysBetween = (from: string, until: string): number =>
  Math.round((noonOf(until) - noonOf(from)) / dayLength)

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(noonOf(day)).getUTCDay() || 7

/** The day after so many days on which offices are open: no weekend, and not among the closed ones. */
export function addWorkingDays(day: string, days: number, closed: ClosedDays = {}): string {
  let reached = day
  for (let left = days; left > 0; ) {
    reached = addDays(reached, 1)
    if (weekdayOf(reached) < 6 && !closed[reached]) left -= 1
  }
  return reached
}

export const earlierOf = (a: string, b: string): string => (a < b ? a : b)
export const laterOf = (a: string, b: string): string => (a > b ? a : b)
