import type { Format } from '../../../web/format.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { type Text, useFormat, useText } from '../../../web/words.ts'
import type { ItemReader, ReadersPreview } from '../contract.ts'
import styles from './readers.module.css'

// words: items.rule.
// words: items.absent.

/** "6 people in 4 agencies can read it until 19 May 2027, and the person." */
export function readerSentence(text: Text, format: Format, readers: readonly ItemReader[]): string {
  const agencies = new Set(readers.map(({ agency }) => agency.id)).size
  const open = readers.some(({ until }) => until === null)
  const last = readers
    .map(({ until }) => until ?? '')
    .sort()
    .at(-1)
  const values = { count: readers.length, agencies }
  return open || !last
    ? text('items.readers.sentence-open', values)
    : text('items.readers.sentence', { ...values, date: format.date(last) })
}

/** Each reader by name, with the rule that lets them and the day on which it ends. */
export function ReaderList({ readers }: { readers: readonly ItemReader[] }) {
  const text = useText()
  const format = useFormat()
  return (
    <ul className={styles.readers} aria-label={text('items.readers.list')}>
      {readers.map(({ name, agency, rule, until, you, share }) => (
        <li key={`${agency.id} ${name} ${share ?? ''}`}>
          <AgencyBadge agency={agency} />
          <span className={styles.name}>{you ? text('items.readers.you', { name }) : name}</span>
          <span className={styles.until}>
            {rule === 'own'
              ? text('items.rule.own')
              : until
                ? text('items.readers.until', { date: format.dayMonth(until) })
                : text(`items.rule.${rule}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

interface NotReadersProps {
  others: ReadersPreview['others']
  clause: ReadersPreview['clause']
}

/** Who sits at the table and does not read it, and why. */
export function NotReaders({ others, clause }: NotReadersProps) {
  const text = useText()
  const format = useFormat()
  if (others.length === 0) return null
  const reasons = [...new Set(others.map(({ why }) => why))]
  return (
    <section className={styles.others}>
      <h2>{text('items.readers.others')}</h2>
      <ul>
        {reasons.map((why) => (
          <li key={why}>
            {text(`items.absent.${why}`, {
              agencies: format.list(
                others.filter((one) => one.why === why).map(({ agency }) => agency.name),
              ),
              clause: clause?.label ?? '',
              agreement: clause?.arrangement ?? '',
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
