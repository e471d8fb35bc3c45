import type { Gap, Lane, LaneLead } from '../../contract.ts'
import { dayNumber } from './days.ts'
import type { Days } from './time-window.ts'

/** Far beyond every window: the number for an end that nobody has set. */
export const OPEN_END = Number.POSITIVE_INFINITY

/** A period of the wire as numbers; an open beginning or end lies beyond every window. */
export function daysOf(period: { from: string | null; until: string | null }): Days {
  return {
    from: period.from === null ? Number.NEGATIVE_INFINITY : dayNumber(period.from),
    until: period.until === null ? OPEN_END : dayNumber(period.until),
  }
}

/** The part of a period inside another, or null when they do not touch. */
export function clip(days: Days, inside: Days): Days | null {
  const from = Math.max(days.from, inside.from)
  const until = Math.min(days.until, inside.until)
  return from < until ? { from, until } : null
}

/** What is left of a period when others are taken out of it. */
export function subtract(days: Days, others: readonly Days[]): Days[] {
  let left = [days]
  for (const other of others) {
    left = left.flatMap((part) =>
      [
        { from: part.from, until: Math.min(part.until, other.from) },
        { from: Math.max(part.from, other.until), until: part.until },
      ].filter(({ from, until }) => from < until),
    )
  }
  return left
}

/** Somebody is accountable, or was: accepted, or said so by phone or paper within the last working days. */
export function isCover({ state }: LaneLead): boolean {
  return state === 'accepted' || state === 'to_confirm' || state === 'ended' || state === 'left'
}

/** Somebody was asked and nobody is accountable yet. */
export function isAsked(lead: Pick<LaneLead, 'state'>): boolean {
  return lead.state === 'offered' || lead.state === 'unconfirmed'
}

/** Somebody was asked, but nobody at the asked desk can see the question: as if nobody had been. */
export function isUnseen(lead: Pick<LaneLead, 'state'>): boolean {
  return lead.state === 'unseen'
}

/** Somebody accepted, but nobody who is there can open the case any more: as if nobody had. */
export function isUnheld(lead: Pick<LaneLead, 'state'>): boolean {
  return lead.state === 'unheld'
}

/** A word that reaches nobody: nobody at the desk can see the question, or open what it accepted. */
export const reachesNobody = (lead: Pick<LaneLead, 'state'>) => isUnseen(lead) || isUnheld(lead)

/** The day for the answer has passed without one. */
export function isLate(lead: Pick<LaneLead, 'state' | 'answerBy'>, today: string): boolean {
  return isAsked(lead) && lead.answerBy !== null && lead.answerBy < today
}

/** A gap that somebody has to close; one that only awaits an answer in time is not red. */
export function isRed(gap: Gap): boolean {
  return gap.kind !== 'awaiting'
}

/** The gaps that are still ahead or running; what lies behind nobody can close any more. */
export function gapsToClose(lane: { gaps: Gap[]; domain: Lane }, today: string): Gap[] {
  if (lane.domain === 'lead') return []
  return lane.gaps.filter((gap) => isRed(gap) && (gap.until === null || gap.until > today))
}

/** Days of gaps together, or null when one of them has no end. */
export function lengthOf(gaps: readonly Gap[]): number | null {
  let sum = 0
  for (const gap of gaps) {
    if (gap.until === null) return null
    sum += dayNumber(gap.until) - dayNumber(gap.from)
  }
  return sum
}

/** Up to which day people have promised without a break from a day on; null: nobody on that day. */
export function coveredUntil(leads: readonly LaneLead[], day: string): number | null {
  const leading = (lead: LaneLead) =>
    isCover(lead) || lead.state === 'fallback' || lead.state === 'closing'
  const spans = leads.filter(leading).map(daysOf)
  let reached: number | null = null
  const start = dayNumber(day)
  for (const span of spans.sort((one, other) => one.from - other.from)) {
    if (span.from <= (reached ?? start) && span.until > (reached ?? start)) reached = span.until
  }
  return reached
}
