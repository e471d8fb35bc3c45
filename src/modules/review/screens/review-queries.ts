import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ApiProblem } from '../../../web/api.ts'
import {
  listAuditCases,
  listAuditors,
  listReviews,
  readAuditedCase,
  readCaseLog,
  readLog,
} from '../../../web/client.gen.ts'
import type { LogFilter, LogUse, ReviewsQuery } from '../contract.ts'

/** The log asks what it is read for, once per case and working day. */
export const asksUse = (error: unknown) =>
  error instanceof ApiProblem && error.code === 'log_use_missing'

export const caseLogQuery = (ref: string, filter: LogFilter, use: LogUse | null) =>
  infiniteQueryOptions({
    queryKey: ['case-log', ref, filter, use],
    queryFn: ({ pageParam, signal }) =>
      readCaseLog(
        {
          path: { ref },
          query: { ...filter, ...(use && { use }), ...(pageParam && { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: false,
  })

export const reviewsQuery = (state: ReviewsQuery['state'], use: LogUse | null) =>
  infiniteQueryOptions({
    queryKey: ['reviews', state, use],
    queryFn: ({ pageParam, signal }) =>
      listReviews(
        { query: { state, ...(use && { use }), ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: false,
  })

/** The log as a whole; looked at again while the page is open, since witnesses answer by and by. */
export const logQuery = queryOptions({
  queryKey: ['log'],
  queryFn: ({ signal }) => readLog({ signal }),
  refetchInterval: 30_000,
})

export const auditorsQuery = queryOptions({
  queryKey: ['auditors'],
  queryFn: ({ signal }) => listAuditors({ signal }),
})

export const auditCasesQuery = queryOptions({
  queryKey: ['audit-cases'],
  queryFn: ({ signal }) => listAuditCases({ signal }),
})

/** A case that an auditor reads: asked anew each time it is opened, so that what was ended is not shown from memory. */
export const auditedCaseQuery = (ref: string) =>
  queryOptions({
    queryKey: ['audited-case', ref],
    queryFn: ({ signal }) => readAuditedCase({ path: { ref } }, { signal }),
    retry: false,
    gcTime: 0,
  })
