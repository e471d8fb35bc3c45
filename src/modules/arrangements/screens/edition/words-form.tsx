import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import styles from './edition.module.css'

interface WordsFormProps {
  id: string
  label: string
  note?: string
  button: string
  value: string
  onChange: (value: string) => void
  /** What is missing above the words, said with them. */
  lacks?: FormError | null
  act: { error: unknown; isPending: boolean; mutate: () => void }
  /** What stands above the words. */
  children?: ReactNode
}

/** A few words and a button that says where they go: an opinion, a question, an answer. */
export function WordsForm(props: WordsFormProps) {
  const { id, label, note, button, value, onChange, act, lacks, children } = props
  const text = useText()
  const firstPress = useFirstPress()
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(act.error, { opinion: id, question: id, answer: id })
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const short = value.trim().length < 3
    const found = lacks ? [lacks] : []
    if (short) found.push({ field: id, message: text('editions.words-missing') })
    setMissing(found)
    if (found.length === 0) firstPress(act.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      {children}
      <Textarea
        id={id}
        label={label}
        description={note}
        value={value}
        error={errors.find(({ field }) => field === id)?.message}
        autosize
        minRows={2}
        maxLength={4000}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" size="compact-sm" loading={act.isPending}>
          {button}
        </Button>
      </div>
    </form>
  )
}
