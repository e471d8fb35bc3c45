import { Button, Modal, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Segmented } from '../../../../web/parts/segmented.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { Lane } from '../../../timeline/contract.ts'
import { AcceptanceWay, type AfterMeasure } from '../../measure-contract.ts'
import styles from '../meeting/meeting.module.css'
import { languagesWith } from '../spoken-languages.ts'
import { useRefreshAfter } from './measure-queries.ts'

const fields = {
  answers: 'say-answers',
  witness: 'say-witness',
  saidOn: 'say-on',
  language: 'say-language',
  words: 'say-words',
}

type Choice = 'yes' | 'no' | 'later'

interface Draft {
  answers: Partial<Record<Lane, Choice>>
  way: AcceptanceWay
  witness: string
  saidOn: string
  language: string
  words: string
}

interface SayFormProps {
  after: AfterMeasure
  /** A help that is to be stopped: its part begins with "should end". */
  stop?: Lane | undefined
  onClose: () => void
}

/** What the person wants to go on and what should end, in their own language, and how they said it. */
export function SayForm({ after, stop, onClose }: SayFormProps) {
  const text = useText()
  const refresh = useRefreshAfter(after.ref)
  const [draft, setDraft] = useState<Draft>({
    answers: stop ? { [stop]: 'no' } : {},
    way: 'on_screen',
    witness: '',
    saidOn: after.today,
    language: after.language ?? document.documentElement.lang,
    words: '',
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const save = useMutation({
    mutationFn: () => api.post(`/cases/${after.ref}/continuations`, bodyOf(draft)),
    onSuccess: async () => {
      await refresh()
      onClose()
      void toast(text('handovers.measure.form.saved'))
    },
  })
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, text)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  const parts = stop ? after.parts.filter(({ domain }) => domain === stop) : after.parts
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={text(stop ? 'handovers.measure.stop' : 'handovers.measure.ask')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <p className="tc-small tc-note">{text('handovers.measure.form.note')}</p>
        <fieldset className={styles.fieldset} id={fields.answers} tabIndex={-1}>
          <legend>{text('handovers.measure.form.wants')}</legend>
          {parts.map(({ domain }) => (
            <PartChoice
              key={domain}
              domain={domain}
              value={draft.answers[domain] ?? 'later'}
              onChange={(choice) => change({ answers: { ...draft.answers, [domain]: choice } })}
            />
          ))}
        </fieldset>
        <HowFields draft={draft} change={change} errors={errors} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('handovers.measure.form.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface PartChoiceProps {
  domain: Lane
  value: Choice
  onChange: (choice: Choice) => void
}

function PartChoice({ domain, value, onChange }: PartChoiceProps) {
  const text = useText()
  const part = partName(text, domain)
  return (
    <div className={styles.came}>
      <span>{part}</span>
      <Segmented
        label={part}
        value={value}
        options={(['later', 'yes', 'no'] as const).map((one) => ({
          value: one,
          label: text(`handovers.measure.form.${one}`),
        }))}
        onChange={onChange}
      />
    </div>
  )
}

/** The lead is told in the words of the person: one agency that keeps everything together. */
export const partName = (text: Text, domain: Lane) =>
  domain === 'lead' ? text('handovers.measure.lead') : text(`domains.${domain}`)

interface HowFieldsProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
  errors: readonly FormError[]
}

function HowFields({ draft, change, errors }: HowFieldsProps) {
  const text = useText()
  const format = useFormat()
  const errorOf = (field: keyof typeof fields) =>
    errors.find((error) => error.field === fields[field])?.message
  return (
    <>
      <Radio.Group
        label={text('handovers.measure.form.way')}
        value={draft.way}
        onChange={(way) => change({ way: AcceptanceWay.parse(way) })}
      >
        {AcceptanceWay.options.map((way) => (
          <Radio key={way} mt={6} value={way} label={text(`handovers.measure.way.${way}`)} />
        ))}
      </Radio.Group>
      {draft.way === 'witnessed' && (
        <TextInput
          id={fields.witness}
          label={text('handovers.measure.form.witness')}
          error={errorOf('witness')}
          maxLength={120}
          value={draft.witness}
          onChange={(event) => change({ witness: event.currentTarget.value })}
        />
      )}
      <div className={styles.pair}>
        <TextInput
          id={fields.saidOn}
          type="date"
          label={text('handovers.measure.form.on')}
          error={errorOf('saidOn')}
          value={draft.saidOn}
          onChange={(event) => change({ saidOn: event.currentTarget.value })}
        />
        <Select
          id={fields.language}
          label={text('handovers.measure.form.language')}
          data={languagesWith(draft.language).map((code) => ({
            value: code,
            label: format.language(code),
          }))}
          value={draft.language}
          allowDeselect={false}
          searchable
          onChange={(language) => language && change({ language })}
        />
      </div>
      <Textarea
        id={fields.words}
        label={text('handovers.measure.form.words')}
        error={errorOf('words')}
        autosize
        minRows={2}
        maxLength={4000}
        value={draft.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
    </>
  )
}

function bodyOf({ answers, way, witness, saidOn, language, words }: Draft) {
  return {
    answers: Object.entries(answers)
      .filter(([, choice]) => choice !== 'later')
      .map(([domain, choice]) => ({ domain, goesOn: choice === 'yes' })),
    way,
    saidOn,
    language,
    ...(way === 'witnessed' && { witness: witness.trim() }),
    ...(words.trim() && { words: words.trim() }),
  }
}

function missingIn(draft: Draft, text: Text): FormError[] {
  const errors: FormError[] = []
  const said = Object.values(draft.answers).some((choice) => choice !== 'later')
  if (!said) errors.push({ field: fields.answers, message: text('handovers.measure.form.none') })
  if (draft.way === 'witnessed' && draft.witness.trim().length < 2)
    errors.push({
      field: fields.witness,
      message: text('problems.continuation_witness_missing'),
    })
  if (!draft.saidOn)
    errors.push({ field: fields.saidOn, message: text('handovers.measure.day-missing') })
  return errors
}
