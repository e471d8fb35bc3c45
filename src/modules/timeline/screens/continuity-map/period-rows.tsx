import type { Period } from '../../../periods/period-contract.ts'
import { daysOfPeriod } from '../case/periods/period-words.ts'
import styles from './continuity-table.module.css'
import { useSpeech } from './speech.ts'

interface PeriodRowsProps {
  periods: readonly Period[]
  /** Columns of the table beside the one of what can be done. */
  columns: readonly string[]
}

/** The band over the map as rows: where the person is held or supervised, in the order of time. */
export function PeriodRows({ periods, columns }: PeriodRowsProps) {
  const speech = useSpeech()
  const { text } = speech
  const label = (column: string) => text(`timeline.table.${column}`)
  return (
    <tbody className={styles.lane}>
      {periods.map((period, index) => (
        <tr key={period.id}>
          {index === 0 && (
            <th scope="row" rowSpan={periods.length} className={styles.domain}>
              {text('periods.band')}
            </th>
          )}
          <td data-label={label('period')}>{daysOfPeriod(speech, period)}</td>
          <td data-label={label('accountable')} data-empty={!period.prison || undefined}>
            {period.prison?.name}
          </td>
          <td data-label={label('state')} colSpan={columns.length - 2}>
            {text(`periods.kind.${period.kind}`)}
          </td>
        </tr>
      ))}
    </tbody>
  )
}
