import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Page } from '../../../../web/parts/page.tsx'
import { PrintButton } from '../../../../web/parts/print-button.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { KeySheet as Sheet } from '../../contract.ts'
import styles from './health.module.css'
import { useRefreshSafety } from './safety-query.ts'

interface KeySheetProps {
  sheet: Sheet
  onClose: () => void
}

/** The sheet for the safe: the key in groups, how to use it, and the proof that it is on paper. */
export function KeySheet({ sheet, onClose }: KeySheetProps) {
  const text = useText()
  const format = useFormat()
  return (
    <Page
      title={text('operations.sheet.title', { authority: sheet.authority })}
      name={text('operations.key.title')}
      note={text('operations.sheet.made', { date: format.fullDate(sheet.date) })}
      actions={
        <>
          <PrintButton />
          <Button variant="default" onClick={onClose}>
            {text('operations.sheet.close')}
          </Button>
        </>
      }
    >
      <p className={styles.warning}>{text('operations.sheet.warning')}</p>
      <Section title={text('operations.sheet.key')}>
        <ol className={styles.groups} dir="ltr">
          {sheet.groups.map((group, index) => (
            <li key={group}>
              <span className={styles.number}>{index + 1}</span>
              <code>{group}</code>
            </li>
          ))}
        </ol>
        <p className={styles.small}>{text('operations.sheet.letters')}</p>
      </Section>
      <Section title={text('operations.sheet.how')}>
        <ol className={styles.steps}>
          <li>{text('operations.sheet.step-1')}</li>
          <li>{text('operations.sheet.step-2')}</li>
          <li>{text('operations.sheet.step-3')}</li>
        </ol>
        <p className={styles.text}>{text('operations.sheet.keep')}</p>
        <p className={styles.line} aria-hidden />
      </Section>
      <div data-no-print>
        <ConfirmPaper onDone={onClose} count={sheet.groups.length} />
      </div>
    </Page>
  )
}

function ConfirmPaper({ count, onDone }: { count: number; onDone: () => void }) {
  const text = useText()
  const refresh = useRefreshSafety()
  const [numbers] = useState(() => chooseTwo(count))
  const [typed, setTyped] = useState(['', ''])
  const confirm = useMutation({
    mutationFn: () => {
      const groups = numbers.map((number, index) => ({ number, text: typed[index] ?? '' }))
      return api.post('/key-sheet/printed', { groups })
    },
    onSuccess: async () => {
      void toast(text('operations.sheet.confirmed'))
      await refresh()
      onDone()
    },
  })
  const fields = { 'groups.0': 'key-group-0', 'groups.1': 'key-group-1' }
  const refused = useFormProblems(confirm.error, fields)
  const [missing, setMissing] = useState<FormError[]>([])
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = numbers.flatMap((number, at) =>
      typed[at]?.trim()
        ? []
        : [{ field: `key-group-${at}`, message: text('operations.sheet.missing', { number }) }],
    )
    setMissing(empty)
    if (empty.length === 0) confirm.mutate()
  }
  return (
    <Section title={text('operations.sheet.check')} note={text('operations.sheet.check-note')}>
      <form className={styles.confirm} onSubmit={submit} noValidate autoComplete="off">
        <FormErrors errors={errors} title={text('operations.sheet.not-confirmed')} />
        {numbers.map((number, index) => (
          <TextInput
            key={number}
            id={`key-group-${index}`}
            label={text('operations.sheet.group', { number })}
            value={typed[index] ?? ''}
            maxLength={12}
            dir="ltr"
            error={errors.find(({ field }) => field === `key-group-${index}`)?.message}
            onChange={(event) =>
              setTyped(typed.map((one, at) => (at === index ? event.currentTarget.value : one)))
            }
          />
        ))}
        <Button type="submit" loading={confirm.isPending}>
          {text('operations.sheet.confirm')}
        </Button>
      </form>
    </Section>
  )
}

function chooseTwo(count: number): number[] {
  const first = 1 + Math.floor(Math.random() * count)
  const second = 1 + ((first + Math.floor(Math.random() * (count - 1))) % count)
  return [first, second].sort((a, b) => a - b)
}
