import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { AfterMeasure } from '../../measure-contract.ts'

/** What goes on after the last measure, as far as this reader may know it. */
export const afterMeasureQuery = (ref: string) =>
  queryOptions({
    queryKey: ['after-measure', ref],
    queryFn: ({ signal }) => api.get<AfterMeasure>(`/cases/${ref}/after-measure`, { signal }),
    meta: { live: ['case', 'lead'] },
  })

/** Reads the page and its case again after an act. */
export function useRefreshAfter(ref: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const keys = [['after-measure', ref], ['case', ref], ['continuity', ref], ['today']]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
