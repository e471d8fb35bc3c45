import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { beginOverride } from '../../../web/client.gen.ts'
import { useFirstPress } from '../../../web/idempotency.ts'
import { runningQuery } from '../../../web/looks.ts'
import { Entries, Entry } from '../../../web/parts/entries.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import { fewestLetters } from '../protect-contract.ts'
import styles from './sharing.module.css'
import { WaitingLooks } from './waiting-looks.tsx'

/** "I need to see a case in an emergency": four hours, reading only, and somebody looks at it afterwards. */
export function Emergency() {
  const text = useText()
  return (
    <Page title={text('sharing.emergency.title')} note={text('sharing.emergency.note')}>
      <Running />
      <WaitingLooks />
      <Section title={text('sharing.emergency.open')}>
        <Ask />
      </Section>
      <Section title={text('sharing.emergency.what')}>
        <ul className="tc-note">
          {(['reads', 'hours', 'officer', 'judged', 'second'] as const).map((line) => (
            <li key={line}>{text(`sharing.emergency.${line}`)}</li>
          ))}
        </ul>
        <p>
          <Link to="/ask">{text('sharing.ask.link')}</Link>
        </p>
      </Section>
    </Page>
  )
}

const CASE_REF = /^[A-Z]{1,4}-\d{1,9}$/

/** A number read aloud comes as "v 1234" too: no other case can be meant by it. */
const tidyRef = (typed: string) =>
  typed
    .trim()
    .toUpperCase()
    .replace(/^([A-Z]{1,4})[\s-]*(\d{1,9})$/, '$1-$2')

function Ask() {
  const text = useText()
  const go = useNavigate()
  const client = useQueryClient()
  const [ref, setRef] = useState('')
  const [reason, setReason] = useState('')
  const firstPress = useFirstPress()
  const written = tidyRef(ref)
  const begin = useMutation({
    mutationFn: () => beginOverride({ body: { ref: written, reason: reason.trim() } }),
    onSuccess: async ({ ref: opened, until }) => {
      await client.invalidateQueries()
      if (until === null) {
        setRef('')
        setReason('')
        void toast(text('sharing.waiting.told'))
        return
      }
      await go({ to: '/cases/$ref', params: { ref: opened } })
    },
  })
  const refused = useFormProblems(begin.error, { ref: 'look-ref', reason: 'look-reason' })
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = [
      ...(CASE_REF.test(written)
        ? []
        : [{ field: 'look-ref', message: text('sharing.emergency.ref-missing') }]),
      ...(reason.trim().length < fewestLetters
        ? [
            {
              field: 'look-reason',
              message: text('sharing.emergency.reason-missing', { count: fewestLetters }),
            },
          ]
        : []),
    ]
    setMissing(found)
    if (found.length === 0) firstPress(begin.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('sharing.emergency.not-opened')} />
      <TextInput
        id="look-ref"
        label={text('sharing.emergency.ref')}
        description={text('sharing.emergency.ref-note')}
        autoComplete="off"
        value={ref}
        error={errorOf('look-ref')}
        onChange={(event) => setRef(event.currentTarget.value)}
      />
      <Textarea
        id="look-reason"
        label={text('sharing.emergency.reason')}
        description={text('sharing.emergency.reason-note', { count: fewestLetters })}
        autosize
        minRows={3}
        value={reason}
        error={errorOf('look-reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={begin.isPending}>
          {text('sharing.emergency.begin')}
        </Button>
      </div>
    </form>
  )
}

/** Looks that run now, with the way back to them. */
function Running() {
  const text = useText()
  const format = useFormat()
  const running = useQuery(runningQuery).data?.overrides ?? []
  if (running.length === 0) return null
  return (
    <Section title={text('sharing.emergency.running')}>
      <Entries>
        {running.map(({ id, ref, until }) => (
          <Entry key={id}>
            <span>
              <Link to="/cases/$ref" params={{ ref }}>
                {ref}
              </Link>{' '}
              {text('sharing.emergency.until', { time: format.time(until) })}
            </span>
          </Entry>
        ))}
      </Entries>
    </Section>
  )
}
