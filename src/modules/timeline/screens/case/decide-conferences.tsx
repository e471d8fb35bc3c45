import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { CaseDetail } from '../../../cases/contract.ts'
import styles from './case.module.css'
import { useRefreshCase } from './case-queries.ts'

/** Whether this case needs conferences is decided by a named person with a reason, never by a rule. */
export function DecideConferences({ detail }: { detail: CaseDetail }) {
  const text = useText()
  const [opened, setOpened] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const refresh = useRefreshCase(detail.ref)
  const decide = useMutation({
    mutationFn: () =>
      api.post(
        `/cases/${detail.ref}/conferences`,
        { needed: true, reason: reason.trim() },
        { ifMatch: detail.version },
      ),
    onSuccess: refresh,
  })
  const refused = useFormProblems(decide.error, { reason: 'conferences-reason' })
  if (detail.conferencesNeeded) {
    return (
      <Section title={text('timeline.conferences.title')}>
        <p className={styles.more}>{text('timeline.conferences.needed')}</p>
      </Section>
    )
  }
  if (!detail.may.includes('decide_conferences')) return null
  const save = (event: FormEvent) => {
    event.preventDefault()
    const empty = reason.trim().length < 3
    const message = text('timeline.conferences.reason-missing')
    setMissing(empty ? [{ field: 'conferences-reason', message }] : [])
    if (!empty) decide.mutate()
  }
  const errors = missing.length > 0 ? missing : refused
  return (
    <Section title={text('timeline.conferences.title')}>
      <p className={styles.more}>{text('timeline.conferences.open')}</p>
      {!opened && (
        <Button variant="default" onClick={() => setOpened(true)}>
          {text('timeline.conferences.decide')}
        </Button>
      )}
      {opened && (
        <form className={styles.form} onSubmit={save} noValidate>
          <FormErrors errors={errors} />
          <Textarea
            id="conferences-reason"
            label={text('timeline.conferences.reason')}
            description={text('timeline.conferences.reason-note')}
            error={errors.find(({ field }) => field === 'conferences-reason')?.message}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={3}
            maxLength={2000}
            required
            withAsterisk={false}
          />
          <div className={styles.buttons}>
            <Button variant="default" onClick={() => setOpened(false)}>
              {text('web.cancel')}
            </Button>
            <Button type="submit" loading={decide.isPending}>
              {text('timeline.conferences.save')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  )
}
