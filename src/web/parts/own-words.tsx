import type { ReactNode } from 'react'
import styles from './own-words.module.css'

interface OwnWordsProps {
  children: ReactNode
  /** Language of the words, so that they are read out and hyphenated rightly. */
  lang?: string
  /** When, in which language, translated by whom. */
  source?: ReactNode
}

/** What the person said: the only text in serif. */
export function OwnWords({ children, lang, source }: OwnWordsProps) {
  return (
    <figure className={styles.figure}>
      <blockquote className={styles.words} lang={lang} dir="auto">
        {children}
      </blockquote>
      {source && <figcaption className={styles.source}>{source}</figcaption>}
    </figure>
  )
}
