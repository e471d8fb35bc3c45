const DAY = 86_400_000

/** The day as a whole number, so that periods can be added and drawn without time zones. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
}

/** The day that a whole number stands for, `yyyy-mm-dd`. */
export function dayOf(number: number): string {
  return new Date(Math.round(number) * DAY).toISOString().slice(0, 10)
}

/** Days from one day to another; negative when the second lies before. */
export function daysBetween(from: string, until: string): number {
  return dayNumber(until) - dayNumber(from)
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return dayOf(dayNumber(day) + days)
}

/** The first day of the month, so many months later. */
export function monthStart(day: string, months: number): string {
  const date = new Date(dayNumber(day) * DAY)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
    .toISOString()
    .slice(0, 10)
}

/** 1 is Monday, 7 is Sunday; day 0 of the count, 1 January 1970, was a Thursday. */
export function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}
