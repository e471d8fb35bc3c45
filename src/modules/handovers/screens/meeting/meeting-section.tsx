import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { OwnWords } from '../../../../web/parts/own-words.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { type Meeting, type Meetings, PersonPresence } from '../../meeting-contract.ts'
import { Checklist, type ChecklistDraft, useChecklist } from './checklist.tsx'
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
  const checklist = useChecklist(meetings, meeting)
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
        <Acts meetings={meetings} meeting={meeting} checklist={checklist} />
      )}
      {meeting.state !== 'cancelled' && (
        <>
          <h3 className={styles.sub}>{text('handovers.meeting.checks')}</h3>
          <div className={styles.checks}>
            <Checklist meetings={meetings} meeting={meeting} draft={checklist} />
          </div>
        </>
      )}
      {meeting.state === 'planned' && <PaperFoot caseRef={meetings.ref} />}
      {meeting.state === 'held' && meeting.packages.length > 0 && <Kept meeting={meeting} />}
    </Section>
  )
}

function Facts({ meeting }: { meeting: Meeting }) {
  const text = useText()
  const format = useFormat()
  const { plannedOn, plannedAt, heldOn, channel, place, invited } = meeting
  const { interpreter, recordedBy } = meeting
  // The hour that was planned says nothing about another day.
  const at = heldOn === null || heldOn === plannedOn ? plannedAt : null
  const where = text(`handovers.meeting.channel.${channel}`)
  return (
    <dl className={styles.facts}>
      <Fact name={text('handovers.meeting.where')}>
        {[at, where, place].filter(Boolean).join(' · ')}
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

interface FactProps {
  name: string
  /** Sentences need more room than a name or a day. */
  wide?: boolean
  children: ReactNode
}

function Fact({ name, wide, children }: FactProps) {
  return (
    <div className={wide ? styles.wide : undefined}>
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
    <>
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
        {outcome && (
          <Fact name={text('handovers.meeting.outcome')} wide>
            {outcome}
          </Fact>
        )}
      </dl>
      {said && (
        <div className={styles.said}>
          <OwnWords
            {...(saidLanguage && { lang: saidLanguage })}
            source={text('handovers.meeting.said-source', {
              date: format.date(meeting.heldOn ?? meeting.plannedOn),
              language: format.language(saidLanguage ?? 'en'),
            })}
          >
            {said}
          </OwnWords>
        </div>
      )}
    </>
  )
}

interface ActsProps extends MeetingSectionProps {
  checklist: ChecklistDraft
}

function Acts({ meetings, meeting, checklist }: ActsProps) {
  const text = useText()
  const [opened, setOpened] = useState<'held' | 'plan' | 'cancel' | null>(null)
  const close = () => setOpened(null)
  const cancel = useMeetingAct<void>(
    meetings.ref,
    () => api.post(`/handover-meetings/${meeting.id}/cancel`, {}, { ifMatch: meeting.version }),
    close,
  )
  // What is kept of the list is what is saved: answers that are only typed are saved first.
  const hold = () => {
    const open = () => setOpened('held')
    if (checklist.changed.length === 0) open()
    else checklist.save.mutate(undefined, { onSuccess: open })
  }
  return (
    <div className={styles.acts} data-no-print>
      <Button onClick={hold} loading={checklist.save.isPending}>
        {text('handovers.meeting.hold')}
      </Button>
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

/** On paper only, a sheet to write on: who was there, what the person said, and lines to sign. */
function PaperFoot({ caseRef }: { caseRef: string }) {
  const text = useText()
  const boxes = PersonPresence.options.map((one) => `☐ ${text(`handovers.person.${one}`)}`)
  return (
    <div className={styles.paperFoot} aria-hidden>
      <p className={styles.paperTitle}>{text('handovers.meeting.title', { ref: caseRef })}</p>
      <p>{text('handovers.meeting.paper.present')}</p>
      <p>
        {[text('handovers.meeting.person'), ...boxes].join('   ')}
        <br />
        {text('handovers.meeting.person-reason')}
      </p>
      {(['said', 'outcome', 'signed'] as const).map((line) => (
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
