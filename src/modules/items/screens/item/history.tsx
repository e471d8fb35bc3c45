import { Chip } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ItemDetail } from '../../contract.ts'
import styles from '../item.module.css'
import { staysOnScreen, Words } from '../item-words.tsx'

// words: items.change.
// words: items.mode.

/** Former versions, for whom it was meant, and what was done with it: nothing was overwritten. */
export function History({ item }: { item: ItemDetail }) {
  const text = useText()
  const format = useFormat()
  const [, ...former] = item.versions
  const nothing = former.length === 0 && item.changes.length === 0 && item.audiences.length < 2
  if (nothing) return null
  return (
    <Section title={text('items.page.history')}>
      <ul className={styles.history}>
        {item.changes.map(({ what, at, by, reason }) => (
          <li key={`${what} ${at}`}>
            <p className={styles.when}>
              {text(`items.change.${what}`, { name: by ?? '', date: format.moment(at) })}
            </p>
            {reason && <p className={styles.why}>{reason}</p>}
          </li>
        ))}
        {item.audiences.slice(1).map(({ mode, names, from, until }) => (
          <li key={from}>
            <p className={styles.when}>
              {text('items.page.was-for', {
                from: format.moment(from),
                until: until ? format.moment(until) : '',
              })}{' '}
              {text(`items.mode.${mode}`, { names: format.list(names) })}
            </p>
          </li>
        ))}
        {former.map((words, place) => (
          <li key={words.version}>
            <p className={styles.when}>
              {text('items.page.version', {
                version: words.version,
                name: words.writtenBy ?? '',
                date: format.moment(words.writtenAt),
              })}
            </p>
            {words.restricted && (
              <p>
                <Chip state="due">{text('items.page.was-wrong')}</Chip>
              </p>
            )}
            <Words words={words} screenOnly={staysOnScreen(item)} />
            {words.ground && (
              <p className={styles.why}>
                {text('items.page.on-ground', {
                  ground: text(`items.ground.${words.ground}`),
                  necessity: words.necessity ?? '',
                })}
              </p>
            )}
            {item.versions[place]?.reason && (
              <p className={styles.why}>
                {text('items.page.replaced', { reason: item.versions[place]?.reason ?? '' })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
