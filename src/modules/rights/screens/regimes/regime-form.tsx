import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changeRegime } from '../../../../web/client.gen.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Regimes } from '../../regime-contract.ts'
import styles from '../rights.module.css'

interface RegimeFormProps {
  read: Regimes
  onClose: () => void
}

const empty = { items: [] as string[], purpose: '', law: '', necessity: '', proportionality: '' }

/** Which items, for what, by which law; what it changes for readers stands above the button. */
export function RegimeForm({ read, onClose }: RegimeFormProps) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const others = read.purposes.filter((code) => code !== read.purpose)
  const [draft, setDraft] = useState({ ...empty, purpose: others[0] ?? '' })
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const save = useMutation({
    mutationFn: () =>
      changeRegime({
        path: { ref: read.ref },
        body: { ...draft, purpose: draft.purpose as 'supervision' },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['regimes', read.ref] })
      onClose()
      void toast(text('rights.regimes.saved'))
    },
  })
  const fields = ['items', 'purpose', 'law', 'necessity', 'proportionality'] as const
  const problems = useFormProblems(
    save.error,
    Object.fromEntries(fields.map((name) => [name, `regime-${name}`])),
  )
  const [none, setNone] = useState(false)
  const missing = [{ field: 'regime-items', message: text('rights.regimes.items-missing') }]
  const errors = none ? missing : save.error ? problems : []
  const errorOf = (field: string) => errors.find((one) => one.field === `regime-${field}`)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setNone(draft.items.length === 0)
    if (draft.items.length > 0) save.mutate()
  }
  return (
    <form className={`${styles.form} ${styles.readable}`} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={text('rights.items.not-saved')} />
      <Checkbox.Group
        label={text('rights.regimes.items')}
        description={text('rights.regimes.items-note')}
        error={errorOf('items')}
        value={draft.items}
        onChange={(items) => change({ items })}
      >
        {read.items.map(({ id, category, kind, asOf }, place) => (
          <Checkbox
            key={id}
            id={place === 0 ? 'regime-items' : undefined}
            mt={8}
            value={id}
            label={text('rights.regimes.item', {
              category: text(`agreements.categories.${category}`),
              kind: text(`items.kind.${kind}`),
              date: format.date(asOf),
            })}
          />
        ))}
      </Checkbox.Group>
      <Radio.Group
        id="regime-purpose"
        label={text('rights.regimes.purpose')}
        error={errorOf('purpose')}
        value={draft.purpose}
        onChange={(purpose) => change({ purpose })}
      >
        {others.map((code) => (
          <Radio key={code} mt={8} value={code} label={text(`editions.purpose.${code}`)} />
        ))}
      </Radio.Group>
      <TextInput
        id="regime-law"
        label={text('rights.regimes.law')}
        maxLength={300}
        error={errorOf('law')}
        value={draft.law}
        onChange={(event) => change({ law: event.currentTarget.value })}
      />
      {(['necessity', 'proportionality'] as const).map((field) => (
        <Textarea
          key={field}
          id={`regime-${field}`}
          label={text(`rights.regimes.${field}`)}
          autosize
          minRows={2}
          maxLength={2000}
          error={errorOf(field)}
          value={draft[field]}
          onChange={(event) => change({ [field]: event.currentTarget.value })}
        />
      ))}
      <Effect read={read} items={draft.items} purpose={draft.purpose} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text('rights.regimes.save')}
        </Button>
      </div>
    </form>
  )
}

/** Who at the table may work with the chosen items today, and who from then on; before it is saved. */
function Effect({ read, items, purpose }: { read: Regimes; items: string[]; purpose: string }) {
  const text = useText()
  const format = useFormat()
  const chosen = read.items.filter(({ id }) => items.includes(id))
  const categories = [...new Set(chosen.map(({ category }) => category))]
  const names = (category: string, code: string) => {
    const line = read.effect.find((one) => one.category === category && one.purpose === code)
    return line ? format.list(line.agencies.map(({ name }) => name)) : text('rights.regimes.nobody')
  }
  if (categories.length === 0) return null
  return (
    <div className={styles.basis} role="status">
      <p>
        <strong>{text('rights.regimes.effect')}</strong>
      </p>
      {categories.map((category) => (
        <p key={category}>
          {text('rights.regimes.effect-line', {
            category: text(`agreements.categories.${category}`),
            now: names(category, read.purpose),
            later: names(category, purpose),
          })}
        </p>
      ))}
      <p>
        {text(`editions.regime.${purpose}`)}. {text('rights.regimes.effect-note')}
      </p>
      {chosen.some(
        ({ special, category }) => special || ['health', 'substance_use'].includes(category),
      ) && <p>{text('rights.regimes.second')}</p>}
    </div>
  )
}
