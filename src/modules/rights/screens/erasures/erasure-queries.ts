import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { listErasures, previewCaseErasure, previewItemErasure } from '../../../../web/client.gen.ts'
import type { CaseErasureKind } from '../../erasure-contract.ts'

/** What would go with an item. */
export const itemErasureQuery = (id: string) =>
  queryOptions({
    queryKey: ['item-erasure', id],
    queryFn: ({ signal }) => previewItemErasure({ path: { id } }, { signal }),
    meta: { live: ['case', 'erasure'] },
  })

/** What would go with a case, or with its person. */
export const caseErasureQuery = (ref: string, of: CaseErasureKind) =>
  queryOptions({
    queryKey: ['case-erasure', ref, of],
    queryFn: ({ signal }) => previewCaseErasure({ path: { ref }, query: { of } }, { signal }),
    meta: { live: ['case', 'erasure'] },
  })

/** What waits for a second person, and what is gone. */
export const erasuresQuery = queryOptions({
  queryKey: ['erasures'],
  queryFn: ({ signal }) => listErasures({ signal }),
  meta: { live: ['erasure'] },
})

/** Reads all pages again that an erasure changes. */
export function useRefreshErasures(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const keys = [
      ['item-erasure'],
      ['case-erasure'],
      ['cases'],
      ['erasures'],
      ['case-rights'],
      ['items'],
      ['item'],
    ]
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
