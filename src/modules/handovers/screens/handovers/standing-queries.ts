import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { Escalations, Standings } from '../../contract.ts'

/** What our desk accepts in advance. */
export const standingsQuery = queryOptions({
  queryKey: ['standings'],
  queryFn: ({ signal }) => api.get<Standings>('/standing-acceptances', { signal }),
  meta: { live: ['handover', 'lead'] },
})

/** What was declined twice, as far as this reader settles or follows it. */
export const escalationsQuery = queryOptions({
  queryKey: ['escalations'],
  queryFn: async ({ signal }) =>
    (await api.get<Escalations>('/escalations', { signal })).escalations,
  meta: { live: ['handover', 'lead'] },
})
