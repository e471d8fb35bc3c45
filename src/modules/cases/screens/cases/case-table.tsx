import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { CaseLink, PersonLabel } from '../../../../web/parts/case-link.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { DateText } from '../../../../web/parts/date-text.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useText, useWords } from '../../../../web/words.ts'
import type { CaseRow } from '../../contract.ts'
import styles from './cases.module.css'

const columns = ['ref', 'person', 'stage', 'release', 'lead', 'relation'] as const

/** My cases: reference, person, stage, release, who leads, and why I sit there. */
export function CaseTable({ rows }: { rows: readonly CaseRow[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text('cases.caption')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`cases.columns.${column}`)}
        </th>
      ))}
    >
      {rows.map((row) => (
        <Row key={row.ref} row={row} />
      ))}
    </DataTable>
  )
}

function Row({ row }: { row: CaseRow }) {
  const text = useText()
  const label = (column: (typeof columns)[number]) => text(`cases.columns.${column}`)
  const fallback = row.leadState === 'fallback' || row.leadState === 'unheld'
  return (
    <tr>
      <th scope="row">
        <CaseLink caseRef={row.ref} />
      </th>
      <td data-label={label('person')}>
        <PersonLabel person={row.person} />
      </td>
      <td data-label={label('stage')}>
        <Chip state={row.stage === 'closed' ? 'neutral' : 'stage'}>
          {text(`cases.stage.${row.stage}`)}
        </Chip>
      </td>
      <td data-label={label('release')}>
        <Release release={row.release} />
      </td>
      <td data-label={label('lead')}>
        <span className={styles.lead}>
          <AgencyBadge agency={row.lead} withName offered={fallback} />
          {fallback && <span className={styles.fallback}>{text(`cases.${row.leadState}`)}</span>}
        </span>
      </td>
      <td data-label={label('relation')}>
        <Relation relation={row.relation} />
      </td>
    </tr>
  )
}

function Release({ release }: Pick<CaseRow, 'release'>) {
  const text = useText()
  if (!release.on) return text('cases.no-date')
  return (
    <span>
      <DateText day={release.on} form="date" />{' '}
      <span className={styles.quiet}>
        {text('cases.certainty', { certainty: text(`certainty.${release.certainty}`) })}
      </span>
    </span>
  )
}

/** A relation that this version does not know is left out; it gives no right here. */
function Relation({ relation }: { relation: string }) {
  const words = useWords()
  const id = `cases.relation.${relation}`
  return words.has(id) ? words.text(id) : null
}
