import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Proposal } from '../../contract.ts'
import styles from './deliveries.module.css'
import { useRefreshDeliveries } from './delivery-queries.ts'

/** Why the case keeps its date, or what was found out about somebody who left the list. */
export function ExplainAnswer({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  useFocusBack()
  const text = useText()
  const refresh = useRefreshDeliveries()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const { id, ref, kind, version } = proposal
  const outcome = kind === 'date' ? 'declined' : 'noted'
  const save = useMutation({
    mutationFn: () =>
      api.post(`/proposals/${id}/answer`, { outcome, reason: reason.trim() }, { ifMatch: version }),
    onSuccess: async () => {
      await refresh()
      void toast(text(`deliveries.proposals.${outcome}`, { ref }))
      onClose()
    },
  })
  const refused = useFormProblems(save.error, { reason: 'proposal-reason' })
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found =
      reason.trim().length < 3
        ? [{ field: 'proposal-reason', message: text('deliveries.proposals.reason-missing') }]
        : []
    setMissing(found)
    if (found.length === 0 && !save.isPending) save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={text(`deliveries.proposals.${outcome}-title`, { ref })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form onSubmit={submit} noValidate className={styles.form}>
        <FormErrors errors={errors} />
        <Textarea
          id="proposal-reason"
          label={text(`deliveries.proposals.${outcome}-reason`)}
          description={text('deliveries.proposals.reason-note')}
          minRows={3}
          autosize
          maxLength={1000}
          value={reason}
          error={errors.find(({ field }) => field === 'proposal-reason')?.message}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text(`deliveries.proposals.${outcome}-save`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
