import { type ReactNode, useEffect, useRef } from 'react'
import { type Crumb, useAnnouncePage } from '../page-state.ts'
import { useText } from '../words.ts'
import styles from './page.module.css'

interface PageProps {
  /** The h1 and the window title; it reaches the browser's history, so never a name. */
  title: string
  /** What the top bar and the window call the page, where the h1 says something else. */
  name?: string
  /** Beside the h1: initials or name behind the switch, the stage of a case. */
  beside?: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** Pages above this one, outermost first. */
  crumbs?: readonly Crumb[]
  /** Column at the far side; under 1100 px it stands below. */
  rail?: ReactNode
  children: ReactNode
}

let pagesShown = 0

/** A whole page: title, what it says in a line, what can be done, and its content. */
export function Page({
  title,
  name = title,
  beside,
  note,
  actions,
  crumbs = [],
  rail,
  children,
}: PageProps) {
  const text = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useAnnouncePage(name, crumbs, text('web.product'))
  useEffect(() => {
    // The first page leaves focus where the browser put it; every later one is announced.
    if (pagesShown > 0) heading.current?.focus({ preventScroll: true })
    pagesShown += 1
  }, [])
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <div className={styles.title}>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {beside}
          </div>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        {actions && (
          <div className={styles.actions} data-no-print>
            {actions}
          </div>
        )}
      </header>
      {rail ? (
        <div className={styles.columns}>
          <div className={styles.main}>{children}</div>
          <aside className={styles.rail} aria-label={text('web.page.rail')}>
            {rail}
          </aside>
        </div>
      ) : (
        children
      )}
    </div>
  )
}
