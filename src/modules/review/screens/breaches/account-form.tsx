import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { type Text, useText } from '../../../../web/words.ts'
import { type BreachAccount, type Breaches, breachKinds } from '../../breach-contract.ts'
import styles from '../review.module.css'
import { MomentFields, momentTyped, typedOf } from './moment-fields.tsx'

const sentences = ['what', 'found', 'consequences', 'measures'] as const
type Sentence = (typeof sentences)[number]
const needed: readonly Sentence[] = ['what', 'found']
const idOf = (field: string) => `breach-${field}`

interface AccountFormProps {
  /** What was said last; nothing yet of a new breach. */
  account?: BreachAccount
  /** Agencies to choose from; none where the breach has one. */
  agencies?: Breaches['concerned']
  send: string
  save: (account: BreachAccount, agencyId: number) => Promise<unknown>
  onLeave: () => void
}

/** What is known of a breach. Likely consequences and measures may follow when they are known. */
export function AccountForm({ account, agencies, send, save, onLeave }: AccountFormProps) {
  const text = useText()
  const [agency, setAgency] = useState(agencies?.length === 1 ? String(agencies[0]?.id) : '')
  const [stood] = useState(() => account?.awareAt ?? new Date().toISOString())
  const [aware, setAware] = useState(typedOf(stood))
  const awareAt = momentTyped(aware, stood)
  const [kinds, setKinds] = useState<string[]>(account?.kinds ?? [])
  const [words, setWords] = useState<Record<Sentence, string>>({
    what: account?.what ?? '',
    found: account?.found ?? '',
    consequences: account?.consequences ?? '',
    measures: account?.measures ?? '',
  })
  const firstPress = useFirstPress()
  const saving = useMutation({
    mutationFn: () => save(accountOf(awareAt ?? '', kinds, words), Number(agency)),
  })
  const refused = useFormProblems(
    saving.error,
    Object.fromEntries(['agencyId', 'awareAt', 'kinds', ...sentences].map((f) => [f, idOf(f)])),
  )
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => problems.find((one) => one.field === idOf(field))?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(
      {
        agencyId: agencies !== undefined && agency === '',
        awareAt: awareAt === null,
        kinds: kinds.length === 0,
        what: words.what.trim().length < 3,
        found: words.found.trim().length < 3,
      },
      text,
    )
    setMissing(found)
    if (found.length === 0) firstPress(saving.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate data-no-print>
      <FormErrors errors={problems} />
      {agencies && agencies.length > 1 && (
        <NativeSelect
          id={idOf('agencyId')}
          label={text('breaches.field.agencyId')}
          value={agency}
          error={errorOf('agencyId')}
          data={[
            { value: '', label: text('breaches.choose') },
            ...agencies.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(event) => setAgency(event.currentTarget.value)}
        />
      )}
      <MomentFields
        id={idOf('awareAt')}
        label={text('breaches.field.awareAt')}
        typed={aware}
        error={errorOf('awareAt')}
        change={setAware}
      />
      <Checkbox.Group
        id={idOf('kinds')}
        label={text('breaches.field.kinds')}
        error={errorOf('kinds')}
        value={kinds}
        onChange={setKinds}
      >
        {breachKinds.map((kind) => (
          <Checkbox
            key={kind}
            mt={8}
            value={kind}
            label={text(`breaches.kind.${kind}`)}
            description={text(`breaches.kind-note.${kind}`)}
          />
        ))}
      </Checkbox.Group>
      {sentences.map((field) => (
        <Textarea
          key={field}
          id={idOf(field)}
          label={text(`breaches.field.${field}`)}
          description={text(needed.includes(field) ? 'breaches.no-names' : 'breaches.later')}
          autosize
          minRows={2}
          maxLength={4000}
          value={words[field]}
          error={errorOf(field)}
          onChange={(event) => setWords({ ...words, [field]: event.currentTarget.value })}
        />
      ))}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onLeave}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {send}
        </Button>
      </div>
    </form>
  )
}

function accountOf(
  awareAt: string,
  kinds: readonly string[],
  words: Record<Sentence, string>,
): BreachAccount {
  return {
    awareAt,
    kinds: breachKinds.filter((kind) => kinds.includes(kind)),
    what: words.what.trim(),
    found: words.found.trim(),
    consequences: words.consequences.trim() || null,
    measures: words.measures.trim() || null,
  }
}

const missingIn = (wrong: Record<string, boolean>, text: Text): FormError[] =>
  Object.keys(wrong)
    .filter((field) => wrong[field])
    .map((field) => ({ field: idOf(field), message: text(`breaches.missing.${field}`) }))
