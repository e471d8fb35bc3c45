import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import { type LogEntry, type LogFilter, type LogKind, logKinds } from '../../contract.ts'
import styles from '../review.module.css'

interface LogFiltersProps {
  filter: LogFilter
  change: (filter: LogFilter) => void
  rows: readonly LogEntry[]
}

/** Narrows the log by what was done, by day, and by a colleague whom one of its lines named. */
export function LogFilters({ filter, change, rows }: LogFiltersProps) {
  const text = useText()
  const { member, kind, day } = filter
  const name = rows.find((row) => row.member === member)?.name
  return (
    <div className={styles.filters} data-no-print>
      <NativeSelect
        label={text('review.log.column.what')}
        value={kind ?? ''}
        data={[
          { value: '', label: text('review.log.all-kinds') },
          ...logKinds.map((one) => ({ value: one, label: text(`review.log.kind.${one}`) })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value as LogKind | ''
          change({ member, day, ...(chosen && { kind: chosen }) })
        }}
      />
      <TextInput
        type="date"
        label={text('review.log.day')}
        value={day ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          change({ member, kind, ...(chosen && { day: chosen }) })
        }}
      />
      {member !== undefined && (
        <Button variant="default" onClick={() => change({ kind, day })}>
          {text('review.log.everybody', { name: name ?? '' })}
        </Button>
      )}
    </div>
  )
}
