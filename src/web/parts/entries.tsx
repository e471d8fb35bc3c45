import type { ReactNode } from 'react'
import styles from './entries.module.css'

interface Inside {
  children: ReactNode
}

/** A list to be read one by one: who and when first, then in words what there is to know, then what can be done. */
export function Entries({ children }: Inside) {
  return <ul className={styles.entries}>{children}</ul>
}

/** One of them. */
export function Entry({ children }: Inside) {
  return <li className={styles.entry}>{children}</li>
}

/** Its first line: of whom it speaks, and how it stands. */
export function EntryHead({ children }: Inside) {
  return <div className={styles.head}>{children}</div>
}

/** What somebody wrote, or a sentence that has to be read; lines stay as they were written. */
export function EntryWords({ children }: Inside) {
  return <p className={styles.words}>{children}</p>
}

/** What is good to know beside it. */
export function EntryNote({ children }: Inside) {
  return <p className={styles.note}>{children}</p>
}
