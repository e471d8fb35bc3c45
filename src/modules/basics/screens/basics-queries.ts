import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api, query } from '../../../web/api.ts'
import type { MemberList } from '../../admin/contract.ts'
import type { ArrangementList } from '../../arrangements/contract.ts'
import type { NoticeList } from '../../timeline/import-contract.ts'
import type { PaperLine, Sheet, Sheets, WingPersons } from '../paper-contract.ts'

/** Colleagues of one agency, to be put on duty. */
export const colleaguesQuery = (agency: number) =>
  queryOptions({
    queryKey: ['members', String(agency), ''],
    queryFn: ({ signal }) =>
      api.get<MemberList>(`/members${query({ agency, limit: 200 })}`, { signal }),
    select: ({ members }) => members,
  })

/** Clauses under which my agency may take a lead: the bases on which a case can be opened. */
export const basesQuery = queryOptions({
  queryKey: ['arrangements'],
  queryFn: ({ signal }) => api.get<ArrangementList>('/arrangements', { signal }),
  select: ({ arrangements }) =>
    arrangements.flatMap(({ title, clauses }) =>
      clauses
        .filter(({ category, mayContribute }) => category === 'lead' && mayContribute)
        .map(({ id, label }) => ({ id, label, title })),
    ),
})

/** Who was announced and has no case yet. */
export const noticesQuery = queryOptions({
  queryKey: ['notices', 'released-today'],
  queryFn: ({ signal }) => api.get<NoticeList>('/notices?limit=200', { signal }),
  select: ({ notices }) => notices,
})

export const sheetsQuery = queryOptions({
  queryKey: ['sheets'],
  queryFn: ({ signal }) => api.get<Sheets>('/paper-sheets', { signal }),
  select: ({ sheets }) => sheets,
})

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: ['sheets', id],
    queryFn: ({ signal }) => api.get<Sheet>(`/paper-sheets/${encodeURIComponent(id)}`, { signal }),
  })

export const wingQuery = (prison: number, weeks: number) =>
  queryOptions({
    queryKey: ['wing', prison, weeks],
    queryFn: ({ signal }) =>
      api.get<WingPersons>(`/wing-persons${query({ prison, weeks })}`, { signal }),
    select: ({ persons }) => persons,
    enabled: prison > 0,
  })

/** One line of a sheet by what was typed of its code. */
export const readLine = (code: string) =>
  api.get<PaperLine>(`/paper-lines/${encodeURIComponent(code.trim())}`)

/** Reads again what a change of the first day may have touched. */
export function useRefreshFirstDay(): (ref: string) => Promise<unknown> {
  const client = useQueryClient()
  return (ref) =>
    Promise.all(
      [['basics', ref], ['continuity', ref], ['released'], ['today'], ['releases']].map(
        (queryKey) => client.invalidateQueries({ queryKey }),
      ),
    )
}
