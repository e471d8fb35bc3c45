import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import type { Format } from '../../../../web/format.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { UnsavedGuard } from '../../../../web/parts/unsaved-guard.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import {
  CheckAnswer,
  type Meeting,
  type MeetingCheck,
  type Meetings,
} from '../../meeting-contract.ts'
import styles from './meeting.module.css'
import { useMeetingAct } from './meeting-queries.ts'

type Answers = Record<string, { answer: CheckAnswer; agency: string | null; until: string }>

const columns = ['item', 'answer', 'agency', 'until'] as const

export type ChecklistDraft = ReturnType<typeof useChecklist>

/**
 * The answers that are typed and not saved yet. They stay when the meeting changes elsewhere meanwhile;
 * what differs then stands beside them.
 */
export function useChecklist(meetings: Meetings, meeting: Meeting) {
  const text = useText()
  const [typed, setTyped] = useState<Answers>({})
  const [before, setBefore] = useState<Answers>({})
  const changed = meeting.checks.filter((check) => differs(check, typed[check.code]))
  const undo = () => setTyped({})
  const save = useMeetingAct<void>(
    meetings.ref,
    () =>
      api.post(
        `/handover-meetings/${meeting.id}/checks`,
        { answers: changed.map((check) => bodyOf(check, typed[check.code])) },
        { ifMatch: meeting.version },
      ),
    () => {
      undo()
      void toast(text('handovers.meeting.checks-saved'))
    },
  )
  const change = (check: MeetingCheck, part: Partial<Answers[string]>) => {
    if (!differs(check, typed[check.code])) setBefore({ ...before, [check.code]: draftOf(check) })
    setTyped({ ...typed, [check.code]: { ...(typed[check.code] ?? draftOf(check)), ...part } })
  }
  const elsewhere = (check: MeetingCheck) =>
    differs(check, typed[check.code]) && differs(check, before[check.code])
  return { typed, changed, change, elsewhere, undo, save }
}

interface ChecklistProps {
  meetings: Meetings
  meeting: Meeting
  draft: ChecklistDraft
}

/** What is gone through before a person leaves; on paper the same rows with boxes to tick. */
export function Checklist({ meetings, meeting, draft }: ChecklistProps) {
  const text = useText()
  const editable = meeting.state === 'planned' && meetings.may.includes('check')
  const { typed, changed, change, elsewhere, undo, save } = draft
  return (
    <>
      <DataTable
        caption={text('handovers.meeting.checks-caption')}
        head={columns.map((column) => (
          <th key={column} scope="col">
            {text(`handovers.meeting.col.${column}`)}
          </th>
        ))}
      >
        {meeting.checks.map((check) => (
          <CheckRow
            key={check.code}
            check={check}
            draft={typed[check.code] ?? draftOf(check)}
            elsewhere={elsewhere(check)}
            editable={editable}
            agencies={meetings.agencies}
            onChange={(part) => change(check, part)}
          />
        ))}
      </DataTable>
      {save.error && (
        <Trouble error={save.error} what={text('handovers.meeting.checks-not-saved')} />
      )}
      {editable && changed.length > 0 && (
        <div className={styles.saveBar} data-no-print>
          <span role="status">
            {text('handovers.meeting.checks-changed', { count: changed.length })}
          </span>
          <Button variant="default" onClick={undo}>
            {text('handovers.meeting.checks-undo')}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {text('handovers.meeting.checks-save')}
          </Button>
        </div>
      )}
      <UnsavedGuard when={changed.length > 0} />
    </>
  )
}

const draftOf = ({ answer, agency, until }: MeetingCheck): Answers[string] => ({
  answer,
  agency: agency ? String(agency.id) : null,
  until: until ?? '',
})

function differs(check: MeetingCheck, draft: Answers[string] | undefined): boolean {
  const was = draftOf(check)
  return (
    draft !== undefined &&
    (draft.answer !== was.answer || draft.agency !== was.agency || draft.until !== was.until)
  )
}

