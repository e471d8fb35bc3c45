import { Link } from '@tanstack/react-router'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { PersonLabel } from '../../../../web/parts/case-link.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { NoticeRow } from '../../import-contract.ts'
import { DecideResidence } from './decide-residence.tsx'
import styles from './notices.module.css'

/** The notices: when, who, from where, whose, and until when they are kept. */
export function NoticeTable({ notices }: { notices: readonly NoticeRow[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text('notices.title')}
      head={
        <>
          <th scope="col">{text('notices.table.release')}</th>
          <th scope="col">{text('notices.table.person')}</th>
          <th scope="col">{text('notices.table.prison')}</th>
          <th scope="col">{text('notices.table.residence')}</th>
          <th scope="col">{text('notices.table.erased')}</th>
        </>
      }
    >
      {notices.map((notice) => (
        <Row key={notice.id} notice={notice} />
      ))}
    </DataTable>
  )
}

function Row({ notice }: { notice: NoticeRow }) {
  const text = useText()
  const format = useFormat()
  const { release, prison, establishment, person, eraseOn, vanishedOn } = notice
  return (
    <tr>
      <th scope="row" className={styles.release}>
        {release.on ? format.date(release.on) : text('notices.no-date')}
        {release.on && (
          <span className={styles.under}>
            {format.inDays(release.on)} · {text(`lists.kinds.${release.certainty}`)}
          </span>
        )}
      </th>
      <td>
        <Link to="/notices/$id" params={{ id: notice.id }} className={styles.person}>
          <PersonLabel person={person} />
          <span className="tc-visually-hidden"> {text('notices.look')}</span>
        </Link>
        <span className={styles.under}>
          <bdi>{person.number}</bdi>
        </span>
      </td>
      <td>
        <AgencyBadge agency={prison} withName />
        {establishment && establishment !== prison.name && (
          <span className={styles.under}>{establishment}</span>
        )}
      </td>
      <td>
        <Whose notice={notice} />
      </td>
      <td data-label={text('notices.table.erased')}>
        <span>
          {eraseOn ? format.date(eraseOn) : text('notices.kept-while-listed')}
          {vanishedOn && <span className={styles.under}>{text('notices.left-list')}</span>}
        </span>
      </td>
    </tr>
  )
}

function Whose({ notice }: { notice: NoticeRow }) {
  const text = useText()
  if (notice.status === 'held') {
    return (
      <Link to="/notices/$id" params={{ id: notice.id }} className={styles.chipLink}>
        <Chip state="due">{text('notices.held')}</Chip>
      </Link>
    )
  }
  if (notice.residence === 'unknown') return <DecideResidence notice={notice} />
  return <>{text('notices.this-city')}</>
}
