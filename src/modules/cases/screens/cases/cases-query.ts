import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, query } from '../../../../web/api.ts'
import type { ListSearch } from '../../../../web/search-params.ts'
import type { CaseList, CaseStage, CasesQuery } from '../../contract.ts'

/** The stages of a case in the order in which it goes through them. */
export const stages: readonly CaseStage[] = [
  'preparation',
  'release',
  'community',
  'closing',
  'closed',
]

export interface CasesFilter {
  order: CasesQuery['order']
  stage?: CaseStage
}

/** Order and stage of the list; they stand in the address, a typed reference does not. */
export function useCasesFilter() {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const filter: CasesFilter = {
    order: search.order === 'ref' ? 'ref' : 'release',
    stage: stages.find((stage) => stage === search.stage),
  }
  const change = (part: Partial<CasesFilter>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...part }), resetScroll: false })
  return { filter, change }
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
    meta: { live: ['case', 'lead', 'release'] },
  })
