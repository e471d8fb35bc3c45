import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { todayHere } from '../../../../web/format.ts'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { InreachCounts } from '../../inreach-contract.ts'
import styles from '../directory/directory.module.css'
import { countsQuery } from './inreach-queries.ts'

/** A month in figures: how many sessions, with how many; nobody who took part has a name. */
export function MonthCounts() {
  const text = useText()
  const [month, setMonth] = useState(todayHere().slice(0, 7))
  const counts = useQuery(countsQuery(month))
  return (
    <Section title={text('inreach.counts.title')}>
      <div className={styles.fields}>
        <TextInput
          type="month"
          label={text('inreach.counts.month')}
          value={month}
          onChange={(event) => event.currentTarget.value && setMonth(event.currentTarget.value)}
        />
        {counts.isPending && <Loading rows={2} />}
        {counts.error && <Trouble error={counts.error} />}
        {counts.data?.counts.length === 0 && (
          <p className="tc-note tc-dense">{text('inreach.counts.none')}</p>
        )}
        {counts.data && counts.data.counts.length > 0 && <Lines counts={counts.data.counts} />}
      </div>
    </Section>
  )
}

function Lines({ counts }: Pick<InreachCounts, 'counts'>) {
  const text = useText()
  return (
    <ul className="tc-list">
      {counts.map((line) => (
        <li key={line.prison.id + line.domain}>
          {text('inreach.counts.line', {
            domain: text(`domains.${line.domain}`),
            count: line.held,
          })}
          <span className={styles.under}>
            {text('inreach.counts.under', {
              prison: line.prison.name,
              attended: line.attended,
              planned: line.planned + line.waiting,
              fell: line.notHeld,
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
