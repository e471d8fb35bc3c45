import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { type FormError, FormErrors } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import styles from '../sharing.module.css'

interface ProtectionDialogProps {
  title: string
  /** What stands above the errors when it was not done. */
  failed: string
  confirm: string
  busy: boolean
  errors: FormError[]
  onSave: () => void
  onClose: () => void
  children: ReactNode
}

/** A question with its fields, and a button that says what it does. */
export function ProtectionDialog(props: ProtectionDialogProps) {
  const { title, failed, confirm, busy, errors, onSave, onClose, children } = props
  const text = useText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} title={failed} />
        {children}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
