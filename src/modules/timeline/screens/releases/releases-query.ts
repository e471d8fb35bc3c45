import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, query } from '../../../../web/api.ts'
import type { ListSearch } from '../../../../web/search-params.ts'
import type { ReleaseCounts, Releases } from '../../releases-contract.ts'

/** How far the list looks ahead: 2, 6, 12 weeks, half a year. */
export const spans = [2, 6, 12, 26] as const
const USUAL = 12

/** What narrows the list; it stands in the address, so that reload, back and a colleague see the same. */
export interface ReleasesFilter {
  weeks: number
  prison?: number
  lead?: number
  domain?: string
  missing?: true
}

/** The filter of the page that is open, and how to change it: each change is a step back. */
export function useReleasesFilter() {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const filter: ReleasesFilter = {
    weeks: search.weeks ?? USUAL,
    prison: search.prison,
    lead: search.lead,
    domain: search.domain,
    missing: search.missing ? true : undefined,
  }
  const change = (part: Partial<ReleasesFilter>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...part }), resetScroll: false })
  return { filter, change }
}

/** Whether more than the time is narrowed. */
export function isNarrowed({ prison, lead, domain, missing }: ReleasesFilter): boolean {
  return [prison, lead, domain, missing].some((part) => part !== undefined)
}

/** The releases of my cases, page after page. */
export const releasesQuery = (filter: ReleasesFilter) =>
  infiniteQueryOptions({
    queryKey: ['releases', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Releases>(`/releases${query({ ...filter, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    meta: { live: ['case', 'lead', 'release', 'releases'] },
  })

/** How many they are and what they lack; asked beside the list, so that the rows need not wait for it. */
export const releaseCountsQuery = (filter: ReleasesFilter) =>
  queryOptions({
    queryKey: ['releases', 'counts', filter],
    queryFn: ({ signal }) =>
      api.get<ReleaseCounts>(`/releases/counts${query({ ...filter })}`, { signal }),
    placeholderData: keepPreviousData,
    meta: { live: ['case', 'lead', 'release', 'releases'] },
  })
