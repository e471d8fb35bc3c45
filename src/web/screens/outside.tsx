import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LanguageMenu, SchemeMenu } from '../shell/choice-menus.tsx'
import { Mark } from '../shell/mark.tsx'
import { PracticeBanner } from '../shell/practice-banner.tsx'
import { useText } from '../words.ts'
import styles from './outside.module.css'

/** The frame of pages for people who are not signed in. */
export function Outside({ children }: { children: ReactNode }) {
  const text = useText()
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        <Link to="/" className={styles.brand} data-plain>
          <Mark />
          {text('web.product')}
        </Link>
        <div className={styles.tools}>
          <LanguageMenu />
          <SchemeMenu />
        </div>
      </header>
      <main className={styles.sheet}>
        <PracticeBanner />
        {children}
      </main>
    </div>
  )
}
