import { OwnWords } from '../../../../web/parts/own-words.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Item } from '../../../items/contract.ts'
import styles from './known.module.css'

/** What an item says: a sentence of the list, the person's own words, or the words of its agency. */
export function Said({
  words,
}: {
  words: Pick<NonNullable<Item['words']>, 'functional' | 'kind' | 'language' | 'text'>
}) {
  const text = useText()
  const format = useFormat()
  if (words.functional) {
    const said = text(`items.functional.${words.functional.code}`)
    return (
      <p className={styles.text}>
        {words.functional.until
          ? text('items.functional-until', { said, date: format.date(words.functional.until) })
          : said}
      </p>
    )
  }
  if (words.kind === 'statement')
    return <OwnWords lang={words.language ?? undefined}>{words.text}</OwnWords>
  return <p className={styles.text}>{words.text}</p>
}
