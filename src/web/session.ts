import { queryOptions, useQuery } from '@tanstack/react-query'
import type { SessionAnswer } from '../platform/auth/contract.ts'
import { ApiProblem } from './api.ts'
import { signOut as endSession, readSession, signOutEverywhere } from './client.gen.ts'
import { showNames } from './names.ts'
import { keepPurposes } from './purpose.ts'
import { queryClient } from './query-client.ts'
import { keepTimeZone } from './time-zone.ts'
import type { Kind } from './tokens.ts'

/** Who is signed in, for which agency, with which functions and pages. */
export type Session = Omit<SessionAnswer, 'agency'> & {
  agency: { id: number; name: string; code: string; kind: Kind }
}

/** Pages of the navigation, as the server names them. */
export type PageCode =
  | 'today'
  | 'releases'
  | 'cases'
  | 'cover'
  | 'rights'
  | 'handovers'
  | 'notices'
  | 'imports'
  | 'deliveries'
  | 'search'
  | 'services'
  | 'duty'
  | 'released_today'
  | 'wing_lists'
  | 'admin'
  | 'health'
  | 'calendar'
  | 'start'
  | 'privacy'
  | 'log'
  | 'reviews'
  | 'breaches'
  | 'auditors'
  | 'systems'
  | 'emergency'
  | 'ask'
  | 'arrangements'
  | 'retention'
  | 'erasures'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = (await readSession({ signal, quiet401: true })) as Session
      keepTimeZone(session.authority.timeZone)
      keepPurposes(session.member, session.purposes)
      return session
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who is signed in on this page; the frame shows nothing else before it is known. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null
}

/** Whether a page is offered to this member. It gives no right: the database decides what it shows. */
export function mayOpen(session: Session | null, page: PageCode): boolean {
  return session?.may.includes(page) ?? false
}

/** A member has signed in: nothing that a former one saw remains. */
export function beginSession(session: Session): void {
  forgetSession()
  keepTimeZone(session.authority.timeZone)
  keepPurposes(session.member, session.purposes)
  queryClient.setQueryData(sessionQuery.queryKey, session)
}

/** Forgets on this device what the former member saw; names return to hidden. */
export function forgetSession(): void {
  showNames(false)
  keepTimeZone(undefined)
  keepPurposes(undefined, [])
  queryClient.clear()
  queryClient.setQueryData(sessionQuery.queryKey, null)
}

/** Signs out here; `everywhere` ends the member's sessions on all devices. */
export async function signOut(everywhere = false): Promise<void> {
  try {
    await (everywhere ? signOutEverywhere({ quiet401: true }) : endSession({}, { quiet401: true }))
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error
  }
  forgetSession()
}
