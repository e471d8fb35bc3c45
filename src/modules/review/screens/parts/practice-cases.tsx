import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { markPracticeCase } from '../../../../web/client.gen.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead } from '../../../../web/parts/entries.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import styles from '../review.module.css'

/** Invented cases that nobody has a reason to open; only the officer of the authority knows which they are. */
export function PracticeCases({ refs }: { refs: readonly string[] }) {
  const text = useText()
  const client = useQueryClient()
  const [ref, setRef] = useState('')
  const mark = useMutation({
    mutationFn: (wish: { ref: string; marked: boolean }) => markPracticeCase({ body: wish }),
    onSuccess: async () => {
      setRef('')
      await client.invalidateQueries({ queryKey: ['reviews'] })
      void toast(text('review.practice.saved'))
    },
  })
  const problems = useFormProblems(mark.error, { ref: 'practice-ref' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mark.mutate({ ref: ref.trim().toUpperCase(), marked: true })
  }
  return (
    <Section title={text('review.practice.title')} note={text('review.practice.note')}>
      {refs.length === 0 && <Empty>{text('review.practice.none')}</Empty>}
      <Entries>
        {refs.map((one) => (
          <Entry key={one}>
            <EntryHead>
              <span>{one}</span>
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => mark.mutate({ ref: one, marked: false })}
              >
                {text('review.practice.end', { ref: one })}
              </Button>
            </EntryHead>
          </Entry>
        ))}
      </Entries>
      <form onSubmit={submit} noValidate>
        <FormErrors errors={problems} />
        <div className={styles.filters}>
          <TextInput
            id="practice-ref"
            label={text('review.open.ref')}
            value={ref}
            error={problems.find(({ field }) => field === 'practice-ref')?.message}
            onChange={(event) => setRef(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={mark.isPending}>
            {text('review.practice.mark')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
