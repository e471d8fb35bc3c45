import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImportRow } from '../../../timeline/import-contract.ts'
import styles from './deliveries.module.css'
import { importsQuery } from './delivery-queries.ts'
import { UndoImport } from './undo-import.tsx'

/** Which lists were taken in, by whom, and whether that can still be undone. */
export function PastDeliveries() {
  const text = useText()
  const [undoing, setUndoing] = useState<ImportRow | null>(null)
  const { data, error, refetch } = useQuery(importsQuery)
  const done = (data?.imports ?? []).filter(({ appliedAt }) => appliedAt)
  return (
    <Section title={text('deliveries.past.title')} note={text('deliveries.past.note')}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && done.length === 0 && <Empty>{text('imports.recent.none')}</Empty>}
      {done.length > 0 && (
        <DataTable
          caption={text('deliveries.past.title')}
          head={
            <>
              <th scope="col">{text('deliveries.past.list')}</th>
              <th scope="col">{text('deliveries.past.who')}</th>
              <th scope="col">{text('deliveries.past.what')}</th>
              <th scope="col">{text('deliveries.past.state')}</th>
            </>
          }
        >
          {done.map((row) => (
            <Row key={row.id} row={row} onUndo={() => setUndoing(row)} />
          ))}
        </DataTable>
      )}
      {undoing && <UndoImport row={undoing} onClose={() => setUndoing(null)} />}
    </Section>
  )
}

function Row({ row, onUndo }: { row: ImportRow; onUndo: () => void }) {
  const text = useText()
  const format = useFormat()
  const { prison, deliveredOn, appliedAt, appliedBy, counts } = row
  return (
    <tr>
      <th scope="row">
        <AgencyBadge agency={prison} withName />
        {deliveredOn && (
          <span className={styles.under}>
            {text('deliveries.past.of', { date: format.date(deliveredOn) })}
          </span>
        )}
      </th>
      <td data-label={text('deliveries.past.who')}>
        <span>
          {appliedBy}
          <span className={styles.under}>{appliedAt && format.moment(appliedAt)}</span>
        </span>
      </td>
      <td data-label={text('deliveries.past.what')}>
        {text('deliveries.past.counts', {
          added: counts.new ?? 0,
          changed: counts.changed ?? 0,
          gone: counts.gone ?? 0,
          held: counts.held ?? 0,
        })}
      </td>
      <td data-label={text('deliveries.past.state')}>
        <State row={row} onUndo={onUndo} />
      </td>
    </tr>
  )
}

function State({ row, onUndo }: { row: ImportRow; onUndo: () => void }) {
  const text = useText()
  const format = useFormat()
  const { status, undoUntil, undoneAt, undoneBy } = row
  if (status === 'undone') {
    return (
      <span>
        <PlainState state="neutral">{text('deliveries.past.undone')}</PlainState>
        {undoneAt && (
          <span className={styles.under}>
            {text('deliveries.past.undone-by', { who: undoneBy, when: format.moment(undoneAt) })}
          </span>
        )}
      </span>
    )
  }
  if (!undoUntil) return <span className="tc-note">{text('deliveries.past.final')}</span>
  return (
    <span>
      <Button size="compact-sm" variant="default" onClick={onUndo}>
        {text('deliveries.past.undo')}
      </Button>
      <span className={styles.under}>
        {text('deliveries.past.until', { date: format.date(undoUntil) })}
      </span>
    </span>
  )
}
