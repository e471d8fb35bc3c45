import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api, query } from '../../../../web/api.ts'
import { useSession } from '../../../../web/session.ts'
import type { ArrangementList, ArrangementParty } from '../../../arrangements/contract.ts'
import type { Agency, MemberList } from '../../contract.ts'

export const agencyQuery = (id: string) =>
  queryOptions({
    queryKey: ['agencies', id],
    queryFn: ({ signal }) => api.get<Agency>(`/agencies/${encodeURIComponent(id)}`, { signal }),
  })

/** The colleagues of one agency. Two hundred are a page; longer lists are searched. */
export const membersQuery = (agency: string, q: string) =>
  queryOptions({
    queryKey: ['members', agency, q],
    queryFn: ({ signal }) =>
      api.get<MemberList>(`/members${query({ agency, q, limit: 200 })}`, { signal }),
    placeholderData: (former) => former,
  })

/** Whether an agency has signed what is in force; absent where the reader may not know. */
export const signaturesQuery = queryOptions({
  queryKey: ['arrangements', 'signatures'],
  queryFn: ({ signal }) => api.get<ArrangementList>('/arrangements', { signal }),
  select: ({ arrangements }) => {
    const parties = arrangements.flatMap((arrangement) => arrangement.parties)
    const best = new Map<number, Signed>()
    for (const party of parties) {
      const one: Signed = { state: party.state, until: party.keepsUntil }
      const former = best.get(party.agency.id)
      if (!former || order.indexOf(one.state) < order.indexOf(former.state))
        best.set(party.agency.id, one)
    }
    return best
  },
  retry: false,
})

/** How an agency stands to what was agreed; where it is party to several, the best of it. */
export interface Signed {
  state: ArrangementParty['state']
  /** Until when it keeps the rights of the edition before. */
  until: string | null
}

const order: readonly Signed['state'][] = ['signed', 'earlier', 'not_signed', 'left']

/** Changes are offered to administrators only; the database decides whether they are made. */
export const useIsAdministrator = () => useSession()?.functions.includes('administrator') ?? false

/** Reads again what a change may have touched. */
export function useRefreshAgencies(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['agencies'] }),
      client.invalidateQueries({ queryKey: ['members'] }),
    ])
  }
}
