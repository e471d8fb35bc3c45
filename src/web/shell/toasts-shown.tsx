import '@mantine/notifications/styles.css'
import { Notifications, notifications } from '@mantine/notifications'
import { IconCheck } from '@tabler/icons-react'

const SHOWN_MS = 8000

/** Puts one message into the corner; it stays long enough to be read twice. */
export function showToast(message: string, closeWords: string): void {
  notifications.show({
    message,
    autoClose: SHOWN_MS,
    icon: <IconCheck size={16} stroke={1.75} aria-hidden />,
    color: 'indigo',
    closeButtonProps: { 'aria-label': closeWords },
    role: 'status',
  })
}

export function ToastsShown() {
  return <Notifications position="bottom-right" limit={3} transitionDuration={120} />
}
