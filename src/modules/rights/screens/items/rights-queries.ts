import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { CaseRights, RightsDesk } from '../../contract.ts'

/** What is contested on a case, whom corrections reached, and what goes when. */
export const caseRightsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['case-rights', ref],
    queryFn: ({ signal }) => api.get<CaseRights>(`/cases/${ref}/rights`, { signal }),
    meta: { live: ['case', 'correction'] },
  })

/** What waits for the reader in all cases. */
export const rightsDeskQuery = (until: string | null) =>
  queryOptions({
    queryKey: ['rights-desk', until],
    queryFn: ({ signal }) =>
      api.get<RightsDesk>(`/rights${until ? `?until=${until}` : ''}`, { signal }),
    meta: { live: ['correction'] },
  })

/** Reads all pages about rights again after an act. */
export function useRefreshRights(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const keys = [['case-rights'], ['rights-desk'], ['items'], ['item']]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
