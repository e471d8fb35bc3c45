import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../../web/api.ts'
import { FormErrors, useFormProblems } from '../../../../../web/parts/form-errors.tsx'
import type { Period } from '../../../../periods/period-contract.ts'
import { useSpeech } from '../../continuity-map/speech.ts'
import styles from '../case.module.css'
import { useRefreshCase } from '../case-queries.ts'

interface ChangePeriodProps {
  caseRef: string
  period: Period
  onClose: () => void
  onSaved: () => void
}

/** Other days for a period: it ended, or it was written down wrongly. */
export function ChangePeriod({ caseRef, period, onClose, onSaved }: ChangePeriodProps) {
  const { text } = useSpeech()
  const [from, setFrom] = useState(period.from)
  const [until, setUntil] = useState(period.until ?? '')
  const refresh = useRefreshCase(caseRef)
  const save = useMutation({
    mutationFn: () =>
      api.post(
        `/cases/${caseRef}/periods/${period.id}`,
        { from, until: until || null },
        { ifMatch: period.version },
      ),
    onSuccess: async () => {
      await refresh()
      onSaved()
    },
  })
  const errors = useFormProblems(save.error, { from: 'change-from', until: 'change-until' })
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (from) save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      <div className={styles.pair}>
        <TextInput
          id="change-from"
          type="date"
          label={text('periods.from')}
          value={from}
          error={errorOf('change-from')}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          id="change-until"
          type="date"
          label={text('periods.until')}
          value={until}
          error={errorOf('change-until')}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text('periods.save-days')}
        </Button>
      </div>
    </form>
  )
}
