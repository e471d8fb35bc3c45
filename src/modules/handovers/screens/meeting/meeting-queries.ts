import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import type { HandoverFigures, MeetingPackage, Meetings } from '../../meeting-contract.ts'

/** The handover meetings of a case, as far as this reader may see each part of them. */
export const meetingsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['handover-meetings', ref],
    queryFn: ({ signal }) => api.get<Meetings>(`/cases/${ref}/handover-meetings`, { signal }),
    meta: { live: ['case'] },
  })

/** What was handed over, as it was on the day of the meeting. */
export const packageQuery = (id: string) =>
  queryOptions({
    queryKey: ['handover-package', id],
    queryFn: ({ signal }) =>
      api.get<MeetingPackage>(`/handover-meetings/${id}/package`, { signal }),
  })

/** How many were handed over before their release in a period. */
export const figuresQuery = (from: string, until: string) =>
  queryOptions({
    queryKey: ['handover-figures', from, until],
    queryFn: ({ signal }) =>
      api.get<HandoverFigures>(`/handovers/figures${query({ from, until })}`, { signal }),
  })

/** One act on a meeting; the list is read again whatever came of it. */
export function useMeetingAct<T>(
  ref: string,
  act: (body: T) => Promise<unknown>,
  done: () => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['handover-meetings', ref] })
      done()
    },
    onError: () => client.invalidateQueries({ queryKey: ['handover-meetings', ref] }),
  })
}
