import { Checkbox, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { WordingNotices } from '../../../../web/parts/wording-notices.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { KeptWordings } from '../../../items/wording/vocabulary.ts'
import { type Meeting, type Meetings, PersonPresence } from '../../meeting-contract.ts'
import { languagesWith } from '../spoken-languages.ts'
import styles from './meeting.module.css'
import { useMeetingAct } from './meeting-queries.ts'

const fields = {
  on: 'held-on',
  present: 'held-present',
  person: 'held-person',
  personReason: 'held-person-reason',
  said: 'held-said',
  saidLanguage: 'held-said-language',
  outcome: 'held-outcome',
}

interface HeldFormProps {
  meetings: Meetings
  meeting: Meeting
  onClose: () => void
}

interface Draft {
  on: string
  /** Agencies that came, with the names that were written down. */
  present: Record<number, string | undefined>
  person: PersonPresence | null
  personReason: string
  said: string
  saidLanguage: string
  outcome: string
  kept: KeptWordings
}

/** The meeting took place: when, who was there, whether the person was, and what they said. */
export function HeldForm({ meetings, meeting, onClose }: HeldFormProps) {
  const text = useText()
  const [draft, setDraft] = useState<Draft>({
    on: meeting.plannedOn <= meetings.today ? meeting.plannedOn : meetings.today,
    present: {},
    person: null,
    personReason: '',
    said: '',
    saidLanguage: meeting.interpreter ?? document.documentElement.lang,
    outcome: '',
    kept: [],
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const save = useMeetingAct<void>(
    meetings.ref,
    () =>
      api.post(`/handover-meetings/${meeting.id}/held`, bodyOf(draft), {
        ifMatch: meeting.version,
      }),
    () => {
      onClose()
      void toast(text('handovers.meeting.held-saved'))
    },
  )
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const submit = () => {
    const found = missingIn(draft, text)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <FormDialog
      title={text('handovers.meeting.hold')}
      save={text('handovers.meeting.hold-save')}
      size={600}
      busy={save.isPending}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        change={change}
        meetings={meetings}
        meeting={meeting}
        errorOf={(field) => errors.find((error) => error.field === fields[field])?.message}
      />
      <p className="tc-small tc-note">{text('handovers.meeting.hold-note')}</p>
    </FormDialog>
  )
}

function bodyOf(draft: Draft) {
  const { on, present, person, personReason, said, saidLanguage, outcome, kept } = draft
  return {
    on,
    present: Object.entries(present).flatMap(([id, names]) =>
      names === undefined ? [] : [{ agencyId: Number(id), names: names.trim() }],
    ),
    person,
    ...(person !== 'present' && personReason.trim() && { personReason: personReason.trim() }),
    ...(said.trim() && { said: said.trim(), saidLanguage }),
    ...(outcome.trim() && { outcome: outcome.trim(), kept }),
  }
}

function missingIn({ on, present, person, personReason }: Draft, text: Text): FormError[] {
  const errors: FormError[] = []
  const add = (field: keyof typeof fields, id: string) =>
    errors.push({ field: fields[field], message: text(id) })
  const came = Object.values(present).filter((names) => names !== undefined)
  if (!on) add('on', 'handovers.meeting.on-missing')
  if (came.length < 2) add('present', 'problems.meeting_two_agencies')
  if (!person) add('person', 'handovers.meeting.person-missing')
  if (person === 'not_asked' && !personReason.trim())
    add('personReason', 'problems.meeting_not_asked_reason')
  return errors
}

interface FieldsProps extends Pick<HeldFormProps, 'meetings' | 'meeting'> {
  draft: Draft
  change: (part: Partial<Draft>) => void
  errorOf: (field: keyof typeof fields) => string | undefined
}

function Fields({ draft, change, meetings, meeting, errorOf }: FieldsProps) {
  const text = useText()
  const format = useFormat()
  const invited = new Set(meeting.invited.map(({ id }) => id))
  const listed = meetings.agencies.filter(({ id, atTable }) => atTable || invited.has(id))
  return (
    <>
      <TextInput
        id={fields.on}
        type="date"
        label={text('handovers.meeting.held-on')}
        error={errorOf('on')}
        value={draft.on}
        onChange={(event) => change({ on: event.currentTarget.value })}
      />
      <fieldset className={styles.fieldset} id={fields.present} tabIndex={-1}>
        <legend>{text('handovers.meeting.present')}</legend>
        {errorOf('present') && <p className={styles.error}>{errorOf('present')}</p>}
        {listed.map(({ id, name }) => (
          <div key={id} className={styles.came}>
            <Checkbox
              label={name}
              checked={draft.present[id] !== undefined}
              onChange={(event) =>
                change({
                  present: { ...draft.present, [id]: event.currentTarget.checked ? '' : undefined },
                })
              }
            />
            {draft.present[id] !== undefined && (
              <TextInput
                aria-label={text('handovers.meeting.names-label', { agency: name })}
                placeholder={text('handovers.meeting.names')}
                maxLength={200}
                value={draft.present[id]}
                onChange={(event) =>
                  change({ present: { ...draft.present, [id]: event.currentTarget.value } })
                }
              />
            )}
          </div>
        ))}
      </fieldset>
      <Radio.Group
        id={fields.person}
        label={text('handovers.meeting.person')}
        error={errorOf('person')}
        value={draft.person}
        onChange={(person) => change({ person: PersonPresence.parse(person) })}
      >
        {PersonPresence.options.map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`handovers.person.${one}`)} />
        ))}
      </Radio.Group>
      {draft.person !== null && draft.person !== 'present' && (
        <TextInput
          id={fields.personReason}
          label={text('handovers.meeting.person-reason')}
          error={errorOf('personReason')}
          maxLength={1000}
          value={draft.personReason}
          onChange={(event) => change({ personReason: event.currentTarget.value })}
        />
      )}
      <Textarea
        id={fields.said}
        label={text('handovers.meeting.said')}
        description={text('handovers.meeting.said-note')}
        error={errorOf('said')}
        autosize
        minRows={2}
        maxLength={4000}
        value={draft.said}
        onChange={(event) => change({ said: event.currentTarget.value })}
      />
      {draft.said.trim() && (
        <Select
          id={fields.saidLanguage}
          label={text('handovers.meeting.said-language')}
          data={languagesWith(draft.saidLanguage).map((code) => ({
            value: code,
            label: format.language(code),
          }))}
          value={draft.saidLanguage}
          allowDeselect={false}
          searchable
          onChange={(saidLanguage) => saidLanguage && change({ saidLanguage })}
        />
      )}
      <Textarea
        id={fields.outcome}
        label={text('handovers.meeting.outcome')}
        error={errorOf('outcome')}
        autosize
        minRows={2}
        maxLength={4000}
        value={draft.outcome}
        onChange={(event) => change({ outcome: event.currentTarget.value })}
      />
      <WordingNotices
        text={draft.outcome}
        onText={(outcome) => change({ outcome })}
        kept={draft.kept}
        onKept={(kept) => change({ kept })}
      />
    </>
  )
}
