import { useSession } from './session.ts'

/** A day of the week: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const first = { monday: 1, saturday: 6, sunday: 7 } as const

/** The day on which a week of this city begins, in lists, rosters and pictures. */
export function useWeekStart(): Weekday {
  return first[useSession()?.authority.weekStarts ?? 'monday']
}

/** The seven days in the order in which the city counts them. */
export function weekFrom(start: Weekday): readonly Weekday[] {
  return [0, 1, 2, 3, 4, 5, 6].map((later) => (((start - 1 + later) % 7) + 1) as Weekday)
}
