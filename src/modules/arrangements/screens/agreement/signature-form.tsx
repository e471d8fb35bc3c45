import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { signAgreement } from '../../../../web/client.gen.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Agreement, AgreementParty } from '../../draft-contract.ts'
import styles from './agreement.module.css'
import { useRefreshAgreements } from './agreement-api.ts'

interface SignatureFormProps {
  agreement: Agreement
  party: AgreementParty
  onClose: () => void
}

const fieldIds = { signedBy: 'signed-by', signedOn: 'signed-on' }

/** Writes down a signature that stands on paper: who signed for the agency, and when. */
export function SignatureForm({ agreement, party, onClose }: SignatureFormProps) {
  const text = useText()
  const refresh = useRefreshAgreements()
  const [signedBy, setSignedBy] = useState('')
  const [signedOn, setSignedOn] = useState('')
  const save = useMutation({
    mutationFn: () =>
      signAgreement({
        path: { id: agreement.id },
        body: { agencyId: party.agency.id, signedBy: signedBy.trim(), signedOn },
      }),
    onSuccess: async () => {
      await refresh()
      void toast(text('agreements.signature.saved', { name: party.agency.name }))
      onClose()
    },
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = () => {
    const found: FormError[] = []
    if (signedBy.trim().length < 3) {
      found.push({ field: 'signed-by', message: text('agreements.signature.by-missing') })
    }
    if (!signedOn)
      found.push({ field: 'signed-on', message: text('agreements.signature.on-missing') })
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <FormDialog
      title={text('agreements.sign-for', { name: party.agency.name })}
      save={text('agreements.signature.save')}
      busy={save.isPending}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={styles.facts}>{text('agreements.signature.note')}</p>
      <TextInput
        id="signed-by"
        label={text('agreements.signature.by')}
        description={text('agreements.signature.by-note')}
        value={signedBy}
        maxLength={160}
        error={errorOf('signed-by')}
        onChange={(event) => setSignedBy(event.currentTarget.value)}
      />
      <TextInput
        id="signed-on"
        type="date"
        label={text('agreements.signature.on')}
        value={signedOn}
        error={errorOf('signed-on')}
        onChange={(event) => setSignedOn(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
