import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import styles from './cover.module.css'
import { type Covered, coverQuery } from './cover-queries.ts'

interface CoveredTableProps {
  onHandOn: (from: { principal: number; name: string }) => void
}

/** Whom I cover and what waits there; those who have left stand first, until all is handed on. */
export function CoveredTable({ onHandOn }: CoveredTableProps) {
  const text = useText()
  const { data, isPending, error, refetch } = useQuery(coverQuery)
  const rows = data?.covered ?? []
  return (
    <Section
      title={text('people.covered.title')}
      action={
        rows.length > 0 && (
          <Link to="/cases" search={{ relation: 'cover' }}>
            {text('people.covered.cases-link')}
          </Link>
        )
      }
    >
      {isPending && <Loading rows={3} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && (
        <Empty next={text('people.covered.none-next')}>{text('people.covered.none')}</Empty>
      )}
      {rows.length > 0 && (
        <DataTable
          caption={text('people.covered.title')}
          head={(['who', 'what', 'acts'] as const).map((column) => (
            <th key={column} scope="col">
              {text(`people.covered.${column}`)}
            </th>
          ))}
        >
          {rows.map((row) => (
            <Row key={row.principal} row={row} onHandOn={onHandOn} />
          ))}
        </DataTable>
      )}
    </Section>
  )
}

function Row({ row, onHandOn }: CoveredTableProps & { row: Covered }) {
  const text = useText()
  const format = useFormat()
  const { principal, member, kind, until, cases, offers, milestones } = row
  const state =
    kind === 'left'
      ? text('people.covered.left', { on: format.date(row.since) })
      : until
        ? text('people.covered.until', { until: format.day(until) })
        : text('people.covered.open')
  return (
    <tr>
      <th scope="row">
        <span className={styles.said}>{member.name}</span>
        <Chip state={kind === 'left' ? 'gap' : 'due'}>{state}</Chip>
      </th>
      <td data-label={text('people.covered.what')}>
        {text('people.covered.counts', { cases, offers, milestones })}
      </td>
      <td data-label={text('people.covered.acts')}>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={text('people.covered.hand-on-of', { name: member.name })}
          onClick={() => onHandOn({ principal, name: member.name })}
        >
          {text('people.covered.hand-on')}
        </Button>
      </td>
    </tr>
  )
}
