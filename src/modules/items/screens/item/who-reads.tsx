import { useFormat, useText } from '../../../../web/words.ts'
import type { ItemDetail } from '../../contract.ts'
import styles from '../item.module.css'
import { ReaderList, readerSentence } from '../readers.tsx'

// words: items.why.

/** Who can see this and why: the rule, the clause, the share, the seat and the end, by name. */
export function WhoReads({ item }: { item: ItemDetail }) {
  const text = useText()
  const format = useFormat()
  const mine = item.readers.find(({ you }) => you)
  return (
    <div className={styles.rail}>
      <p className={styles.sentence}>{readerSentence(text, format, item.readers)}</p>
      {mine && (
        <p className={styles.law}>
          {text(`items.why.${mine.rule}`, {
            clause: item.clause?.label ?? '',
            agreement: item.clause?.arrangement ?? '',
            basis: item.clause?.basis ?? '',
          })}{' '}
          {mine.until && text('items.why.until', { date: format.date(mine.until) })}
        </p>
      )}
      <ReaderList readers={item.readers} />
      <p className={styles.law}>{text('items.readers.rule-note')}</p>
    </div>
  )
}
