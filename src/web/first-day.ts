import { queryOptions } from '@tanstack/react-query'
import type { FirstDay, ReleasedList } from '../modules/basics/contract.ts'
import type { Duty } from '../modules/basics/duty-contract.ts'
import { api } from './api.ts'

/** Who is on duty now, the rosters, and whom we ask first. */
export const dutyQuery = queryOptions({
  queryKey: ['duty'],
  queryFn: ({ signal }) => api.get<Duty>('/duty', { signal }),
})

/** Where the five basics of a case stand, and who was told of an unplanned release. */
export const firstDayQuery = (ref: string) =>
  queryOptions({
    queryKey: ['basics', ref],
    queryFn: ({ signal }) =>
      api.get<FirstDay>(`/cases/${encodeURIComponent(ref)}/basics`, { signal }),
    meta: { live: ['case', 'unplanned'] },
  })

/** Unplanned releases that are followed now. Asking tells the others that it stands on this screen. */
export const releasedQuery = queryOptions({
  queryKey: ['released'],
  queryFn: ({ signal }) => api.get<ReleasedList>('/released-today', { signal }),
  meta: { live: ['unplanned', 'case'] },
})
