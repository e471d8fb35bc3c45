import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import styles from '../item.module.css'

interface ActDialogProps {
  title: string
  save: string
  saving: boolean
  error: unknown
  missing?: FormError[]
  fields?: Record<string, string>
  onSave: () => void
  onClose: () => void
  children: ReactNode
}

/** A small form over the item: what is missing stands on top, the button says the result. */
export function ActDialog(props: ActDialogProps) {
  const { title, save, saving, error, missing = [], fields, onSave, onClose, children } = props
  const text = useText()
  const refused = useFormProblems(error, fields)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={title}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={missing.length > 0 ? missing : refused} />
        {children}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={saving}>
            {save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
