import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFirstPress } from '../idempotency.ts'
import { useText } from '../words.ts'
import { useFocusBack } from './focus-back.ts'

interface ConfirmDialogProps {
  opened: boolean
  title: string
  children: ReactNode
  /** Says the result: "Move to 30 December", never "OK". */
  confirm: string
  busy?: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Asks before an act that cannot be taken back: what will happen, and a button that says it. */
export function ConfirmDialog({
  opened,
  title,
  children,
  confirm,
  busy = false,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  const text = useText()
  const firstPress = useFirstPress()
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={title}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <FocusBack />
      {children}
      <Group mt={20} gap={8} justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {text('web.cancel')}
        </Button>
        <Button onClick={() => firstPress(onConfirm)} loading={busy}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}

/** The focus goes back, whether the dialog stays mounted while it is closed or not. */
function FocusBack() {
  useFocusBack()
  return null
}
