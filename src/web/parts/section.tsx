import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

interface SectionProps {
  title: string
  /** A few words beside the heading, for example how many. */
  note?: ReactNode
  /** A link or button at the far end of the heading. */
  action?: ReactNode
  id?: string
  children: ReactNode
}

/** A part of a page under a heading with a hairline. */
export function Section({ title, note, action, id, children }: SectionProps) {
  const heading = useId()
  return (
    <section className={styles.section} aria-labelledby={heading} id={id}>
      <div className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {note && <span className={styles.note}>{note}</span>}
        {action && <span className={styles.action}>{action}</span>}
      </div>
      {children}
    </section>
  )
}

/** The sentence that leads a view: the fact that picture and table prove. */
export function Sentence({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className={styles.sentence}>
      <p className={styles.lead}>{children}</p>
      {note && <p className={styles.under}>{note}</p>}
    </div>
  )
}
