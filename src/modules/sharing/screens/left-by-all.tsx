import { Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { nameReplacement } from '../../../web/client.gen.ts'
import { Entries, Entry } from '../../../web/parts/entries.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { toast } from '../../../web/toast.tsx'
import { useText } from '../../../web/words.ts'
import type { WaitingLooks } from '../protection-contract.ts'
import styles from './sharing.module.css'

type Left = WaitingLooks['left'][number]

/** Protected cases that nobody of the coordination desk can open any more: the chair names who keeps each. */
export function LeftByAll({ cases }: { cases: readonly Left[] }) {
  const text = useText()
  return (
    <Section title={text('sharing.left.title')} note={text('sharing.left.note')}>
      <Entries>
        {cases.map((one) => (
          <Entry key={one.id}>
            {one.coordinators.length > 0 ? (
              <Name left={one} />
            ) : (
              <p>{text('sharing.left.nobody', { ref: one.ref })}</p>
            )}
          </Entry>
        ))}
      </Entries>
    </Section>
  )
}

function Name({ left: { id, ref, coordinators } }: { left: Left }) {
  const text = useText()
  const client = useQueryClient()
  const [member, setMember] = useState<string | null>(null)
  const [missing, setMissing] = useState<FormError[]>([])
  const field = `left-${id}`
  const name = useMutation({
    mutationFn: () => nameReplacement({ path: { id }, body: { member: Number(member) } }),
    onSuccess: async () => {
      const chosen = coordinators.find((one) => String(one.id) === member)?.name ?? ''
      void toast(text('sharing.left.named', { name: chosen, ref }))
      await client.invalidateQueries({ queryKey: ['waiting-looks'] })
    },
  })
  const refused = useFormProblems(name.error, { member: field })
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = member ? [] : [{ field, message: text('sharing.left.missing') }]
    setMissing(found)
    if (found.length === 0) name.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={text('sharing.protection.not-saved')} />
      <Select
        id={field}
        label={text('sharing.left.member', { ref })}
        error={errors.find((one) => one.field === field)?.message}
        data={coordinators.map((one) => ({ value: String(one.id), label: one.name }))}
        value={member}
        onChange={setMember}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="compact-sm" loading={name.isPending}>
          {text('sharing.left.name')}
        </Button>
      </div>
    </form>
  )
}
