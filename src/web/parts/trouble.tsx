import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh, IconWifiOff } from '@tabler/icons-react'
import { ApiProblem, NoConnection } from '../api.ts'
import { useProblemText, useText } from '../words.ts'
import { Empty } from './empty.tsx'
import styles from './states.module.css'

interface TroubleProps {
  error: unknown
  /** What was not done, as a sentence; without it: "This could not be shown." */
  what?: string
  /** Offered as "Try again". */
  onRetry?: () => void
}

/**
 * Something did not work: what was not done, why, and the way on. Nothing typed is lost by it. That a page has nothing for
 * this reader is no trouble: asked again it answers the same, so it is said without alarm and without asking again.
 */
export function Trouble({ error, what, onRetry }: TroubleProps) {
  const text = useText()
  const problemText = useProblemText()
  const offline = error instanceof NoConnection
  const why = offline
    ? text('web.trouble.offline')
    : error instanceof ApiProblem
      ? problemText(error)
      : text('problems.unexpected')
  const shut = error instanceof ApiProblem && [403, 404].includes(error.status)
  if (shut && onRetry && !what) return <Empty>{why}</Empty>
  const Icon = offline ? IconWifiOff : IconAlertTriangle
  return (
    <div className={styles.trouble} role="alert">
      <Icon size={20} stroke={1.75} aria-hidden />
      <div>
        <p className={styles.first}>{what ?? text('web.trouble.not-shown')}</p>
        <p className={styles.second}>{why}</p>
        {error instanceof ApiProblem && error.status >= 500 && error.requestId && (
          <p className={styles.third}>{text('web.trouble.number', { id: error.requestId })}</p>
        )}
        {onRetry && (
          <Button
            mt={10}
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
            onClick={onRetry}
          >
            {text('web.trouble.retry')}
          </Button>
        )}
      </div>
    </div>
  )
}
