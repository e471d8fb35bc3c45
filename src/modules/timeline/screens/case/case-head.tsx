import { Button, Modal } from '@mantine/core'
import { IconLockOpen } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { CaseDetail, CaseSeat } from '../../../cases/contract.ts'
import styles from './case.module.css'

/** The facts that everybody at the table starts from: release, lead, basis, information, agencies. */
export function CaseFacts({ detail, today }: { detail: CaseDetail; today: string }) {
  const text = useText()
  const format = useFormat()
  const { basis, lead, leadState, leadSince } = detail
  return (
    <dl className={styles.facts}>
      <ReleaseFact detail={detail} today={today} />
      <Fact
        name={text('timeline.case.lead')}
        note={text(leadNotes[leadState], { date: format.dayMonth(leadSince) })}
        warn={leadState === 'fallback' || leadState === 'unheld'}
      >
        {lead.name}
      </Fact>
      <Fact
        name={text('timeline.case.basis')}
        note={
          basis.validUntil
            ? text('timeline.case.basis-valid', { date: format.date(basis.validUntil) })
            : text('timeline.case.basis-open')
        }
      >
        <span title={basis.basis}>
          {text('timeline.case.basis-line', {
            arrangement: basis.arrangement,
            clause: basis.clause,
          })}
        </span>
      </Fact>
      <InformedFact informed={detail.informed} />
      <div className={styles.fact}>
        <dt>{text('timeline.case.table')}</dt>
        <dd>
          <ul className={styles.badges}>
            {agenciesAt(detail.seats).map((agency) => (
              <li key={agency.id}>
                <AgencyBadge agency={agency} />
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  )
}

const leadNotes = {
  accepted: 'timeline.case.lead-since',
  fallback: 'timeline.case.lead-fallback',
  unheld: 'timeline.case.lead-unheld',
  closing: 'timeline.case.lead-closing',
} as const

interface FactProps {
  name: string
  note?: string | null
  /** The note says that something is missing. */
  warn?: boolean
  children: ReactNode
}

function Fact({ name, note, warn = false, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.value}>{children}</span>
        {note && (
          <span className={styles.factNote} data-warn={warn || undefined}>
            {note}
          </span>
        )}
      </dd>
    </div>
  )
}

function ReleaseFact({ detail: { release }, today }: { detail: CaseDetail; today: string }) {
  const text = useText()
  const format = useFormat()
  const name = text('timeline.case.release')
  if (!release.on) return <Fact name={name}>{text('timeline.case.release-unknown')}</Fact>
  const words = {
    days: format.inDays(release.on, today),
    certainty: text(`certainty.${release.certainty}`),
  }
  const note = release.earliestOn
    ? text('timeline.case.release-note-earliest', {
        ...words,
        earliest: format.dayMonth(release.earliestOn),
      })
    : text('timeline.case.release-note', words)
  return (
    <Fact name={name} note={note}>
      {format.fullDate(release.on)}
    </Fact>
  )
}

function InformedFact({ informed }: { informed: CaseDetail['informed'] }) {
  const text = useText()
  const format = useFormat()
  const name = text('timeline.case.informed')
  if (informed.state === 'not_yet') {
    const ground = informed.ground ? text(`timeline.case.ground.${informed.ground}`) : ''
    const note = informed.reviewOn
      ? text('timeline.case.not-informed-review', {
          ground,
          date: format.dayMonth(informed.reviewOn),
        })
      : ground
    return (
      <Fact name={name} note={note} warn>
        {text('timeline.case.not-informed')}
      </Fact>
    )
  }
  const date = informed.on ? format.dayMonth(informed.on) : ''
  return (
    <Fact
      name={name}
      note={informed.how ? text(`timeline.case.informed-how.${informed.how}`) : null}
    >
      {informed.language
        ? text('timeline.case.informed-line', {
            date,
            language: format.language(informed.language),
          })
        : text('timeline.case.informed-date', { date })}
    </Fact>
  )
}

/** Each agency once, in the order of its first seat. */
function agenciesAt(seats: readonly CaseSeat[]) {
  return [...new Map(seats.map(({ agency }) => [agency.id, agency])).values()]
}

/** "Who can see this": the number on the button, every seat with its reason and end behind it. */
export function CaseReaders({ detail }: { detail: CaseDetail }) {
  const text = useText()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconLockOpen size={16} stroke={1.75} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {text('timeline.case.readers', { count: detail.readers })}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        closeOnClickOutside
        size={640}
        title={text('timeline.readers.title')}
        closeButtonProps={{ 'aria-label': text('web.close') }}
      >
        <p className="tc-note tc-dense">
          {text('timeline.readers.note')}{' '}
          <Link to="/cases/$ref/who" params={{ ref: detail.ref }}>
            {text('timeline.readers.why')}
          </Link>{' '}
          <Link to="/cases/$ref/sharing" params={{ ref: detail.ref }}>
            {text('timeline.readers.shares')}
          </Link>
        </p>
        <DataTable
          caption={text('timeline.readers.caption')}
          head={['who', 'agency', 'relation', 'until'].map((column) => (
            <th key={column} scope="col">
              {text(`timeline.readers.${column}`)}
            </th>
          ))}
        >
          {detail.seats.map((seat) => (
            <Seat key={`${seat.principal}-${seat.relation}`} seat={seat} />
          ))}
        </DataTable>
      </Modal>
    </>
  )
}

function Seat({ seat }: { seat: CaseSeat }) {
  const text = useText()
  const format = useFormat()
  return (
    <tr>
      <th scope="row">
        {seat.members === 1
          ? seat.name
          : text('timeline.readers.members', { name: seat.name, count: seat.members })}
      </th>
      <td data-label={text('timeline.readers.agency')}>
        <AgencyBadge agency={seat.agency} withName />
      </td>
      <td data-label={text('timeline.readers.relation')}>
        {text(`timeline.readers.relation.${seat.relation}`)}
      </td>
      <td data-label={text('timeline.readers.until')}>
        {seat.until ? format.date(seat.until) : text('timeline.readers.no-end')}
      </td>
    </tr>
  )
}
