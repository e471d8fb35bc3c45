import type { ConsentText } from '../../consent-contract.ts'
import styles from '../rights.module.css'

/** A text as the person reads it, in the language in which it was shown. */
export function TextView({ text }: { text: ConsentText }) {
  return (
    <section className={styles.text} lang={text.language}>
      <h3>{text.title}</h3>
      {text.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  )
}
