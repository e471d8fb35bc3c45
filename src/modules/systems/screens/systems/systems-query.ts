import { queryOptions } from '@tanstack/react-query'
import { listSystemKeys } from '../../../../web/client.gen.ts'

/** The keys of partners' systems, as far as the reader answers for them. */
export const systemKeysQuery = queryOptions({
  queryKey: ['system-keys'],
  queryFn: ({ signal }) => listSystemKeys({ signal }),
})
