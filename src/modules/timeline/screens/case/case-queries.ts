import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { CaseDetail } from '../../../cases/contract.ts'
import type { Continuity } from '../../contract.ts'

/** The case as this reader may see it. */
export const caseQuery = (ref: string) =>
  queryOptions({
    queryKey: ['case', ref],
    queryFn: ({ signal }) => api.get<CaseDetail>(`/cases/${ref}`, { signal }),
    meta: { live: ['case', 'lead', 'release'] },
  })

/** Who is accountable when, as far as this reader may see the lanes. */
export const continuityQuery = (ref: string) =>
  queryOptions({
    queryKey: ['continuity', ref],
    queryFn: ({ signal }) => api.get<Continuity>(`/cases/${ref}/continuity`, { signal }),
    meta: { live: ['case', 'lead', 'release', 'milestone'] },
  })

/** Reads the case again after an act; its readers, lead and gaps may all have changed. */
export function useRefreshCase(ref: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const keys = [
      ['case', ref],
      ['continuity', ref],
      ['periods', ref],
      ['releases'],
      ['today'],
      ['handovers'],
    ]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
