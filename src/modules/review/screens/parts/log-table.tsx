import { Button } from '@mantine/core'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { LogEntry } from '../../contract.ts'
import { type FoldedEntry, foldLog } from './fold-log.ts'

const columns = ['when', 'who', 'agency', 'what', 'purpose'] as const

/** The log in words: who of which agency did what, when and what for. */
export function LogTable({
  rows,
  pick,
}: {
  rows: readonly LogEntry[]
  pick: (member: number) => void
}) {
  const text = useText()
  const format = useFormat()
  return (
    <DataTable
      caption={text('review.log.section')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`review.log.column.${column}`)}
        </th>
      ))}
    >
      {foldLog(rows).map(({ entry: row, ...more }) => (
        <tr key={row.id}>
          <th scope="row">
            {text('review.log.at', {
              date: format.dateOf(row.at),
              time: format.time(row.at),
            })}
          </th>
          <td data-label={text('review.log.column.who')}>
            <Who row={row} pick={pick} />
          </td>
          <td data-label={text('review.log.column.agency')}>
            {row.agency && <AgencyBadge agency={row.agency} withName />}
          </td>
          <td data-label={text('review.log.column.what')}>
            {whatOf({ entry: row, ...more }, text, format.list)}
          </td>
          <td data-label={text('review.log.column.purpose')}>{purposeOf(row, text)}</td>
        </tr>
      ))}
    </DataTable>
  )
}

/** What was done, with what was opened as far as it is told, and how often within the minute. */
function whatOf(
  { entry, whats, count }: FoldedEntry,
  text: Text,
  list: (words: string[]) => string,
): string {
  const kind = text(`review.log.kind.${entry.kind}`)
  const words = whats.map((one) => text(`review.log.what.${one}`))
  if (words.length > 0) return text('review.log.did', { kind, what: list(words) })
  return count > 1 ? text('review.log.times', { kind, count }) : kind
}

function Who({ row, pick }: { row: LogEntry; pick: (member: number) => void }) {
  const text = useText()
  const { member, name, system, agency } = row
  if (system !== null) return text('review.log.system', { system, agency: agency?.name ?? '' })
  if (member === null || name === null) return text('review.log.nobody')
  return (
    <Button
      variant="transparent"
      size="compact-sm"
      px={0}
      aria-label={text('review.log.only', { name })}
      onClick={() => pick(member)}
    >
      {name}
    </Button>
  )
}

function purposeOf(row: LogEntry, text: Text): string {
  if (row.use) return text(`review.use.${row.use}`)
  return row.purpose ? text(`sharing.purpose.${row.purpose}`) : ''
}
