import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import type { Handovers, HandoversQuery } from '../../contract.ts'

/** One part of the inbox, page after page. */
export const handoversQuery = (box: HandoversQuery['box']) =>
  infiniteQueryOptions({
    queryKey: ['handovers', box],
    queryFn: ({ pageParam, signal }) =>
      api.get<Handovers>(`/handovers${query({ box, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    meta: { live: ['handover', 'lead', 'case'] },
  })
