import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { ImportList } from '../../../timeline/import-contract.ts'
import type { Waiting } from '../../contract.ts'

/** Everything of deliveries that waits for me. */
export const waitingQuery = queryOptions({
  queryKey: ['deliveries', 'waiting'],
  queryFn: ({ signal }) => api.get<Waiting>('/deliveries', { signal }),
  meta: { live: ['*'] },
})

/** Who took in which list when, and what can still be undone. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => api.get<ImportList>('/imports', { signal }),
})

/** Reads again what a decision may have touched. */
export function useRefreshDeliveries(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['deliveries', 'imports', 'notices', 'today', 'cases', 'case', 'releases'].map((name) =>
        client.invalidateQueries({ queryKey: [name] }),
      ),
    )
  }
}
