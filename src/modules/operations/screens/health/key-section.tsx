import { Button, Modal, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { KeySheet } from '../../contract.ts'
import styles from './health.module.css'

interface KeySectionProps {
  onSheet: (sheet: KeySheet) => void
}

/** Leads to the sheet with the master key, after the passphrase was given again. */
export function KeySection({ onSheet }: KeySectionProps) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title={text('operations.key.title')}
      action={
        <Button variant="default" onClick={() => setAsking(true)}>
          {text('operations.key.show')}
        </Button>
      }
    >
      <p className={styles.text}>{text('operations.key.note')}</p>
      <p className={styles.small}>{text('operations.key.elsewhere-note')}</p>
      {asking && <AskPassphrase onSheet={onSheet} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function AskPassphrase({ onSheet, onClose }: KeySectionProps & { onClose: () => void }) {
  useFocusBack()
  const text = useText()
  const [passphrase, setPassphrase] = useState('')
  const show = useMutation({
    mutationFn: () => api.post<KeySheet>('/key-sheet', { passphrase }),
    onSuccess: (sheet) => {
      onClose()
      onSheet(sheet)
    },
    // The answer holds the key: nothing of it stays in memory once the sheet is closed.
    gcTime: 0,
  })
  const refused = useFormProblems(show.error, { passphrase: 'key-passphrase' })
  const [missing, setMissing] = useState<FormError[]>([])
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const none = { field: 'key-passphrase', message: text('web.sign-in.passphrase-missing') }
    setMissing(passphrase === '' ? [none] : [])
    if (passphrase !== '') show.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('operations.key.dialog')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} title={text('operations.key.not-shown')} />
        <PasswordInput
          id="key-passphrase"
          label={text('operations.key.passphrase')}
          description={text('operations.key.passphrase-note')}
          autoComplete="current-password"
          data-autofocus
          value={passphrase}
          error={errors.find(({ field }) => field === 'key-passphrase')?.message}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={show.isPending}>
            {text('operations.key.confirm')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
