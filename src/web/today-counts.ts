import { queryOptions } from '@tanstack/react-query'
import type { Today } from '../modules/timeline/contract.ts'
import { api } from './api.ts'

/** The day's work: read once, shown on Today and counted in the navigation. */
export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => api.get<Today>('/today', { signal }),
  meta: { live: ['*'] },
})
