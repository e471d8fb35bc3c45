import { Button, Modal, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Standings } from '../../contract.ts'
import styles from './handovers.module.css'

const fields = {
  domain: 'standing-domain',
  prisons: 'standing-prisons',
  atOnce: 'standing-at-once',
  perMonth: 'standing-per-month',
  maxDays: 'standing-max-days',
  from: 'standing-from',
  until: 'standing-until',
}

interface Draft {
  domain: string | null
  prisons: string[]
  atOnce: number | string
  perMonth: number | string
  maxDays: number | string
  from: string
  until: string
}

interface StandingFormProps {
  standings: Standings
  onClose: () => void
}

/** What our agency accepts in advance. It stands with my name on each offer that it accepts. */
export function StandingForm({ standings, onClose }: StandingFormProps) {
  const text = useText()
  const client = useQueryClient()
  const once = useMadeOnce()
  const today = todayHere()
  const [draft, setDraft] = useState<Draft>({
    domain: standings.domains.length === 1 ? (standings.domains[0] ?? null) : null,
    prisons: [],
    atOnce: '',
    perMonth: '',
    maxDays: '',
    from: today,
    until: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`,
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useMutation({
    mutationFn: () => once((options) => api.post('/standing-acceptances', bodyOf(draft), options)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['standings'] })
      onClose()
      void toast(text('handovers.standing.saved'))
    },
  })
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found: FormError[] = []
    if (!draft.domain)
      found.push({ field: fields.domain, message: text('handovers.standing.form.domain-missing') })
    if (draft.atOnce === '' && draft.perMonth === '')
      found.push({ field: fields.atOnce, message: text('problems.standing_without_limit') })
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={text('handovers.standing.add')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <p className="tc-small tc-note">{text('handovers.standing.form.note')}</p>
        <Fields
          draft={draft}
          standings={standings}
          change={(part) => setDraft({ ...draft, ...part })}
          errorOf={(field) => errors.find((error) => error.field === fields[field])?.message}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('handovers.standing.form.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

const numberOf = (value: number | string) => (value === '' ? null : Number(value))

function bodyOf({ domain, prisons, atOnce, perMonth, maxDays, from, until }: Draft) {
  return {
    domain,
    prisons: prisons.map(Number),
    atOnce: numberOf(atOnce),
    perMonth: numberOf(perMonth),
    maxDays: numberOf(maxDays),
    from,
    until,
  }
}

interface FieldsProps {
  draft: Draft
  standings: Standings
  change: (part: Partial<Draft>) => void
  errorOf: (field: keyof typeof fields) => string | undefined
}

function Fields({ draft, standings, change, errorOf }: FieldsProps) {
  const text = useText()
  const count = (field: 'atOnce' | 'perMonth' | 'maxDays', words: string, note: string) => (
    <NumberInput
      id={fields[field]}
      label={text(`handovers.standing.form.${words}`)}
      description={text(`handovers.standing.form.${note}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={errorOf(field)}
      min={1}
      max={3660}
      allowDecimal={false}
      hideControls
      value={draft[field]}
      onChange={(value) => change({ [field]: value })}
    />
  )
  return (
    <>
      <Select
        id={fields.domain}
        label={text('handovers.standing.form.domain')}
        error={errorOf('domain')}
        data={standings.domains.map((one) => ({ value: one, label: text(`domains.${one}`) }))}
        value={draft.domain}
        onChange={(domain) => change({ domain })}
        data-autofocus
      />
      <MultiSelect
        id={fields.prisons}
        label={text('handovers.standing.form.prisons')}
        description={text('handovers.standing.form.prisons-note')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={errorOf('prisons')}
        data={standings.prisons.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={draft.prisons}
        onChange={(prisons) => change({ prisons })}
      />
      <div className={styles.pair}>
        {count('atOnce', 'at-once', 'limit-note')}
        {count('perMonth', 'per-month', 'limit-note')}
      </div>
      {count('maxDays', 'max-days', 'max-days-note')}
      <div className={styles.pair}>
        {(['from', 'until'] as const).map((end) => (
          <TextInput
            key={end}
            id={fields[end]}
            type="date"
            label={text(`handovers.standing.form.${end}`)}
            error={errorOf(end)}
            value={draft[end]}
            onChange={(event) => change({ [end]: event.currentTarget.value })}
          />
        ))}
      </div>
    </>
  )
}
