import { IconLifebuoy } from '@tabler/icons-react'
import { DomainIcon } from '../../../../web/parts/domain.tsx'
import { useWeekStart } from '../../../../web/week.ts'
import type { ReleaseRow } from '../../contract.ts'
import { useSpeech } from '../continuity-map/speech.ts'
import { LaneCell, SupportCell } from './lane-cell.tsx'
import { LeadCell } from './lead-cell.tsx'
import { missingLines } from './missing.ts'
import { MissingLines, ReleaseDay, ReleasePerson, WeekTitle } from './release-parts.tsx'
import { columnsOf, supportOf } from './release-table.tsx'
import styles from './releases.module.css'
import { byWeek } from './weeks.ts'

/** The same list where a table has no room: one block for each release. */
export function ReleaseCards({ rows }: { rows: readonly ReleaseRow[] }) {
  const columns = columnsOf(rows)
  const weekStart = useWeekStart()
  return byWeek(rows, weekStart).map((week) => (
    <section key={week.begins ?? ''} className={styles.cards}>
      <h2 className={styles.cardsTitle}>
        <WeekTitle week={week} />
      </h2>
      <ul className={styles.cardList}>
        {week.rows.map((row) => (
          <li key={row.ref} className={styles.card}>
            <Card row={row} columns={columns} />
          </li>
        ))}
      </ul>
    </section>
  ))
}

function Card({ row, columns }: { row: ReleaseRow; columns: ReturnType<typeof columnsOf> }) {
  const speech = useSpeech()
  const { text } = speech
  return (
    <>
      <div className={styles.cardHead}>
        <ReleaseDay row={row} />
        <ReleasePerson row={row} />
      </div>
      <MissingLines lines={missingLines(speech, row)} />
      <dl className={styles.cardFacts}>
        <div>
          <dt>
            <DomainIcon domain="lead" />
            {text('releases.columns.lead')}
          </dt>
          <dd>
            <LeadCell row={row} />
          </dd>
        </div>
        {columns.basics.map((basic) => (
          <div key={basic}>
            <dt>
              <DomainIcon domain={basic} />
              {text(`releases.columns.${basic}`)}
            </dt>
            <dd>
              <LaneCell caseRef={row.ref} lane={row.lanes.find(({ domain }) => domain === basic)} />
            </dd>
          </div>
        ))}
        {columns.support && (
          <div>
            <dt>
              <IconLifebuoy size={16} stroke={1.75} aria-hidden />
              {text('releases.columns.support')}
            </dt>
            <dd>
              <SupportCell caseRef={row.ref} lanes={supportOf(row)} />
            </dd>
          </div>
        )}
      </dl>
    </>
  )
}
