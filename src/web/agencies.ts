import { queryOptions } from '@tanstack/react-query'
import type { AgencyList } from '../modules/admin/contract.ts'
import { api } from './api.ts'

/** The partner agencies of my authority: asked once, whichever screen needs them. */
export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  queryFn: ({ signal }) => api.get<AgencyList>('/agencies', { signal }),
  select: ({ agencies }) => agencies,
})
