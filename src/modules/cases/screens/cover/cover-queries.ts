import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  type ListAbsencesAnswer,
  type ListColleaguesAnswer,
  type ListCoverAnswer,
  listAbsences,
  listColleagues,
  listCover,
  readUnattended,
} from '../../../../web/client.gen.ts'

export type Absence = ListAbsencesAnswer['absences'][number]
export type Covered = ListCoverAnswer['covered'][number]
export type Colleague = ListColleaguesAnswer['colleagues'][number]

const live = { live: ['cover', 'case', 'lead'] }

export const absencesQuery = queryOptions({
  queryKey: ['absences'],
  queryFn: ({ signal }) => listAbsences({ signal }),
  meta: live,
})

export const coverQuery = queryOptions({
  queryKey: ['cover'],
  queryFn: ({ signal }) => listCover({ signal }),
  meta: live,
})

export const unattendedQuery = queryOptions({
  queryKey: ['unattended'],
  queryFn: ({ signal }) => readUnattended({ signal }),
  meta: live,
})

/** Desks and colleagues of an agency; without one, of the own. */
export const colleaguesQuery = (agency?: number) =>
  queryOptions({
    queryKey: ['colleagues', agency ?? 'own'],
    queryFn: ({ signal }) => listColleagues({ query: { agency } }, { signal }),
  })

/** Reads again what an absence or a handing on has changed. */
export function useRefreshCover(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const keys = ['absences', 'cover', 'unattended', 'colleagues', 'cases', 'handovers', 'today']
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
}