function bodyOf({ code }: MeetingCheck, draft: Answers[string] | undefined) {
  const { answer = 'open', agency = null, until = '' } = draft ?? {}
  return { code, answer, agency: agency ? Number(agency) : null, until: until || null }
}

interface CheckRowProps {
  check: MeetingCheck
  draft: Answers[string]
  /** Somebody saved another answer since this one was begun. */
  elsewhere: boolean
  editable: boolean
  agencies: Meetings['agencies']
  onChange: (part: Partial<Answers[string]>) => void
}

function CheckRow({ check, draft, elsewhere, editable, agencies, onChange }: CheckRowProps) {
  const text = useText()
  const format = useFormat()
  const item = text(`handovers.check.${check.code}`)
  const label = (column: (typeof columns)[number]) => text(`handovers.meeting.col.${column}`)
  const choices = CheckAnswer.options.filter((answer) => !(check.plain && answer === 'open'))
  const toDo = !check.plain && (draft.answer === 'no' || draft.answer === 'open')
  const words = (column: 'answer' | 'agency' | 'until') =>
    text('handovers.meeting.check-label', { item, column: label(column) })
  return (
    <tr>
      <th scope="row">{item}</th>
      <td data-label={label('answer')}>
        {editable ? (
          <div data-no-print>
            <Select
              aria-label={words('answer')}
              data={choices.map((answer) => ({
                value: answer,
                label: text(`handovers.answer.${answer}`),
              }))}
              placeholder={text('handovers.answer.open')}
              value={check.plain && draft.answer === 'open' ? null : draft.answer}
              allowDeselect={false}
              onChange={(answer) => answer && onChange({ answer: CheckAnswer.parse(answer) })}
            />
          </div>
        ) : (
          <PlainState state={check.answer === 'yes' ? 'settled' : 'neutral'}>
            {text(`handovers.answer.${check.answer}`)}
          </PlainState>
        )}
        {editable && <PaperBoxes answer={draft.answer} />}
        {elsewhere && (
          <p className={`tc-small tc-note ${styles.elsewhere}`}>{saidOf(check, text, format)}</p>
        )}
      </td>
      <td data-label={label('agency')} data-empty={(!toDo && !check.agency) || undefined}>
        {editable && toDo ? (
          <div data-no-print>
            <Select
              aria-label={words('agency')}
              data={agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={draft.agency}
              clearable
              onChange={(agency) => onChange({ agency })}
            />
          </div>
        ) : null}
        {(!editable || toDo) && check.agency && (
          <span className={editable ? styles.paper : undefined}>{check.agency.name}</span>
        )}
      </td>
      <td data-label={label('until')} data-empty={(!toDo && !check.until) || undefined}>
        {editable && toDo ? (
          <TextInput
            data-no-print
            type="date"
            aria-label={words('until')}
            value={draft.until}
            onChange={(event) => onChange({ until: event.currentTarget.value })}
          />
        ) : null}
        {(!editable || toDo) && check.until && (
          <span className={editable ? styles.paper : undefined}>{format.date(check.until)}</span>
        )}
      </td>
    </tr>
  )
}

/** An answer in one line: what was said, who takes care of it and until when. */
function saidOf({ answer, agency, until }: MeetingCheck, text: Text, format: Format): string {
  const said = [text(`handovers.answer.${answer}`), agency?.name, until && format.date(until)]
  return text('handovers.meeting.check-elsewhere', { said: said.filter(Boolean).join(', ') })
}

/** On paper only: boxes to tick, the answer that is known already ticked. */
function PaperBoxes({ answer }: { answer: CheckAnswer }) {
  const text = useText()
  return (
    <span className={styles.paper} aria-hidden>
      {(['yes', 'no', 'not_applicable'] as const).map((one) => (
        <span key={one} className={styles.box}>
          {one === answer ? '☒' : '☐'} {text(`handovers.answer.${one}`)}
        </span>
      ))}
    </span>
  )
}
