import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import {
  CheckAnswer,
  type Meeting,
  type MeetingCheck,
  type Meetings,
} from '../../meeting-contract.ts'
import styles from './meeting.module.css'
import { useMeetingAct } from './meeting-queries.ts'

interface ChecklistProps {
  meetings: Meetings
  meeting: Meeting
}

type Draft = Record<string, { answer: CheckAnswer; agency: string | null; until: string }>

const columns = ['item', 'answer', 'agency', 'until'] as const

/** What is gone through before a person leaves; on paper the same rows with boxes to tick. */
export function Checklist({ meetings, meeting }: ChecklistProps) {
  const text = useText()
  const editable = meeting.state === 'planned' && meetings.may.includes('check')
  const [draft, setDraft] = useState<Draft>({})
  const changed = meeting.checks.filter((check) => differs(check, draft[check.code]))
  const save = useMeetingAct<void>(
    meetings.ref,
    () =>
      api.post(
        `/handover-meetings/${meeting.id}/checks`,
        { answers: changed.map((check) => bodyOf(check, draft[check.code])) },
        { ifMatch: meeting.version },
      ),
    () => {
      setDraft({})
      void toast(text('handovers.meeting.checks-saved'))
    },
  )
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
            draft={draft[check.code] ?? draftOf(check)}
            editable={editable}
            agencies={meetings.agencies}
            onChange={(part) =>
              setDraft({
                ...draft,
                [check.code]: { ...(draft[check.code] ?? draftOf(check)), ...part },
              })
            }
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
          <Button variant="default" onClick={() => setDraft({})}>
            {text('handovers.meeting.checks-undo')}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {text('handovers.meeting.checks-save')}
          </Button>
        </div>
      )}
    </>
  )
}

const draftOf = ({ answer, agency, until }: MeetingCheck): Draft[string] => ({
  answer,
  agency: agency ? String(agency.id) : null,
  until: until ?? '',
})

function differs(check: MeetingCheck, draft: Draft[string] | undefined): boolean {
  const was = draftOf(check)
  return (
    draft !== undefined &&
    (draft.answer !== was.answer || draft.agency !== was.agency || draft.until !== was.until)
  )
}

function bodyOf({ code }: MeetingCheck, draft: Draft[string] | undefined) {
  const { answer = 'open', agency = null, until = '' } = draft ?? {}
  return { code, answer, agency: agency ? Number(agency) : null, until: until || null }
}

interface CheckRowProps {
  check: MeetingCheck
  draft: Draft[string]
  editable: boolean
  agencies: Meetings['agencies']
  onChange: (part: Partial<Draft[string]>) => void
}

function CheckRow({ check, draft, editable, agencies, onChange }: CheckRowProps) {
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
        {(!editable || toDo) && (
          <span className={editable ? styles.paper : undefined}>{check.agency?.name}</span>
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
