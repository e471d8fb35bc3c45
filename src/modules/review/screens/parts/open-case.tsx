import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { askAuditCase } from '../../../../web/client.gen.ts'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { momentOf } from '../../../../web/time-zone.ts'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { Auditor } from '../../auditor-contract.ts'
import styles from '../review.module.css'

const fields = ['auditorId', 'ref', 'endsAt', 'reason'] as const
type Field = (typeof fields)[number]
type Typed = Record<Field, string>
const idOf = (field: Field) => `open-case-${field}`
const fewestLetters = 20
const nothing = { ref: '', endsAt: '', reason: '' }

/** The end of the chosen day, at the latest fourteen days from this moment. */
function endOf(chosen: string): string {
  const end = Date.parse(momentOf(chosen, '23:59') ?? '')
  const latest = Date.now() + 14 * 86_400_000
  const sameDay = end > latest && end - latest < 86_400_000
  return new Date(sameDay ? latest : end).toISOString()
}

/** The officer opens one case to one auditor; it stays shut until a second person has agreed. */
export function OpenCase({ auditors }: { auditors: readonly Auditor[] }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const [typed, setTyped] = useState<Typed>({ ...nothing, auditorId: auditors[0]?.id ?? '' })
  const [missing, setMissing] = useState<FormError[]>([])
  const firstPress = useFirstPress()
  const ask = useMutation({
    mutationFn: () =>
      askAuditCase({
        body: {
          ...typed,
          ref: typed.ref.trim().toUpperCase(),
          reason: typed.reason.trim(),
          endsAt: endOf(typed.endsAt),
        },
      }),
    onSuccess: async () => {
      setTyped({ ...typed, ...nothing })
      await client.invalidateQueries({ queryKey: ['audit-cases'] })
      void toast(text('review.audit.invited'))
    },
  })
  const refused = useFormProblems(
    ask.error,
    Object.fromEntries(fields.map((field) => [field, idOf(field)])),
  )
  const problems = missing.length > 0 ? missing : refused
  const bind = (field: Field) => ({
    id: idOf(field),
    label: text(`review.opened.field.${field}`),
    value: typed[field],
    error: problems.find((one) => one.field === idOf(field))?.message,
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [field]: event.currentTarget.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(typed, text)
    setMissing(found)
    if (found.length === 0) firstPress(ask.mutate)
  }
  return (
    <Section title={text('review.opened.open')} note={text('review.opened.open-note')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={problems} />
        <NativeSelect
          {...bind('auditorId')}
          data={auditors.map(({ id, name, body, endsAt }) => ({
            value: id,
            label: text('review.opened.whom', { name, body, until: format.moment(endsAt) }),
          }))}
        />
        <TextInput {...bind('ref')} />
        <TextInput {...bind('endsAt')} type="date" description={text('review.opened.longest')} />
        <Textarea
          {...bind('reason')}
          description={text('review.opened.reason-note')}
          autosize
          minRows={3}
          maxLength={2000}
        />
        <div>
          <Button type="submit" loading={ask.isPending}>
            {text('review.opened.ask')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function missingIn(typed: Typed, text: Text): FormError[] {
  const wrong: Partial<Record<Field, boolean>> = {
    ref: !/^[A-Z]{1,4}-\d{1,9}$/.test(typed.ref.trim().toUpperCase()),
    endsAt: typed.endsAt === '',
    reason: typed.reason.trim().length < fewestLetters,
  }
  return fields
    .filter((field) => wrong[field])
    .map((field) => ({ field: idOf(field), message: text(`review.opened.missing.${field}`) }))
}
