import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { readAgreementDraft, readAgreements } from '../../../../web/client.gen.ts'

/** All agreements with their signatures, and what is still being written. */
export const agreementsQuery = queryOptions({
  queryKey: ['agreements'],
  queryFn: ({ signal }) => readAgreements({ signal }),
})

export const draftQuery = (id: number) =>
  queryOptions({
    queryKey: ['agreements', 'draft', id],
    queryFn: ({ signal }) => readAgreementDraft({ path: { id } }, { signal }),
  })

/** Reads again what a signature or a settled text changes. */
export function useRefreshAgreements(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      [['agreements'], ['arrangements'], ['start']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  }
}
