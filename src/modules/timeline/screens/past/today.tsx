import type { ReactNode } from 'react'
import { useText } from '../../../../web/words.ts'
import styles from './past.module.css'

/** What stands there today where it was something else: in words, never by colour alone. */
export function Today({ children }: { children: ReactNode }) {
  const text = useText()
  return (
    <span className={styles.today}>
      {text('past.today')} {children}
    </span>
  )
}
