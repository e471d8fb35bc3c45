import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { OwnWords } from '../../../../web/parts/own-words.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Meeting, Meetings } from '../../meeting-contract.ts'
import { Checklist } from './checklist.tsx'
import { HeldForm } from './held-form.tsx'
import styles from './meeting.module.css'
import { useMeetingAct } from './meeting-queries.ts'
import { PackageView } from './package-view.tsx'
import { PlanForm } from './plan-form.tsx'

const chips: Record<Meeting['state'], ChipState> = {
  planned: 'due',
  held: 'settled',
  cancelled: 'neutral',
}

interface MeetingSectionProps {
  meetings: Meetings
  meeting: Meeting
}

/** One meeting: its plan and checklist before, its minutes and what was handed over after. */
export function MeetingSection({ meetings, meeting }: MeetingSectionProps) {
  const text = useText()
  const format = useFormat()
  const day = meeting.heldOn ?? meeting.plannedOn
  return (
    <Section
      title={format.fullDate(day)}
      note={
        <Chip state={chips[meeting.state]}>{text(`handovers.meeting.state.${meeting.state}`)}</Chip>
      }
    >
      <Facts meeting={meeting} />
      {meeting.state === 'held' && <Minutes meeting={meeting} />}
      {meeting.state === 'planned' && meetings.may.includes('plan') && (
        <Acts meetings={meetings} meeting={meeting} />
      )}
      {meeting.state !== 'cancelled' && (
        <>
          <h3 className={styles.sub}>{text('handovers.meeting.checks')}</h3>
          <div className={styles.checks}>
            <Checklist key={meeting.version} meetings={meetings} meeting={meeting} />
          </div>
        </>
      )}
      {meeting.state === 'planned' && <PaperFoot />}
      {meeting.state === 'held' && meeting.packages.length > 0 && <Kept meeting={meeting} />}
    </Section>
  )
}

function Facts({ meeting }: { meeting: Meeting }) {
  const text = useText()
  const format = useFormat()
  const { plannedAt, channel, place, invited, interpreter, recordedBy } = meeting
  const where = text(`handovers.meeting.channel.${channel}`)
  return (
    <dl className={styles.facts}>
      <Fact name={text('handovers.meeting.where')}>
        {[plannedAt, where, place].filter(Boolean).join(' · ')}
      </Fact>
      <Fact name={text('handovers.meeting.invited')}>
        {format.list([...invited.map(({ name }) => name), text('handovers.meeting.and-person')])}
      </Fact>
      <Fact name={text('handovers.meeting.interpreter')}>
        {interpreter ? format.language(interpreter) : text('handovers.meeting.interpreter-none')}
      </Fact>
      <Fact name={text('handovers.meeting.recorded-by')}>{recordedBy}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Minutes({ meeting }: { meeting: Meeting }) {
  const text = useText()
  const format = useFormat()
  const { present, person, personReason, said, saidLanguage, outcome } = meeting
  return (
    <div className={styles.minutes}>
      <dl className={styles.facts}>
        <Fact name={text('handovers.meeting.present')}>
          <ul className={styles.plain}>
            {present.map(({ agency, names }) => (
              <li key={agency.id}>{names ? `${agency.name}: ${names}` : agency.name}</li>
            ))}
          </ul>
        </Fact>
        {person && (
          <Fact name={text('handovers.meeting.the-person')}>
            {text(`handovers.person.${person}`)}
            {personReason && <p className="tc-note">{personReason}</p>}
          </Fact>
        )}
        {outcome && <Fact name={text('handovers.meeting.outcome')}>{outcome}</Fact>}
      </dl>
      {said && (
        <OwnWords
          {...(saidLanguage && { lang: saidLanguage })}
          source={text('handovers.meeting.said-source', {
            date: format.date(meeting.heldOn ?? meeting.plannedOn),
            language: format.language(saidLanguage ?? 'en'),
          })}
        >
          {said}
        </OwnWords>
      )}
    </div>
  )
}

function Acts({ meetings, meeting }: MeetingSectionProps) {
  const text = useText()
  const [opened, setOpened] = useState<'held' | 'plan' | 'cancel' | null>(null)
  const close = () => setOpened(null)
  const cancel = useMeetingAct<void>(
    meetings.ref,
    () => api.post(`/handover-meetings/${meeting.id}/cancel`, {}, { ifMatch: meeting.version }),
    close,
  )
  return (
    <div className={styles.acts} data-no-print>
      <Button onClick={() => setOpened('held')}>{text('handovers.meeting.hold')}</Button>
      <Button variant="default" onClick={() => setOpened('plan')}>
        {text('handovers.meeting.change')}
      </Button>
      <Button variant="default" onClick={() => setOpened('cancel')}>
        {text('handovers.meeting.cancel')}
      </Button>
      {opened === 'held' && <HeldForm meetings={meetings} meeting={meeting} onClose={close} />}
      {opened === 'plan' && <PlanForm meetings={meetings} meeting={meeting} onClose={close} />}
      <ConfirmDialog
        opened={opened === 'cancel'}
        title={text('handovers.meeting.cancel')}
        confirm={text('handovers.meeting.cancel-confirm')}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
        onCancel={close}
      >
        {cancel.error && <Trouble error={cancel.error} />}
        <p>{text('handovers.meeting.cancel-note')}</p>
      </ConfirmDialog>
    </div>
  )
}

/** On paper only: who was there, what the person said, and lines to sign. */
function PaperFoot() {
  const text = useText()
  return (
    <div className={styles.paperFoot} aria-hidden>
      {(['present', 'person', 'said', 'outcome', 'signed'] as const).map((line) => (
        <p key={line}>{text(`handovers.meeting.paper.${line}`)}</p>
      ))}
    </div>
  )
}

function Kept({ meeting }: { meeting: Meeting }) {
  const text = useText()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.kept}>
      <button type="button" className="tc-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {text(open ? 'handovers.package.hide' : 'handovers.package.show', {
          day: format.longDay(meeting.heldOn ?? meeting.plannedOn),
        })}
      </button>
      {open && <PackageView id={meeting.id} />}
    </div>
  )
}
