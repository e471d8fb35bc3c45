import { queryOptions } from '@tanstack/react-query'
import { listRunningOverrides } from './client.gen.ts'

/** Looks in an emergency that run now, for the countdown on every page of their case. */
export const runningQuery = queryOptions({
  queryKey: ['overrides'],
  queryFn: ({ signal }) => listRunningOverrides({ signal }),
  meta: { live: ['override'] },
})
