import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { declareCloseness } from '../../../../web/client.gen.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import styles from '../sharing.module.css'

/** "I am close to this person": what will happen is said before, since only the officer can undo it. */
export function DeclareCloseness({ caseRef, onClose }: { caseRef: string; onClose: () => void }) {
  const text = useText()
  const go = useNavigate()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const declare = useMutation({
    mutationFn: () => declareCloseness({ path: { ref: caseRef }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      // What this browser still remembers of the case goes too.
      await go({ to: '/' })
      client.clear()
      void toast(text('sharing.close.done'))
    },
  })
  const problems = useFormProblems(declare.error, { reason: 'close-reason' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    declare.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('sharing.close.title')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={declare.error ? problems : []} title={text('sharing.close.not-done')} />
        <p className={styles.note}>{text('sharing.close.what')}</p>
        <p className={styles.note}>{text('sharing.close.who-knows')}</p>
        <Textarea
          id="close-reason"
          label={text('sharing.close.reason')}
          description={text('sharing.close.reason-note')}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={declare.isPending}>
            {text('sharing.close.confirm')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
