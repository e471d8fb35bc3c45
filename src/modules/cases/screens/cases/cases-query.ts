import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, query } from '../../../../web/api.ts'
import { listFilters } from '../../../../web/client.gen.ts'
import type { ListSearch } from '../../../../web/search-params.ts'
import type { CaseList, CaseStage, CasesFilter as Wire } from '../../contract.ts'

/** The stages of a case in the order in which it goes through them. */
export const stages: readonly CaseStage[] = [
  'preparation',
  'release',
  'community',
  'closing',
  'closed',
]

export const relations = ['coordination', 'lead', 'provider', 'member', 'guest', 'cover'] as const

/** Parts of life by which the list can be narrowed; what tells of health is none. */
export const lanes = [
  ...(['accommodation', 'finance_papers', 'work', 'education'] as const),
  ...(['family_community', 'relations'] as const),
]

export type CasesFilter = Wire

/** Only what the address may hold and the list understands. */
export function readFilter(search: ListSearch): CasesFilter {
  const { prison, lead, from, until, ref } = search
  const domains = ['any', ...lanes] as const
  return dropUnset({
    order: search.order === 'ref' ? ('ref' as const) : ('release' as const),
    stage: stages.find((stage) => stage === search.stage),
    relation: relations.find((relation) => relation === search.relation),
    domain: domains.find((domain) => domain === search.domain),
    unanswered: (['any', 'late'] as const).find((one) => one === search.unanswered),
    prison,
    lead,
    from,
    until,
    ref,
  })
}

function dropUnset<T extends object>(filter: T): T {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as T
}

/** Whether anything but the order is chosen. */
export const isNarrowed = ({ order: _, ...filter }: CasesFilter) => Object.keys(filter).length > 0

/** Whether two filters show the same. */
export function sameFilter(one: Partial<CasesFilter>, other: Partial<CasesFilter>): boolean {
  const text = (filter: Partial<CasesFilter>) =>
    JSON.stringify(Object.entries({ order: 'release', ...dropUnset(filter) }).sort())
  return text(one) === text(other)
}

/** The filter as it stands in the address, so that reload, back and a colleague see the same. */
export function useCasesFilter() {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const filter = readFilter(search)
  const untouched = Object.values(search).every((value) => value === undefined)
  const change = (part: Partial<CasesFilter>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...part }), resetScroll: false })
  const open = (whole: Partial<CasesFilter>, replace = false) =>
    void navigate({
      to: '/cases',
      search: { order: 'release', ...whole },
      replace,
      resetScroll: false,
    })
  return { filter, change, open, untouched }
}

/** My cases, page after page. */
export const casesQuery = (filter: CasesFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<ReturnType<typeof CaseList.parse>>(
        `/cases${query({ ...filter, cursor: pageParam })}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    meta: { live: ['case', 'lead', 'release', 'cover'] },
  })

/** The filters that the member has named. */
export const filtersQuery = queryOptions({
  queryKey: ['case-filters'],
  queryFn: ({ signal }) => listFilters({ signal }),
})
