import { Button, Group, Modal } from '@mantine/core'
import { useFocusBack } from '../parts/focus-back.ts'
import { useFormat, useText } from '../words.ts'

interface IdleWarningProps {
  endsAt: Date
  onStay: () => void
  onLeave: () => void
}

/** Says when the session will end; closing the dialog in any way means to stay. */
export function IdleWarning({ endsAt, onStay, onLeave }: IdleWarningProps) {
  useFocusBack()
  const text = useText()
  const format = useFormat()
  return (
    <Modal
      opened
      onClose={onStay}
      title={text('web.idle.title')}
      closeButtonProps={{ 'aria-label': text('web.idle.stay') }}
    >
      <p>{text('web.idle.note', { time: format.time(endsAt) })}</p>
      <Group mt={20} gap={8} justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          {text('web.idle.leave')}
        </Button>
        <Button onClick={onStay} data-autofocus>
          {text('web.idle.stay')}
        </Button>
      </Group>
    </Modal>
  )
}
