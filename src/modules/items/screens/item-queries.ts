import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../web/api.ts'
import type {
  CaseItems,
  ItemComposer,
  ItemDetail,
  PreviewReaders,
  ReadersPreview,
} from '../contract.ts'

/** What is known about a person, as far as this reader may read it. */
export const itemsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['items', ref],
    queryFn: ({ signal }) => api.get<CaseItems>(`/cases/${ref}/items`, { signal }),
    meta: { live: ['case'] },
  })

/** The same for paper; reading it is written into the access log as printing. */
export const paperQuery = (ref: string) =>
  queryOptions({
    queryKey: ['items-paper', ref],
    queryFn: ({ signal }) => api.get<CaseItems>(`/cases/${ref}/items?paper=true`, { signal }),
    staleTime: 0,
  })

export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: ['item', id],
    queryFn: ({ signal }) => api.get<ItemDetail>(`/items/${id}`, { signal }),
    meta: { live: ['case'] },
  })

/** The composer as it was when it was opened: what is typed does not wait for news. */
export const composerQuery = (ref: string) =>
  queryOptions({
    queryKey: ['item-composer', ref],
    queryFn: ({ signal }) => api.get<ItemComposer>(`/cases/${ref}/items/composer`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** Who would read it as it stands: asked again for each change of readers or conditions. */
export const previewQuery = (ref: string, wish: PreviewReaders | null) =>
  queryOptions({
    queryKey: ['item-readers', ref, wish],
    queryFn: ({ signal }) =>
      api.post<ReadersPreview>(`/cases/${ref}/items/readers`, wish, { signal }),
    enabled: wish !== null,
    placeholderData: (former) => former,
    meta: { live: ['case'] },
  })

/** An act on an item; it and its case are read again whatever came of it. */
export function useItemAct<T>(id: string, act: (body: T) => Promise<unknown>, done: () => void) {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['item', id] }),
      client.invalidateQueries({ queryKey: ['items'] }),
      client.invalidateQueries({ queryKey: ['case-rights'] }),
    ])
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await refresh()
      done()
    },
    onError: refresh,
  })
}
