import { queryOptions, useQuery } from '@tanstack/react-query'
import { ApiProblem, api } from './api.ts'
import { showNames } from './names.ts'
import { queryClient } from './query-client.ts'
import type { Kind } from './tokens.ts'

/** Who is signed in, for which agency, with which functions. */
export interface Session {
  member: { id: number; name: string; email?: string }
  agency: { id: number; name: string; code: string; kind: Kind }
  authority?: { name: string }
  functions: string[]
  locale?: string | null
  demo?: boolean
  /** When the session ends if nothing is done. */
  idleMinutes?: number
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api.get<Session>('/session', { signal, quiet401: true })
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

/** Whether the member holds one of these functions; pages open by it, cases never do. */
export function holds(session: Session | null, ...functions: string[]): boolean {
  return session?.functions.some((held) => functions.includes(held)) ?? false
}

/** Forgets on this device what the former member saw; names return to hidden. */
export function forgetSession(): void {
  showNames(false)
  queryClient.clear()
  queryClient.setQueryData(sessionQuery.queryKey, null)
}

/** Signs out here; `everywhere` ends the member's sessions on all devices. */
export async function signOut(everywhere = false): Promise<void> {
  try {
    await api.delete(everywhere ? '/session?everywhere=true' : '/session', { quiet401: true })
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error
  }
  forgetSession()
}
