import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { type Meeting, MeetingChannel, type Meetings } from '../../meeting-contract.ts'
import { spokenLanguages } from '../spoken-languages.ts'
import styles from './meeting.module.css'
import { useMeetingAct } from './meeting-queries.ts'

const fields = {
  on: 'meeting-on',
  at: 'meeting-at',
  channel: 'meeting-channel',
  place: 'meeting-place',
  invited: 'meeting-invited',
  interpreter: 'meeting-interpreter',
}

interface PlanFormProps {
  meetings: Meetings
  /** Left out: a new meeting. */
  meeting?: Meeting | undefined
  onClose: () => void
}

/** When and where, with whom, and whether an interpreter comes. The person is always asked. */
export function PlanForm({ meetings, meeting, onClose }: PlanFormProps) {
  const text = useText()
  const format = useFormat()
  const once = useMadeOnce()
  const [draft, setDraft] = useState(() => draftOf(meetings, meeting))
  const [missing, setMissing] = useState<FormError[]>([])
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const body = () => ({
    on: draft.on,
    ...(draft.at && { at: draft.at }),
    channel: draft.channel,
    ...(draft.place.trim() && { place: draft.place.trim() }),
    invited: draft.invited.map(Number),
    ...(draft.interpreter && { interpreter: draft.interpreter }),
  })
  const path = `/cases/${meetings.ref}/handover-meetings`
  const save = useMeetingAct<void>(
    meetings.ref,
    () =>
      meeting
        ? api.put(`${path}/${meeting.id}`, body(), { ifMatch: meeting.version })
        : once((options) => api.post(path, body(), options)),
    () => {
      onClose()
      void toast(text('handovers.meeting.planned-saved'))
    },
  )
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: keyof typeof fields) =>
    errors.find((error) => error.field === fields[field])?.message
  const submit = () => {
    const found = draft.on
      ? []
      : [{ field: fields.on, message: text('handovers.meeting.on-missing') }]
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <FormDialog
      title={text(meeting ? 'handovers.meeting.change' : 'handovers.meeting.plan')}
      save={text('handovers.meeting.save-plan')}
      size={560}
      busy={save.isPending}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <TextInput
          id={fields.on}
          type="date"
          label={text('handovers.meeting.on')}
          error={errorOf('on')}
          value={draft.on}
          data-autofocus
          onChange={(event) => change({ on: event.currentTarget.value })}
        />
        <TextInput
          id={fields.at}
          type="time"
          label={text('handovers.meeting.at')}
          error={errorOf('at')}
          value={draft.at}
          onChange={(event) => change({ at: event.currentTarget.value })}
        />
      </div>
      <div className={styles.pair}>
        <Select
          id={fields.channel}
          label={text('handovers.meeting.channel')}
          data={MeetingChannel.options.map((one) => ({
            value: one,
            label: text(`handovers.meeting.channel.${one}`),
          }))}
          value={draft.channel}
          allowDeselect={false}
          onChange={(channel) => channel && change({ channel: MeetingChannel.parse(channel) })}
        />
        <TextInput
          id={fields.place}
          label={text('handovers.meeting.place')}
          error={errorOf('place')}
          maxLength={300}
          value={draft.place}
          onChange={(event) => change({ place: event.currentTarget.value })}
        />
      </div>
      <MultiSelect
        id={fields.invited}
        label={text('handovers.meeting.invited')}
        description={text('handovers.meeting.invited-note')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={errorOf('invited')}
        data={meetings.agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={draft.invited}
        searchable
        onChange={(invited) => change({ invited })}
      />
      <Select
        id={fields.interpreter}
        label={text('handovers.meeting.interpreter')}
        placeholder={text('handovers.meeting.interpreter-none')}
        error={errorOf('interpreter')}
        data={spokenLanguages.map((code) => ({ value: code, label: format.language(code) }))}
        value={draft.interpreter}
        clearable
        searchable
        onChange={(interpreter) => change({ interpreter })}
      />
    </FormDialog>
  )
}

function draftOf(meetings: Meetings, meeting: Meeting | undefined) {
  return {
    on: meeting?.plannedOn ?? '',
    at: meeting?.plannedAt ?? '',
    channel: meeting?.channel ?? ('prison' as const),
    place: meeting?.place ?? '',
    invited: meeting
      ? meeting.invited.map(({ id }) => String(id))
      : meetings.agencies.filter(({ atTable }) => atTable).map(({ id }) => String(id)),
    interpreter: meeting?.interpreter ?? null,
  }
}
