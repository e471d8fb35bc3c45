import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCalendarExclamation, IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReleaseDay } from '../../day-contract.ts'
import { useSpeech } from '../continuity-map/speech.ts'
import styles from './release-day-note.module.css'
import { proposalWords, releaseDayWords } from './release-day-words.ts'

interface ReleaseDayNoteProps {
  caseRef: string
  on: string
  day: ReleaseDay
}

/**
 * Why the day of release is a bad one, and a sentence for the prison with a better one. It warns and
 * stops nobody: the date is the prison's to decide.
 */
export function ReleaseDayNote({ caseRef, on, day }: ReleaseDayNoteProps) {
  const speech = useSpeech()
  const { text } = speech
  const proposal = proposalWords(speech, caseRef, on, day)
  return (
    <div className={styles.note}>
      <p className={styles.why}>
        <IconCalendarExclamation size={16} stroke={1.75} aria-hidden />
        <span>{releaseDayWords(speech, day)}</span>
      </p>
      {proposal ? (
        <details className={styles.proposal}>
          <summary>{text('timeline.day.proposal')}</summary>
          <p>{proposal}</p>
          <CopyButton words={proposal} />
        </details>
      ) : (
        <p className={styles.none}>{text('timeline.day.no-proposal')}</p>
      )}
    </div>
  )
}

function CopyButton({ words }: { words: string }) {
  const { text } = useSpeech()
  const clipboard = useClipboard({ timeout: 4000 })
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <Button
      size="xs"
      variant="default"
      data-no-print
      leftSection={<Icon size={14} stroke={1.75} aria-hidden />}
      onClick={() => clipboard.copy(words)}
    >
      <span role="status">
        {text(clipboard.copied ? 'timeline.day.copied' : 'timeline.day.copy')}
      </span>
    </Button>
  )
}
