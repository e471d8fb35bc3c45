import { useFormat, useText } from '../../../../web/words.ts'
import type { ErasureHold } from '../../erasure-contract.ts'
import styles from '../rights.module.css'

/** What stands in the way of an erasure, and until which day. */
export function Holds({ holds }: { holds: readonly ErasureHold[] }) {
  const text = useText()
  const format = useFormat()
  if (holds.length === 0) return null
  return (
    <div className={styles.basis}>
      <strong>{text('erasures.held')}</strong>
      <ul className={styles.recipients}>
        {holds.map(({ ref, why, until, category, months, from }) => (
          <li key={`${ref} ${why}`}>
            {text(`erasures.held.${why === 'duty' && !category ? 'class' : why}`, {
              ref,
              date: until ? format.date(until) : '',
              category: category ? text(`agreements.categories.${category}`) : '',
              months: months ?? 0,
              from: from ?? '',
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
