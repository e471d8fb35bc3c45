import { Button, Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useRef } from 'react'
import { useFirstPress } from '../idempotency.ts'
import { useText } from '../words.ts'
import { useFocusBack } from './focus-back.ts'
import styles from './form-dialog.module.css'
import { type FormError, FormErrors } from './form-errors.tsx'
import { useUnsavedWarning } from './unsaved-guard.tsx'

interface FormDialogProps {
  title: string
  /** Says the result: "Record the signature", never "OK". Left out where nothing can be saved. */
  save?: string
  busy: boolean
  errors: readonly FormError[]
  /** Another heading than "Two things are missing". */
  errorsTitle?: string
  size?: number | string
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/**
 * A form in a dialog: what is wrong on top, the fields, the way out and the button that says the
 * result. A click beside it closes nothing, so that no typed word is lost by a slip; the focus goes
 * back to where it was opened.
 */
export function FormDialog(props: FormDialogProps) {
  const { title, save, busy, errors, errorsTitle, size, onSubmit, onClose, children } = props
  useFocusBack()
  const typed = useRef(false)
  useUnsavedWarning(() => typed.current)
  const text = useText()
  const firstPress = useFirstPress()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    firstPress(onSubmit)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form
        className={styles.form}
        onSubmit={submit}
        onInput={() => {
          typed.current = true
        }}
        noValidate
      >
        <FormErrors errors={errors} title={errorsTitle} />
        {children}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          {save && (
            <Button type="submit" loading={busy}>
              {save}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
