import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { todayHere } from '../../../../web/format.ts'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { figuresQuery } from '../meeting/meeting-queries.ts'
import styles from './handovers.module.css'

/** How many of my cases were handed over before their release, and with the person at the table. */
export function FiguresSection() {
  const text = useText()
  const format = useFormat()
  const today = todayHere()
  const [from, setFrom] = useState(() => monthsBefore(today, 3))
  const [until, setUntil] = useState(today)
  const valid = from !== '' && until !== '' && from < until
  const found = useQuery({
    ...figuresQuery(from, until),
    enabled: valid,
    placeholderData: keepPreviousData,
  })
  const rows = ['withPerson', 'held', 'withoutMeeting', 'fallback'] as const
  return (
    <Section
      id="figures"
      title={text('handovers.figures.title')}
      note={
        found.data &&
        text('handovers.figures.released', {
          count: found.data.released,
          from: format.date(found.data.from),
          until: format.date(found.data.until),
        })
      }
    >
      <div className={styles.period} data-no-print>
        <TextInput
          type="date"
          label={text('handovers.figures.from')}
          value={from}
          max={until}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={text('handovers.figures.until')}
          error={!valid && text('handovers.figures.invalid')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      {found.isPending && valid && <Loading />}
      {found.isError && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <ul className={styles.figures}>
          {rows.map((row) => (
            <li key={row}>
              <span className={styles.figure}>{format.number(found.data[row])}</span>
              <span>{text(`handovers.figures.${row}`, { count: found.data[row] })}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function monthsBefore(day: string, months: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() - months)
  return at.toISOString().slice(0, 10)
}
