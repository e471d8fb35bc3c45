import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import type { ArrangementList } from '../../../arrangements/contract.ts'
import type { NoticeFile, NoticeList } from '../../import-contract.ts'

export interface NoticesFilter {
  weeks?: number
  prison?: number
  residence?: string
}

/** Spans of time that can be chosen; 0 is everybody, also those without a date. */
export const spans = [0, 4, 12, 26] as const

/** Notices page by page, the next release first. */
export const noticesQuery = ({ weeks, prison, residence }: NoticesFilter) =>
  infiniteQueryOptions({
    queryKey: ['notices', { weeks, prison, residence }],
    queryFn: ({ pageParam, signal }) =>
      api.get<NoticeList>(`/notices${query({ weeks, prison, residence, cursor: pageParam })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  })

/** One notice with whom it may mean. */
export const noticeQuery = (id: string) =>
  queryOptions({
    queryKey: ['notices', id],
    queryFn: ({ signal }) => api.get<NoticeFile>(`/notices/${id}`, { signal }),
  })

/** The agreements on which a case may rest. */
export const arrangementsQuery = queryOptions({
  queryKey: ['arrangements'],
  queryFn: async ({ signal }) =>
    (await api.get<ArrangementList>('/arrangements', { signal })).arrangements,
})
