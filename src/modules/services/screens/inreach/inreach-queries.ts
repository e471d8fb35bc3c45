import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import type { InreachCounts, Session, SessionList, SessionsQuery } from '../../inreach-contract.ts'

export type Box = SessionsQuery['box']

/** The sessions of my agency: to answer, to come, ended. */
export const sessionsQuery = (box: Box) =>
  queryOptions({
    queryKey: ['inreach', 'list', box],
    queryFn: ({ signal }) => api.get<SessionList>(`/inreach${query({ box })}`, { signal }),
  })

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['inreach', 'one', id],
    queryFn: ({ signal }) => api.get<Session>(`/inreach/${encodeURIComponent(id)}`, { signal }),
  })

export const countsQuery = (month: string) =>
  queryOptions({
    queryKey: ['inreach', 'counts', month],
    queryFn: ({ signal }) =>
      api.get<InreachCounts>(`/inreach/counts${query({ month })}`, { signal }),
  })

/** Reads again what a change of a session may have touched. */
export function useRefreshInreach(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      [['inreach'], ['services-today']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
  }
}

/** One act on a session; `what` is the last part of its address. */
export function useSessionAct(session: Session, what: string, after: () => void) {
  const refresh = useRefreshInreach()
  return useMutation({
    mutationFn: (body: object) =>
      api.post<Session>(`/inreach/${session.id}/${what}`, body, { ifMatch: session.version }),
    onSuccess: after,
    onSettled: refresh,
  })
}
