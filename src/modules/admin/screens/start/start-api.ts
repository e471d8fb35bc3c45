import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { readPartnerTable, readPractice, readStart } from '../../../../web/client.gen.ts'

/** How far the set-up is. */
export const startQuery = queryOptions({
  queryKey: ['start'],
  queryFn: ({ signal }) => readStart({ signal }),
})

/** Who sits at the table, who was asked, and which places are empty. */
export const tableQuery = queryOptions({
  queryKey: ['start', 'partners'],
  queryFn: ({ signal }) => readPartnerTable({ signal }),
})

/** The practice city; asked often only while it is starting. */
export const practiceQuery = queryOptions({
  queryKey: ['practice'],
  queryFn: ({ signal }) => readPractice({ signal }),
  refetchInterval: ({ state }) => (state.data?.state === 'starting' ? 1500 : false),
})

/** Reads again what a step of the set-up may have touched. */
export function useRefreshStart(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      [['start'], ['agencies'], ['arrangements'], ['agreements']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  }
}
