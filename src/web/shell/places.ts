import { mayOpen, type Session } from '../session.ts'
import { type ListedPlace, places } from './place-list.ts'

/** A page that the navigation offers to one member. */
export interface Place extends Omit<ListedPlace, 'under'> {
  /** Stands under another place that is offered, too, and is shown while that part is open. */
  readonly under?: string
}

/**
 * The pages that this member's functions open, each with what stands under it. What stands on them is decided elsewhere.
 *
 * A page never hangs under a place that the member does not have: it stands under another that they have, or by itself.
 */
export function placesFor(session: Session | null): readonly Place[] {
  const coordinates = session?.functions.includes('coordinator') ?? false
  // Whoever steers finds the agreements under their own place.
  const steers = mayOpen(session, 'start')
  const shown = places.filter(
    ({ page }) =>
      (mayOpen(session, page) && !(page === 'arrangements' && steers)) ||
      (page === 'admin' && coordinates),
  )
  const offered = new Set(shown.filter(({ under }) => !under).map(({ to }) => to))
  const placed = shown.map(({ under, ...place }): Place => {
    const above = under?.find((to) => offered.has(to))
    return above ? { ...place, under: above } : place
  })
  return placed
    .filter(({ under }) => !under)
    .flatMap((top) => [top, ...placed.filter(({ under }) => under === top.to).sort(guestsLast)])
}

/** What stands at its second place stands there after what belongs there. */
const homes = new Map(places.map(({ to, under }) => [to, under?.[0]]))
const guestsLast = (a: Place, b: Place) =>
  Number(homes.get(a.to) !== a.under) - Number(homes.get(b.to) !== b.under)

/** Who works on cases may show names on this device. */
export function worksOnCases(session: Session | null): boolean {
  return mayOpen(session, 'cases')
}

/** The place that is open: the longest address that the path begins with. */
export function openPlace(all: readonly Place[], path: string): Place | undefined {
  return all
    .filter(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)))
    .sort((a, b) => b.to.length - a.to.length)[0]
}

/** Where somebody begins who has no cases: an administrator among agencies, an officer and an auditor at what they watch over, others at the handbook. */
export function firstPlace(session: Session): '/privacy' | '/privacy/reviews' | '/start' | '/help' {
  if (session.functions.includes('auditor')) return '/privacy/reviews'
  if (mayOpen(session, 'start')) return '/start'
  return mayOpen(session, 'privacy') ? '/privacy' : '/help'
}
