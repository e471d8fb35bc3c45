import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { declareCloseness } from '../../../../web/client.gen.ts'
import { EntryNote } from '../../../../web/parts/entries.tsx'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { forgetCases } from '../../../../web/query-client.ts'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'

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
      await forgetCases(client)
      void toast(text('sharing.close.done'))
    },
  })
  const problems = useFormProblems(declare.error, { reason: 'close-reason' })
  return (
    <FormDialog
      title={text('sharing.close.title')}
      save={text('sharing.close.confirm')}
      busy={declare.isPending}
      errors={problems}
      errorsTitle={text('sharing.close.not-done')}
      onSubmit={() => declare.mutate()}
      onClose={onClose}
    >
      <EntryNote>{text('sharing.close.what')}</EntryNote>
      <EntryNote>{text('sharing.close.who-knows')}</EntryNote>
      <Textarea
        id="close-reason"
        label={text('sharing.close.reason')}
        description={text('sharing.close.reason-note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        error={problems[0]?.field && problems[0].message}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
