import { todayHere } from '../../../../web/format.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImpactEntry } from '../../impact-contract.ts'
import styles from './impact.module.css'

/** Why an approved version needs a new look: kinds of data that came since, or its day is past. */
export function ReviewReasons({ version }: { version: ImpactEntry }) {
  const text = useText()
  const format = useFormat()
  const { title, edition, uncovered, reviewOn } = version
  return (
    <div className={styles.review}>
      <p className={styles.said}>
        <strong>{text('impact.version-of', { title, edition })}</strong>
      </p>
      {uncovered.length > 0 && (
        <>
          <p className={styles.said}>{text('impact.review.data', { count: uncovered.length })}</p>
          <KindList kinds={uncovered} />
        </>
      )}
      {reviewOn && reviewOn < todayHere() && (
        <p className={styles.said}>{text('impact.review.day', { day: format.date(reviewOn) })}</p>
      )}
      <p className={styles.said}>{text('impact.review.next')}</p>
    </div>
  )
}

/** Kinds of data as the dictionary names them: a part of life, or a class of data in a table. */
export function KindList({ kinds }: { kinds: readonly string[] }) {
  const text = useText()
  return (
    <ul className={styles.kinds}>
      {kinds.map((kind) => {
        const [sort = '', name = ''] = kind.split(':')
        return (
          <li key={kind}>
            {text(`impact.kind.${sort}`, {
              name: sort === 'domain' ? text(`agreements.categories.${name}`) : name,
            })}
          </li>
        )
      })}
    </ul>
  )
}
