import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import type { PrisonCard, PrisonList } from '../../card-contract.ts'

/** The prisons with their first contact. */
export const prisonsQuery = (q: string) =>
  queryOptions({
    queryKey: ['prison-cards', 'list', q],
    queryFn: ({ signal }) => api.get<PrisonList>(`/prison-cards${query({ q })}`, { signal }),
    placeholderData: keepPreviousData,
  })

export const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ['prison-cards', 'card', id],
    queryFn: ({ signal }) =>
      api.get<PrisonCard>(`/prison-cards/${encodeURIComponent(id)}`, { signal }),
  })
