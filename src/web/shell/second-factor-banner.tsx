import { IconKey } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import { useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'
import styles from './unplanned-banner.module.css'

/**
 * In the two weeks before the city asks for two factors, above every page of whoever has one only: on
 * that day the passphrase alone opens nothing. The page where one is added says it itself.
 */
export function SecondFactorBanner() {
  const text = useText()
  const format = useFormat()
  const soon = useSession()?.secondFactor
  const there = useRouterState({ select: ({ location }) => location.pathname === '/me/sign-in' })
  if (!soon || there) return null
  const date = format.date(soon.from)
  const functions = format.list(soon.functions.map((held) => text(`web.functions.${held}`)))
  return (
    <div role="status" className={styles.banner} data-no-print>
      <p className={`${styles.line} ${styles.alone}`}>
        <IconKey size={18} stroke={1.75} aria-hidden />
        <span>
          {functions
            ? text('signin.soon.functions', { date, functions })
            : text('signin.soon.everybody', { date })}{' '}
          <Link to="/me/sign-in">
            {text(soon.codes ? 'signin.soon.add' : 'signin.soon.add-passkey')}
          </Link>
        </span>
      </p>
    </div>
  )
}
