import type { ClosedDays, ReleaseDay } from '../day-contract.ts'
import { addDays, weekdayOf } from './days.ts'

const FRIDAY = 5
/** A proposal earlier than this is another release, not a better day for this one. */
const mostDaysEarlier = 14

/**
 * Whether offices are open around a day of release: a Friday, a weekend, a holiday or the day before
 * one is warned of, with the nearest earlier day that is none of them (PR-03). Thursday is fine.
 */
export function judgeReleaseDay(
  on: string | null,
  today: string,
  closed: ClosedDays,
): ReleaseDay | null {
  const kind = on === null ? null : kindOf(on, closed)
  if (on === null || kind === null) return null
  const holiday = closed[on] ?? (kind === 'before_holiday' ? closed[addDays(on, 1)] : undefined)
  return {
    kind,
    holiday: holiday ?? null,
    opensOn: nextOpen(on, closed),
    proposal: nearestBetter(on, today, closed),
  }
}

function kindOf(on: string, closed: ClosedDays): ReleaseDay['kind'] | null {
  if (closed[on]) return 'holiday'
  const weekday = weekdayOf(on)
  if (weekday > FRIDAY) return 'weekend'
  if (weekday === FRIDAY) return 'friday'
  return closed[addDays(on, 1)] ? 'before_holiday' : null
}

const isOpen = (day: string, closed: ClosedDays) => weekdayOf(day) <= FRIDAY && !closed[day]

function nextOpen(on: string, closed: ClosedDays): string {
  let day = addDays(on, 1)
  while (!isOpen(day, closed)) day = addDays(day, 1)
  return day
}

/** Before today nobody can be released any more. */
function nearestBetter(on: string, today: string, closed: ClosedDays): string | null {
  for (let earlier = 1; earlier <= mostDaysEarlier; earlier += 1) {
    const day = addDays(on, -earlier)
    if (day <= today) return null
    if (kindOf(day, closed) === null) return day
  }
  return null
}
