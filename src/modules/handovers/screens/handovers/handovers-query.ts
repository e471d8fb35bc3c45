import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import type { Handovers, HandoversQuery } from '../../contract.ts'

/** What waits for me is never cut short; of the rest the beginning is enough at first. */
const limits: Record<HandoversQuery['box'], number> = { waiting: 50, asked: 15, answered: 10 }

/** One part of the inbox, page after page. */
export const handoversQuery = (box: HandoversQuery['box']) =>
  infiniteQueryOptions({
    queryKey: ['handovers', box],
    queryFn: ({ pageParam, signal }) =>
      api.get<Handovers>(`/handovers${query({ box, limit: limits[box], cursor: pageParam })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    meta: { live: ['handover', 'lead', 'case'] },
  })
