import type { ReactNode } from 'react'
import styles from './states.module.css'

interface EmptyProps {
  children: ReactNode
  /** What comes next. */
  next?: ReactNode
  /** One link. */
  link?: ReactNode
}

/** Nothing is here: says so, says what comes next, one link, no drawing. */
export function Empty({ children, next, link }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {next && <p className={styles.second}>{next}</p>}
      {link && <p className={styles.link}>{link}</p>}
    </div>
  )
}
