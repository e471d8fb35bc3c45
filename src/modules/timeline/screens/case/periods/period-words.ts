import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../../../web/api.ts'
import type { CasePeriods, Period } from '../../../../periods/period-contract.ts'
import type { Speech } from '../../continuity-map/speech.ts'

/** Where the person is held or supervised, as far as this reader may know. */
export const periodsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['periods', ref],
    queryFn: ({ signal }) => api.get<CasePeriods>(`/cases/${ref}/periods`, { signal }),
    meta: { live: ['case', 'milestone'] },
  })

/** "20 Nov until 4 Dec", "from 20 Nov, until the release", "from 20 Nov". */
export function daysOfPeriod(
  { text, format }: Speech,
  period: Pick<Period, 'kind' | 'from' | 'until'>,
) {
  const from = format.dayMonth(period.from)
  if (period.until) return text('periods.days', { from, until: format.dayMonth(period.until) })
  return text(inPrison.includes(period.kind) ? 'periods.days-release' : 'periods.days-open', {
    from,
  })
}

const inPrison: readonly string[] = ['custody', 'transfer', 'recall']

/** The kind with its prison: "Custody, Valmare Prison". */
export function nameOfPeriod({ text }: Speech, { kind, prison }: Pick<Period, 'kind' | 'prison'>) {
  const name = text(`periods.kind.${kind}`)
  return prison ? text('periods.named', { name, prison: prison.name }) : name
}
