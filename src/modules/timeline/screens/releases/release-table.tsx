import { DataTable } from '../../../../web/parts/table.tsx'
import { useWeekStart } from '../../../../web/week.ts'
import { useText } from '../../../../web/words.ts'
import type { ReleaseRow } from '../../contract.ts'
import { useSpeech } from '../continuity-map/speech.ts'
import { LaneCell, SupportCell } from './lane-cell.tsx'
import { LeadCell } from './lead-cell.tsx'
import { basics, isBasic, missingLines } from './missing.ts'
import { MissingLines, ReleaseDay, ReleasePerson, WeekTitle } from './release-parts.tsx'
import styles from './releases.module.css'
import { byWeek } from './weeks.ts'

type Basic = (typeof basics)[number]

/** Columns that this reader may see: a part of life without any answer has none. */
export interface Columns {
  basics: Basic[]
  support: boolean
}

/** Which parts of life the rows speak about; what is hidden from this reader makes no column. */
export function columnsOf(rows: readonly ReleaseRow[]): Columns {
  const lanes = rows.flatMap((row) => row.lanes)
  return {
    basics: basics.filter((basic) => lanes.some(({ domain }) => domain === basic)),
    support: lanes.some(
      ({ domain, state }) => domain !== 'lead' && !isBasic(domain) && state !== 'not_asked',
    ),
  }
}

/** The releases as a table, week by week; sentences stand under the row they speak about. */
export function ReleaseTable({ rows }: { rows: readonly ReleaseRow[] }) {
  const text = useText()
  const weekStart = useWeekStart()
  const columns = columnsOf(rows)
  const names = ['release', 'person', 'lead', ...columns.basics]
  const all = columns.support ? [...names, 'support'] : names
  return (
    <div className={styles.table}>
      <DataTable
        caption={text('releases.caption')}
        stacks={false}
        grouped
        head={all.map((name) => (
          <th key={name} scope="col" data-column={name}>
            {text(`releases.columns.${name}`)}
          </th>
        ))}
      >
        {byWeek(rows, weekStart).map((week) => (
          <tbody key={week.begins ?? ''}>
            <tr className={styles.weekRow}>
              <th scope="rowgroup" colSpan={all.length}>
                <WeekTitle week={week} />
              </th>
            </tr>
            {week.rows.map((row) => (
              <Row key={row.ref} row={row} columns={columns} width={all.length} />
            ))}
          </tbody>
        ))}
      </DataTable>
    </div>
  )
}

interface RowProps {
  row: ReleaseRow
  columns: Columns
  width: number
}

function Row({ row, columns, width }: RowProps) {
  const speech = useSpeech()
  const lines = missingLines(speech, row)
  const told = lines.length > 0
  return (
    <>
      <tr className={styles.row} data-told={told || undefined}>
        <td rowSpan={told ? 2 : undefined}>
          <ReleaseDay row={row} />
        </td>
        <th scope="row">
          <ReleasePerson row={row} />
        </th>
        <td>
          <LeadCell row={row} />
        </td>
        {columns.basics.map((basic) => (
          <td key={basic}>
            <LaneCell caseRef={row.ref} lane={row.lanes.find(({ domain }) => domain === basic)} />
          </td>
        ))}
        {columns.support && (
          <td>
            <SupportCell caseRef={row.ref} lanes={supportOf(row)} />
          </td>
        )}
      </tr>
      {told && (
        <tr className={styles.lines}>
          <td colSpan={width - 1}>
            <MissingLines lines={lines} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Parts of life without a column of their own. */
export function supportOf(row: ReleaseRow) {
  return row.lanes.filter(({ domain }) => domain !== 'lead' && !isBasic(domain))
}
