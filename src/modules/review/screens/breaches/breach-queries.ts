import { queryOptions } from '@tanstack/react-query'
import { listBreaches, readBreach } from '../../../../web/client.gen.ts'
import type { LogUse } from '../../contract.ts'

export const breachesQuery = queryOptions({
  queryKey: ['breaches'],
  queryFn: ({ signal }) => listBreaches({ signal }),
})

/** Each reading of it stands in the log, so it is asked for again only after an act. */
export const breachQuery = (id: string, use: LogUse | null) =>
  queryOptions({
    queryKey: ['breaches', id, use],
    queryFn: ({ signal }) => readBreach({ path: { id }, query: use ? { use } : {} }, { signal }),
  })
