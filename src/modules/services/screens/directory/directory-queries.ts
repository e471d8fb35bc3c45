import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, query } from '../../../../web/api.ts'
import type { ServiceSearch } from '../../../../web/search-params.ts'
import type { ServiceDetail, ServiceList } from '../../contract.ts'

/** The filters of the directory stand in the address; what is typed into the search does not. */
export function useServiceFilter() {
  const filter = useSearch({ strict: false }) as ServiceSearch
  const navigate = useNavigate()
  const change = (part: Partial<ServiceSearch>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...part }), resetScroll: false })
  return { filter, change }
}

/** Entries that fit, page after page. */
export const servicesQuery = (filter: ServiceSearch, q: string) =>
  infiniteQueryOptions({
    queryKey: ['services', 'list', filter, q],
    queryFn: ({ pageParam, signal }) =>
      api.get<ServiceList>(`/services${query({ ...filter, q, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['services', 'entry', id],
    queryFn: ({ signal }) =>
      api.get<ServiceDetail>(`/services/${encodeURIComponent(id)}`, { signal }),
  })

/** Reads again what a change of the directory may have touched. */
export function useRefreshServices(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      [['services'], ['prison-cards'], ['services-today']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  }
}

/** One press on an entry: still right, out of the directory, back in. */
export function useServiceAct(act: 'review' | 'retire' | 'restore', after?: () => void) {
  const refresh = useRefreshServices()
  return useMutation({
    mutationFn: ({ id, version }: Pick<ServiceDetail, 'id' | 'version'>) =>
      api.post<ServiceDetail>(`/services/${id}/${act}`, {}, { ifMatch: version }),
    onSuccess: after,
    onSettled: refresh,
  })
}
