import { useFormat, useText } from '../../../../web/words.ts'
import type { ReleaseCounts as Counts } from '../../releases-contract.ts'
import styles from './releases-head.module.css'

/** The sentence that leads the list: how many leave, and what they still lack. */
export function ReleaseCounts({ counts, until }: { counts: Counts; until: string }) {
  const text = useText()
  const format = useFormat()
  const facts = [
    { name: 'releases', count: counts.releases, always: true },
    { name: 'missing', count: counts.missing, always: true },
    { name: 'without-bed', count: counts.withoutBed, always: false },
    { name: 'on-friday', count: counts.onFriday, always: false },
    { name: 'without-lead', count: counts.withoutAcceptedLead, always: false },
  ]
  return (
    <ul className={styles.counts}>
      {facts
        .filter(({ count, always }) => always || count > 0)
        .map(({ name, count }) => (
          <li key={name}>
            <span className={styles.figure}>
              {counts.more && count > 0
                ? text('releases.counts.more', { count })
                : format.number(count)}
            </span>{' '}
            {text(`releases.counts.${name}`, { count, date: format.longDay(until) })}
          </li>
        ))}
    </ul>
  )
}
