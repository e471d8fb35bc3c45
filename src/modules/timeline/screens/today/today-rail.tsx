import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Empty } from '../../../../web/parts/empty.tsx'
import { OnDuty } from '../../../../web/parts/on-duty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { mayOpen, useSession } from '../../../../web/session.ts'
import { releasesAheadQuery, weeksAhead } from '../../../../web/today-counts.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Today } from '../../contract.ts'
import { WaitingDeliveries } from '../notices/waiting-deliveries.tsx'
import styles from './today.module.css'

/** Beside the day's lists: notices that wait for a decision, and the day in figures. */
export function TodayRail({ today, children }: { today: Today; children: ReactNode }) {
  const text = useText()
  const session = useSession()
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{children}</div>
      <aside className={styles.rail} aria-label={text('today.rail.label')}>
        {mayOpen(session, 'notices') && <Notices notices={today.notices} />}
        <WaitingDeliveries />
        <OnDuty />
        <Figures today={today} />
      </aside>
    </div>
  )
}

function Notices({ notices }: Pick<Today, 'notices'>) {
  const text = useText()
  const none = notices.waiting + notices.unknownResidence === 0
  return (
    <Section
      title={text('today.notices.title')}
      action={<Link to="/notices">{text('today.notices.all')}</Link>}
    >
      {none && <Empty>{text('today.notices.none')}</Empty>}
      <ul className={styles.figures}>
        {notices.waiting > 0 && (
          <Figure count={notices.waiting} more={notices.more}>
            <Link to="/notices" search={{ residence: 'city' }}>
              {text('today.notices.waiting', { count: notices.waiting })}
            </Link>
          </Figure>
        )}
        {notices.unknownResidence > 0 && (
          <Figure count={notices.unknownResidence} more={notices.more}>
            <Link to="/notices" search={{ residence: 'unknown' }}>
              {text('today.notices.unknown', { count: notices.unknownResidence })}
            </Link>
          </Figure>
        )}
      </ul>
    </Section>
  )
}

function Figures({ today }: { today: Today }) {
  const text = useText()
  const { waiting, late, due, more } = today
  const { data: ahead } = useQuery(releasesAheadQuery)
  return (
    <Section title={text('today.figures.title')}>
      <ul className={styles.figures}>
        {ahead && (
          <>
            <Figure count={ahead.releases} more={ahead.more}>
              <ReleasesLink>
                {text('today.figures.releases', { count: ahead.releases })}
              </ReleasesLink>
            </Figure>
            <Figure count={ahead.missing} more={ahead.more && ahead.missing > 0}>
              <ReleasesLink missing>
                {text('today.figures.missing', { count: ahead.missing })}
              </ReleasesLink>
            </Figure>
          </>
        )}
        <Figure count={waiting.length} more={more.waiting}>
          <Link to="/handovers">{text('today.figures.waiting', { count: waiting.length })}</Link>
        </Figure>
        <Figure count={late.length} more={more.late}>
          <Link to="/handovers">{text('today.figures.late', { count: late.length })}</Link>
        </Figure>
        <Figure count={due.length} more={more.due}>
          {text('today.figures.due', { count: due.length })}
        </Figure>
      </ul>
    </Section>
  )
}

/** A provider knows the releases of its own cases from this page; the whole list is not theirs. */
function ReleasesLink({ missing, children }: { missing?: true; children: ReactNode }) {
  const session = useSession()
  if (!mayOpen(session, 'releases')) return children
  return (
    <Link to="/releases" search={{ weeks: weeksAhead, missing }}>
      {children}
    </Link>
  )
}

interface FigureProps {
  count: number
  /** There are more than were counted. */
  more?: boolean
  children: ReactNode
}

function Figure({ count, more = false, children }: FigureProps) {
  const text = useText()
  const format = useFormat()
  return (
    <li>
      {more ? (
        <span className={styles.figure}>
          <span aria-hidden>{format.number(count)}+</span>
          <span className="tc-visually-hidden">{text('releases.counts.more', { count })}</span>
        </span>
      ) : (
        <span className={styles.figure}>{format.number(count)}</span>
      )}
      <span>{children}</span>
    </li>
  )
}
