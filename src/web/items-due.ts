import { queryOptions } from '@tanstack/react-query'
import type { ItemsDue } from '../modules/items/due-contract.ts'
import { api } from './api.ts'

/** What my agency has to look at again or to decide, and how many corrections wait for me: for Today and the desk of rights. */
export const itemsDueQuery = queryOptions({
  queryKey: ['items', 'due'],
  queryFn: ({ signal }) => api.get<ItemsDue>('/items/due', { signal }),
  meta: { live: ['case', 'correction'] },
})
