import { Chip } from '../../../web/parts/chip.tsx'
import { OwnWords } from '../../../web/parts/own-words.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Item, ItemWords } from '../contract.ts'
import styles from './item.module.css'

// words: items.kind.
// words: items.state.
// words: items.mark.
// words: items.functional.

/** The words of one version: a statement of the list, the person's own words in serif, or plain text. */
export function Words({ words, screenOnly }: { words: ItemWords; screenOnly: boolean }) {
  const text = useText()
  const format = useFormat()
  const { functional, kind, language } = words
  if (functional) {
    const said = text(`items.functional.${functional.code}`)
    return (
      <p className={styles.text}>
        {functional.until
          ? text('items.functional-until', { said, date: format.date(functional.until) })
          : said}
      </p>
    )
  }
  const shown = words.text ?? ''
  return (
    <div
      data-no-print={screenOnly || undefined}
      className={screenOnly ? styles.screenOnly : undefined}
      onCopy={screenOnly ? (event) => event.preventDefault() : undefined}
    >
      {kind === 'statement' ? (
        <OwnWords
          lang={language ?? undefined}
          source={text('items.said-on', {
            date: format.date(words.asOf),
            language: language ? format.language(language) : '',
            known: language ? 'yes' : 'no',
          })}
        >
          {shown}
        </OwnWords>
      ) : (
        <p className={styles.text}>{shown}</p>
      )}
    </div>
  )
}

/** Whether the words have to stay on the screen: as the paper leaves them out. */
export const staysOnScreen = ({ special, state, stale, mode, handling }: Item) =>
  special ||
  state !== 'current' ||
  stale ||
  mode === 'agency' ||
  handling.viewOnly ||
  handling.spokenOnly ||
  handling.meetingId !== null

/** What one has to know before using it: kind, state, stale, conditions. */
export function Marks({ item }: { item: Item }) {
  const text = useText()
  const format = useFormat()
  const { kind, state, stale, handling, mode, awaits, refused, special } = item
  const conditions = (['noOnward', 'viewOnly', 'spokenOnly', 'askFirst'] as const).filter(
    (mark) => handling[mark],
  )
  return (
    <span className={styles.marks}>
      <Chip state="neutral">{text(`items.kind.${kind}`)}</Chip>
      {special && <Chip state="neutral">{text('items.mark.special')}</Chip>}
      {awaits && <Chip state="offered">{text('items.mark.awaits')}</Chip>}
      {refused && <Chip state="declined">{text('items.mark.refused')}</Chip>}
      {state !== 'current' && <Chip state="due">{text(`items.state.${state}`)}</Chip>}
      {stale && state === 'current' && <Chip state="due">{text('items.mark.stale')}</Chip>}
      {mode === 'agency' && <Chip state="neutral">{text('items.mark.agency')}</Chip>}
      {conditions.map((mark) => (
        <Chip key={mark} state="neutral">
          {text(`items.handling.${mark}`)}
        </Chip>
      ))}
      {handling.meetingId && <Chip state="neutral">{text('items.mark.meeting')}</Chip>}
      {handling.deleteOn && (
        <Chip state="neutral">
          {text('items.mark.delete-on', { date: format.dayMonth(handling.deleteOn) })}
        </Chip>
      )}
    </span>
  )
}
