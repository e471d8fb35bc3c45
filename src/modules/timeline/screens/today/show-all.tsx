import { type ReactNode, useState } from 'react'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import styles from './today.module.css'

interface ShowAllProps<T> {
  rows: readonly T[]
  /** So many stand here before all of them are asked for. */
  first: number
  /** Which list it is, for who hears the button without seeing the list. */
  list: string
  /** There are more than the rows that are here. */
  more?: boolean
  /** How to get those; without it they are found elsewhere. */
  later?: { load: () => void; busy: boolean; error: unknown } | undefined
  /** What the button for them says. */
  laterWords?: string
  children: (shown: readonly T[]) => ReactNode
}

/** The beginning of a long list, and buttons for the rest: a day has to fit on a page. */
export function ShowAll<T>(props: ShowAllProps<T>) {
  const { rows, first, list, later, laterWords, more = later !== undefined, children } = props
  const text = useText()
  const [all, setAll] = useState(false)
  const rest = rows.length - first
  const words = all ? text('today.fewer') : text('today.rest', { count: rest })
  const shown = all ? rows : rows.slice(0, first)
  return (
    <>
      {children(shown)}
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
          {all && later && (
            <button
              type="button"
              className="tc-link"
              aria-disabled={later.busy || undefined}
              onClick={later.busy ? undefined : later.load}
            >
              {laterWords}
            </button>
          )}
        </p>
      )}
      {later?.error != null && <Trouble error={later.error} onRetry={later.load} />}
      {(shown.length < rows.length || more) && (
        <p className={styles.onPaper}>
          {text('today.printed.part', { shown: shown.length, all: rows.length, more })}
        </p>
      )}
    </>
  )
}
