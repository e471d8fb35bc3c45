import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api.ts'

const MINUTE_MS = 60_000

/**
 * What screens have read. Nothing is read again because a window came to the front: each reading is
 * an entry in the access log, and the event stream says when something changed.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * MINUTE_MS,
      gcTime: 10 * MINUTE_MS,
      refetchOnWindowFocus: false,
      refetchOnReconnect: true,
      networkMode: 'always',
      retry: (count, error) => !(error instanceof ApiProblem) && count < 1,
    },
    mutations: { networkMode: 'always' },
  },
})

/**
 * Somebody has just lost the right to see a case: what this window remembers goes, and what stands on
 * the screen is asked for anew at once. Who is signed in stays known.
 */
export function forgetCases(client: QueryClient): Promise<void> {
  return client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
}
