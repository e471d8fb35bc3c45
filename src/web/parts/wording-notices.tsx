import { Button } from '@mantine/core'
import { IconMapPin, IconMessageQuestion } from '@tabler/icons-react'
import { useId, useState } from 'react'
import {
  KeepReason,
  type KeptWordings,
  type WordingContext,
  type WordingFinding,
  type WordingKind,
} from '../../modules/items/wording/vocabulary.ts'
import { useWordings } from '../wordings.ts'
import { type Text, useText } from '../words.ts'
import styles from './wording-notices.module.css'

// words: wording.kind.
// words: wording.reason.

interface WordingNoticesProps {
  text: string
  /** Takes the text with the better wording in it. */
  onText: (text: string) => void
  kept: KeptWordings
  onKept: (kept: KeptWordings) => void
  context?: WordingContext
}

const atOnce = 3

/**
 * Stands under a field of free text: asks kindly about words that may harm or tell too much, with a better wording
 * to take, or a reason to keep (PI6, N23). Nothing is blocked while writing.
 */
export function WordingNotices({ text, onText, kept, onKept, context }: WordingNoticesProps) {
  const say = useText()
  const found = useWordings(text, context)
  const open = found.filter(({ kind }) => !kept.some((one) => one.kind === kind))
  const shown = oneOfEach(open).slice(0, atOnce)
  const more = oneOfEach(open).length - shown.length
  const stay = kept.filter(({ kind }) => found.some((one) => one.kind === kind))
  const replace = ({ start, end, use, found: word }: WordingFinding) => {
    if (use !== null && text.slice(start, end) === word)
      onText(text.slice(0, start) + use + text.slice(end))
  }
  const keep = (kind: WordingKind, reason: KeepReason) =>
    onKept([...kept.filter((one) => one.kind !== kind), { kind, reason }])
  return (
    <div className={styles.notices} aria-live="polite">
      {shown.map((finding) => (
        <Notice
          key={`${finding.kind}${finding.found}`}
          finding={finding}
          onUse={() => replace(finding)}
          onKeep={(reason) => keep(finding.kind, reason)}
        />
      ))}
      {more > 0 && <p className={styles.more}>{say('wording.more', { count: more })}</p>}
      {stay.map(({ kind, reason }) => (
        <p key={kind} className={styles.kept}>
          {say('wording.kept', {
            found: wordsOf(found, kind),
            reason: say(`wording.reason.${reason}`),
          })}{' '}
          <button
            type="button"
            className={styles.again}
            onClick={() => onKept(kept.filter((one) => one.kind !== kind))}
          >
            {say('wording.ask-again')}
          </button>
        </p>
      ))}
    </div>
  )
}

interface NoticeProps {
  finding: WordingFinding
  onUse: () => void
  onKeep: (reason: KeepReason) => void
}

function Notice({ finding, onUse, onKeep }: NoticeProps) {
  const say = useText()
  const id = useId()
  const [chosen, setChosen] = useState(false)
  const [asking, setAsking] = useState(false)
  const { kind, found, use } = finding
  const Icon = kind === 'address' ? IconMapPin : IconMessageQuestion
  return (
    <section className={styles.notice} aria-labelledby={id} data-wording={kind}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <p id={id} className={styles.question}>
        {questionOf(say, finding)}
      </p>
      <div className={styles.buttons}>
        {use !== null && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setChosen(true)
              onUse()
            }}
            disabled={chosen}
          >
            {kind === 'address' ? say('wording.shorten') : say('wording.use', { use })}
          </Button>
        )}
        <button
          type="button"
          className={styles.keep}
          aria-label={say('wording.keep-label', { found })}
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
        >
          {say('wording.keep')}
        </button>
      </div>
      {asking && (
        <fieldset className={styles.reasons}>
          <legend className={styles.more}>{say('wording.keep-heading')}</legend>
          {KeepReason.options.map((reason) => (
            <Button key={reason} size="compact-sm" variant="default" onClick={() => onKeep(reason)}>
              {say(`wording.reason.${reason}`)}
            </Button>
          ))}
        </fieldset>
      )}
    </section>
  )
}

/** What the check asks about one place in a text. */
export function questionOf(
  say: Text,
  { kind, found, use }: Pick<WordingFinding, 'kind' | 'found' | 'use'>,
): string {
  if (use !== null && kind !== 'address') return say('wording.kind.better', { found, use })
  return say(`wording.kind.${kind}`, { found, use: use ?? '' })
}

function oneOfEach(found: readonly WordingFinding[]): WordingFinding[] {
  const seen = new Set<string>()
  return found.filter(({ kind, found: word }) => {
    const key = `${kind} ${word.toLowerCase()}`
    return !seen.has(key) && seen.add(key)
  })
}

const wordsOf = (found: readonly WordingFinding[], kind: WordingKind) =>
  oneOfEach(found.filter((one) => one.kind === kind))
    .map((one) => one.found)
    .join(', ')
