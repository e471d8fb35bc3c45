import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { LogFinding } from '../../log-contract.ts'
import styles from '../review.module.css'

/** Rows that are not what the log says of them: what happened, where, and by which login where that is known. */
export function Findings({ found }: { found: readonly LogFinding[] }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section title={text('witnesses.found.title')} note={text('witnesses.found.note')}>
      <ul className={styles.entries}>
        {found.map(({ id, kind, table, key, login, firstSeen, lastSeen }) => (
          <li key={id} className={styles.entry}>
            <div className={styles.head}>{text(`witnesses.found.${kind}`)}</div>
            <p className={styles.words}>{text('witnesses.found.line', { table, key })}</p>
            <p className={styles.note}>
              {text('witnesses.found.when', {
                first: format.moment(firstSeen),
                last: format.moment(lastSeen),
              })}{' '}
              {login && text('witnesses.found.login', { login })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
