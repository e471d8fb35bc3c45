import { Button } from '@mantine/core'
import { IconWifiOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useOfflineSince } from '../connection.ts'
import { useFormat, useText } from '../words.ts'
import styles from './shell.module.css'

/** Says since when the server cannot be reached and what that means; goes away by itself. */
export function OfflineBanner() {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const since = useOfflineSince()
  return (
    <div role="status">
      {since && (
        <div className={styles.offline} data-no-print>
          <IconWifiOff size={18} stroke={1.75} aria-hidden />
          <div>
            <p className={styles.strong}>
              {text('web.offline.since', { time: format.time(since) })}
            </p>
            <p>{text('web.offline.note')}</p>
          </div>
          <Button variant="default" onClick={() => void client.refetchQueries({ type: 'active' })}>
            {text('web.trouble.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}
