import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import type { Calendar } from '../../contract.ts'

/** The closed days of one year. */
export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: ['calendar', year],
    queryFn: ({ signal }) => api.get<Calendar>(`/calendar?year=${year}`, { signal }),
  })
