import '@mantine/notifications/styles.css'
import { Notifications, notifications } from '@mantine/notifications'
import { IconCheck } from '@tabler/icons-react'
import { useText } from '../words.ts'

const SHOWN_MS = 8000
let closeLabel = ''

/** Puts one message into the corner; it stays long enough to be read twice. */
export function showToast(message: string): void {
  notifications.show({
    message,
    autoClose: SHOWN_MS,
    icon: <IconCheck size={16} stroke={1.75} aria-hidden />,
    color: 'indigo',
    closeButtonProps: { 'aria-label': closeLabel },
    role: 'status',
  })
}

export function ToastsShown() {
  closeLabel = useText()('web.close')
  return <Notifications position="bottom-right" limit={3} transitionDuration={120} />
}
