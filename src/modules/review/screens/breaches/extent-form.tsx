import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { computeBreach } from '../../../../web/client.gen.ts'
import { useFirstPress, useMadeOnce } from '../../../../web/idempotency.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Breach } from '../../breach-contract.ts'
import styles from '../review.module.css'
import { MomentFields, momentTyped, typedOf } from './moment-fields.tsx'

const idOf = (field: string) => `extent-${field}`
const fields = ['memberId', 'from', 'until'] as const

/** Whose account it was and from when until when; the log says the rest. */
export function ExtentForm({ breach }: { breach: Breach }) {
  const text = useText()
  const client = useQueryClient()
  const [member, setMember] = useState('')
  const [from, setFrom] = useState({ day: '', time: '' })
  const [stood] = useState(() => new Date().toISOString())
  const [until, setUntil] = useState(typedOf(stood))
  const [missing, setMissing] = useState<FormError[]>([])
  const firstPress = useFirstPress()
  const once = useMadeOnce()
  const computing = useMutation({
    mutationFn: () =>
      once((options) =>
        computeBreach(
          {
            path: { id: breach.id },
            query: { use: breach.use },
            body: {
              memberId: Number(member),
              from: momentTyped(from) ?? '',
              until: momentTyped(until, stood) ?? '',
            },
          },
          options,
        ),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['breaches'] })
      void toast(text('breaches.extent.done'))
    },
  })
  const refused = useFormProblems(
    computing.error,
    Object.fromEntries(fields.map((field) => [field, idOf(field)])),
  )
  const problems = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => problems.find((one) => one.field === idOf(field))?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = {
      memberId: member === '',
      from: momentTyped(from) === null,
      until: momentTyped(until, stood) === null,
    }
    const found = fields
      .filter((field) => wrong[field])
      .map((field) => ({ field: idOf(field), message: text(`breaches.missing.${field}`) }))
    setMissing(found)
    if (found.length === 0) firstPress(computing.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate data-no-print>
      <FormErrors errors={problems} />
      <NativeSelect
        id={idOf('memberId')}
        label={text('breaches.field.memberId')}
        value={member}
        error={errorOf('memberId')}
        data={[
          { value: '', label: text('breaches.choose') },
          ...breach.members.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(event) => setMember(event.currentTarget.value)}
      />
      <MomentFields
        id={idOf('from')}
        label={text('breaches.field.from')}
        typed={from}
        error={errorOf('from')}
        change={setFrom}
      />
      <MomentFields
        id={idOf('until')}
        label={text('breaches.field.until')}
        typed={until}
        error={errorOf('until')}
        change={setUntil}
      />
      <div>
        <Button type="submit" variant="default" loading={computing.isPending}>
          {text('breaches.extent.compute')}
        </Button>
      </div>
    </form>
  )
}
