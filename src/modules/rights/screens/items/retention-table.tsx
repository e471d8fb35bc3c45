import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { RetentionRow } from '../../contract.ts'
import styles from '../rights.module.css'
import { useRefreshRights } from './rights-queries.ts'

const columns = ['on', 'what', 'owner', 'why'] as const

interface RetentionTableProps {
  rows: readonly RetentionRow[]
  withCase?: boolean
  /** Asks to keep one longer; left out where nobody may. */
  onLonger?: (row: RetentionRow) => void
}

/** What will go, when and why, before it happens; with what two people may still change. */
export function RetentionTable({ rows, withCase = false, onLonger }: RetentionTableProps) {
  const text = useText()
  const format = useFormat()
  const label = (column: (typeof columns)[number]) => text(`rights.retention.col.${column}`)
  return (
    <DataTable
      caption={text('rights.retention.title')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {label(column)}
        </th>
      ))}
    >
      {rows.map((row) => (
        <tr key={row.item}>
          <th scope="row">{format.date(row.on)}</th>
          <td data-label={label('what')}>
            {withCase && (
              <>
                <Link to="/cases/$ref/rights" params={{ ref: row.ref }}>
                  {row.ref}
                </Link>{' '}
              </>
            )}
            {text(`rights.retention.outcome.${row.outcome}`, {
              category: text(`agreements.categories.${row.category}`),
            })}
            {row.review && row.mine && <p className="tc-note">{text('rights.retention.review')}</p>}
          </td>
          <td data-label={label('owner')}>
            <AgencyBadge agency={row.owner} withName />
          </td>
          <td data-label={label('why')}>
            {whyOf(text, format, row)}
            <Longer row={row} {...(onLonger && { onLonger })} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function whyOf(text: Text, format: ReturnType<typeof useFormat>, row: RetentionRow): string {
  const { from, starts, months, clause, arrangement, extendedUntil } = row
  const why =
    from === 'author'
      ? text('rights.retention.why.author')
      : text(`rights.retention.why.${from}`, {
          months: months ?? 0,
          date: starts ? format.date(starts) : '',
          clause,
          arrangement,
        })
  return extendedUntil
    ? `${why} ${text('rights.retention.extended', { date: format.date(extendedUntil) })}`
    : why
}

function Longer({ row, onLonger }: { row: RetentionRow; onLonger?: (row: RetentionRow) => void }) {
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshRights()
  const answer = useMutation({
    mutationFn: (approved: boolean) =>
      api.post(`/extensions/${row.extension?.id}/answer`, { approved }),
    onSuccess: async () => {
      await refresh()
      void toast(text('rights.items.saved'))
    },
  })
  const asked = row.extension
  if (asked)
    return (
      <div className={styles.recipient}>
        <span className="tc-note">
          {text('rights.retention.asked', { name: asked.by ?? '', date: format.date(asked.until) })}
        </span>
        {row.mine && !asked.mine && (
          <>
            <Button size="xs" onClick={() => answer.mutate(true)} loading={answer.isPending}>
              {text('rights.retention.agree')}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => answer.mutate(false)}
              disabled={answer.isPending}
            >
              {text('rights.retention.disagree')}
            </Button>
          </>
        )}
        {answer.error && <Trouble error={answer.error} what={text('rights.items.not-saved')} />}
      </div>
    )
  if (!row.mine || !onLonger || row.from === 'author') return null
  return (
    <p>
      <button type="button" className="tc-link" onClick={() => onLonger(row)}>
        {text('rights.retention.longer')}
      </button>
    </p>
  )
}
