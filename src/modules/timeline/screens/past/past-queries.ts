import { queryOptions } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import type { AsKnown, CaseMoments } from '../../../past/contract.ts'

/** Decisions on record, and since when the past of the case is known. */
export const momentsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['moments', ref],
    queryFn: ({ signal }) => api.get<CaseMoments>(`/cases/${ref}/moments`, { signal }),
  })

/** The case as it was known; each reading is an entry of the log, so it is not read again by itself. */
export const pastQuery = (ref: string, at: string) =>
  queryOptions({
    queryKey: ['past', ref, at],
    queryFn: ({ signal }) => api.get<AsKnown>(`/cases/${ref}/as-known${query({ at })}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
