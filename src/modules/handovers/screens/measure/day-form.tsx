import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { AfterMeasure } from '../../measure-contract.ts'
import styles from '../meeting/meeting.module.css'
import { useRefreshAfter } from './measure-queries.ts'

/** The first day without any imposed measure. */
export function DayForm({ after, onClose }: { after: AfterMeasure; onClose: () => void }) {
  const text = useText()
  const refresh = useRefreshAfter(after.ref)
  const [on, setOn] = useState(after.measureEndsOn ?? '')
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useMutation({
    mutationFn: () =>
      api.post(`/cases/${after.ref}/measure-end`, { on }, { ifMatch: after.version }),
    onSuccess: async () => {
      await refresh()
      onClose()
      void toast(text('handovers.measure.day-saved'))
    },
    onError: refresh,
  })
  const refused = useFormProblems(save.error, { on: 'measure-on' })
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = on
      ? []
      : [{ field: 'measure-on', message: text('handovers.measure.day-missing') }]
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text(after.measureEndsOn ? 'handovers.measure.change' : 'handovers.measure.set')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        <TextInput
          id="measure-on"
          type="date"
          label={text('handovers.measure.day')}
          description={text('handovers.measure.day-note')}
          error={errors.find(({ field }) => field === 'measure-on')?.message}
          value={on}
          data-autofocus
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('handovers.measure.save-day')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
