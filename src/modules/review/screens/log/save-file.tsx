import { Button, Radio, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { query } from '../../../../web/api.ts'
import { download } from '../../../../web/download.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useText } from '../../../../web/words.ts'
import { type LogUse, logUses } from '../../contract.ts'
import styles from '../review.module.css'

const parts = ['whole', 'part', 'case'] as const
interface Typed {
  what: (typeof parts)[number]
  first: string
  count: string
  ref: string
  use: LogUse | ''
}
const fields = {
  ...{ first: 'file-first', count: 'file-count' },
  ...{ ref: 'file-ref', use: 'file-use' },
} as const

/** The log, some of it or one case, as a file that proves itself; said what for, as with every reading. */
export function SaveFile() {
  const text = useText()
  const [typed, setTyped] = useState<Typed>({
    ...{ what: 'whole', first: '0', count: '', ref: '', use: '' },
  })
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useMutation({
    mutationFn: () => download(`/log/file${query(wishOf(typed))}`),
    onSuccess: () => void toast(text('web.export.done')),
  })
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(typed, text)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  const input = (field: 'first' | 'count' | 'ref', label: string) => (
    <TextInput
      id={fields[field]}
      label={label}
      inputMode={field === 'ref' ? undefined : 'numeric'}
      value={typed[field]}
      error={errorOf(fields[field])}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <Section title={text('witnesses.file.title')} note={text('witnesses.file.note')}>
      <form className={styles.form} onSubmit={submit} noValidate data-no-print>
        <FormErrors errors={errors} title={text('web.export.not-done')} />
        <Radio.Group
          label={text('witnesses.file.what')}
          value={typed.what}
          onChange={(what) => change({ what: what as Typed['what'] })}
        >
          {parts.map((one) => (
            <Radio key={one} mt={8} value={one} label={text(`witnesses.file.${one}`)} />
          ))}
        </Radio.Group>
        {typed.what === 'part' && input('first', text('witnesses.file.first'))}
        {typed.what === 'part' && input('count', text('witnesses.file.count'))}
        {typed.what === 'case' && input('ref', text('review.open.ref'))}
        <Radio.Group
          id={fields.use}
          label={text('review.use.label')}
          error={errorOf(fields.use)}
          value={typed.use}
          onChange={(use) => change({ use: use as LogUse })}
        >
          {logUses.map((one) => (
            <Radio key={one} mt={8} value={one} label={text(`review.use.${one}`)} />
          ))}
        </Radio.Group>
        <div>
          <Button type="submit" variant="default" loading={save.isPending}>
            {text('witnesses.file.save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function wishOf({ what, first, count, ref, use }: Typed): Record<string, string> {
  if (what === 'part') return { first: first.trim(), count: count.trim(), use }
  return what === 'case' ? { ref: ref.trim().toUpperCase(), use } : { use }
}

function missingIn({ what, first, count, ref, use }: Typed, text: Text): FormError[] {
  const wrong: FormError[] = []
  const whole = (field: 'first' | 'count', value: string) => {
    if (!/^\d{1,12}$/.test(value.trim()))
      wrong.push({ field: fields[field], message: text('witnesses.file.wrong'), general: true })
  }
  if (what === 'part') whole('first', first)
  if (what === 'part') whole('count', count)
  if (what === 'case' && !/^[A-Z]{1,4}-\d{1,9}$/.test(ref.trim().toUpperCase()))
    wrong.push({ field: fields.ref, message: text('review.open.wrong') })
  if (use === '') wrong.push({ field: fields.use, message: text('problems.log_use_missing') })
  return wrong
}
