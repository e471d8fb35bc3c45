import { IconAlertTriangle, IconCalendarExclamation } from '@tabler/icons-react'
import { CaseLink, PersonLabel } from '../../../../web/parts/case-link.tsx'
import { DateText } from '../../../../web/parts/date-text.tsx'
import { useText } from '../../../../web/words.ts'
import type { ReleaseRow } from '../../contract.ts'
import { addDays } from '../continuity-map/days.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import type { MissingLine } from './missing.ts'
import styles from './releases.module.css'
import type { ReleaseWeek } from './weeks.ts'

/** The day of release, how far away it is, and how sure. */
export function ReleaseDay({ row }: { row: ReleaseRow }) {
  const text = useText()
  const certainty = text(`certainty.${row.release.certainty}`)
  if (!row.release.on) {
    return <span className={styles.day}>{text('releases.no-date')}</span>
  }
  return (
    <span className={styles.dayBox}>
      <span className={styles.day}>
        <DateText day={row.release.on} />
      </span>
      <span className={styles.under}>{text('releases.away', { days: row.days, certainty })}</span>
    </span>
  )
}

/** The case by its reference; the initials or the name stay on the screen, paper has the number only. */
export function ReleasePerson({ row }: { row: ReleaseRow }) {
  return (
    <span className={styles.person}>
      <CaseLink caseRef={row.ref} />
      <span className={styles.under} data-no-print>
        <PersonLabel person={row.person} />
      </span>
    </span>
  )
}

/** What is missing, in sentences under the release. */
export function MissingLines({ lines }: { lines: readonly MissingLine[] }) {
  return lines.map(({ tone, words }) => {
    const Icon = tone === 'gap' ? IconAlertTriangle : IconCalendarExclamation
    return (
      <p key={tone} className={styles.line} data-tone={tone}>
        <Icon size={16} stroke={1.75} aria-hidden />
        <span>{words}</span>
      </p>
    )
  })
}

/** Which week: this one, the next one, or its days; beside it how many leave. */
export function WeekTitle({ week }: { week: ReleaseWeek }) {
  const speech = useSpeech()
  const { text } = speech
  return (
    <>
      <span className={styles.week}>{weekWords(week, speech)}</span>{' '}
      <span className={styles.weekCount}>
        {text('releases.week.count', { count: week.rows.length })}
      </span>
    </>
  )
}

const LAST_DAY = 6

function weekWords({ begins, away }: ReleaseWeek, { text, format }: Speech): string {
  if (!begins) return text('releases.week.no-date')
  if (away === 0) return text('releases.week.this')
  if (away === 1) return text('releases.week.next')
  return format.period(begins, addDays(begins, LAST_DAY))
}
