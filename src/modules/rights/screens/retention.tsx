import { TextInput } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readRetention } from '../../../web/client.gen.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { RetentionOverview } from '../retention-contract.ts'

type Row = RetentionOverview['rows'][number]
const columns = ['what', 'items', 'when', 'why'] as const

const retentionQuery = (until: string | null) =>
  queryOptions({
    queryKey: ['retention', until],
    queryFn: ({ signal }) => readRetention({ query: until ? { until } : {} }, { signal }),
  })

/** What will go in the whole authority, when and why, in counts: month by month, before it happens. */
export function Retention() {
  const text = useText()
  const format = useFormat()
  const [until, setUntil] = useState<string | null>(null)
  const found = useQuery({ ...retentionQuery(until), placeholderData: keepPreviousData })
  const read = found.data
  const months = [...new Set(read?.rows.map(({ month }) => month))]
  const count = (rows: readonly Row[], outcome: Row['outcome']) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, { items }) => sum + items, 0)
  return (
    <Page
      title={text('rights.overview.title')}
      note={text('rights.overview.note')}
      actions={read && <PrintButton />}
    >
      {found.isPending && <Loading rows={8} />}
      {found.error && !read && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {read && (
        <>
          <Sentence note={text('rights.overview.protected-note')}>
            {text('rights.overview.sentence', {
              date: format.date(read.until),
              erased: count(read.rows, 'erase'),
              closed: count(read.rows, 'restrict'),
            })}
          </Sentence>
          <TextInput
            type="date"
            label={text('rights.desk.until')}
            value={until ?? read.until}
            min={read.today}
            maw={240}
            mb={12}
            data-no-print
            onChange={(event) => setUntil(event.currentTarget.value || null)}
          />
          {months.length === 0 && <Empty>{text('rights.overview.none')}</Empty>}
          {months.map((month) => (
            <Month
              key={month}
              name={format.month(`${month}-01`)}
              rows={read.rows.filter((row) => row.month === month)}
            />
          ))}
        </>
      )}
    </Page>
  )
}

function Month({ name, rows }: { name: string; rows: readonly Row[] }) {
  const text = useText()
  const format = useFormat()
  const label = (column: (typeof columns)[number]) => text(`rights.overview.col.${column}`)
  const what = (row: Row) =>
    row.class === 'protected'
      ? text('rights.overview.protected')
      : text(`agreements.categories.${row.class}`)
  return (
    <Section title={name}>
      <DataTable
        caption={name}
        head={columns.map((column) => (
          <th key={column} scope="col">
            {label(column)}
          </th>
        ))}
      >
        {rows.map((row) => (
          <tr key={`${row.class} ${row.from} ${row.months} ${row.outcome} ${row.arrangement}`}>
            <th scope="row">
              {text(`rights.retention.outcome.${row.outcome}`, { category: what(row) })}
            </th>
            <td data-label={label('items')}>{format.number(row.items)}</td>
            <td data-label={label('when')}>
              {row.first === row.last
                ? format.date(row.first)
                : text('rights.overview.between', {
                    first: format.date(row.first),
                    last: format.date(row.last),
                  })}
            </td>
            <td data-label={label('why')}>
              {text(`rights.overview.why.${row.from}`, {
                months: row.months ?? 0,
                arrangement: row.arrangement,
              })}
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}
