import { queryOptions } from '@tanstack/react-query'
import type { Today } from '../modules/timeline/contract.ts'
import type { ReleaseCounts } from '../modules/timeline/releases-contract.ts'
import { api, query } from './api.ts'

/** The day's work: read once, shown on Today and counted in the navigation. */
export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => api.get<Today>('/today', { signal }),
  meta: { live: ['*'] },
})

/** How far the day looks ahead. */
export const weeksAhead = 6

/** How many leave in these weeks and what they lack: the figures beside the day's list, counted apart from its rows. */
export const releasesAheadQuery = queryOptions({
  queryKey: ['releases', 'counts', { weeks: weeksAhead }],
  queryFn: ({ signal }) =>
    api.get<ReleaseCounts>(`/releases/counts${query({ weeks: weeksAhead })}`, { signal }),
  meta: { live: ['case', 'lead', 'release', 'releases'] },
})
