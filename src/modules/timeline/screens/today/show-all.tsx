import { type ReactNode, useState } from 'react'
import { useText } from '../../../../web/words.ts'
import styles from './today.module.css'

interface ShowAllProps<T> {
  rows: readonly T[]
  /** So many stand here before all of them are asked for. */
  first: number
  /** Which list it is, for who hears the button without seeing the list. */
  list: string
  children: (shown: readonly T[]) => ReactNode
}

/** The beginning of a long list, and a button for the rest: a day has to fit on a page. */
export function ShowAll<T>({ rows, first, list, children }: ShowAllProps<T>) {
  const text = useText()
  const [all, setAll] = useState(false)
  const rest = rows.length - first
  const words = all ? text('today.fewer') : text('today.rest', { count: rest })
  return (
    <>
      {children(all ? rows : rows.slice(0, first))}
      {rest > 0 && (
        <p className={styles.rest} data-no-print>
          <button
            type="button"
            className="tc-link"
            aria-expanded={all}
            aria-label={text('today.rest-label', { words, list })}
            onClick={() => setAll(!all)}
          >
            {words}
          </button>
        </p>
      )}
    </>
  )
}
