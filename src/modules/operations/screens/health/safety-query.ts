import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { MailSettings, Safety } from '../../contract.ts'

/** How the desk is. Read again while the page is open, because a backup may just have ended. */
export const safetyQuery = queryOptions({
  queryKey: ['safety'],
  queryFn: ({ signal }) => api.get<Safety>('/safety', { signal }),
  refetchInterval: 15_000,
})

export const mailQuery = queryOptions({
  queryKey: ['safety', 'mail'],
  queryFn: ({ signal }) => api.get<MailSettings>('/mail', { signal }),
})

/** Reads again what a change may have touched. */
export function useRefreshSafety(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['safety'] })
}
