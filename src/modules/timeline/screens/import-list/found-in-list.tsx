import { Button } from '@mantine/core'
import { ApiProblem } from '../../../../web/api.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Sentence } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { ImportPreview } from '../../import-contract.ts'
import styles from './import-list.module.css'

interface FoundInListProps {
  preview: ImportPreview
  fileName: string
  busy: boolean
  error: unknown
  onTake: () => void
}

/** What the list says and would change, in one sentence, in figures, and in what follows from it. */
export function FoundInList({ preview, fileName, busy, error, onTake }: FoundInListProps) {
  const text = useText()
  const { counts, status, prison } = preview
  const changes = counts.new + counts.changed + counts.held
  return (
    <section aria-label={text('imports.found')}>
      <p className="tc-note tc-dense">
        {prison.name} · <bdi>{fileName}</bdi>
        {preview.mappingRemembered && ` · ${text('imports.remembered')}`}
      </p>
      <Sentence>{sentenceOf(preview, text)}</Sentence>
      <Figures counts={counts} />
      {mostlyGone(counts) && (
        <p className={styles.check}>
          <Chip state="due">{text('imports.check-prison')}</Chip>{' '}
          {text('imports.check-prison-why', { prison: prison.name })}
        </p>
      )}
      <OlderList preview={preview} />
      <Follows counts={counts} prison={prison.name} />
      {Boolean(error) && (
        <Trouble
          error={error}
          what={text(wasTakenIn(error) ? 'imports.nothing-again' : 'imports.not-taken-in')}
        />
      )}
      <div className={styles.take}>
        {status === 'previewed' && (
          <>
            <Button onClick={onTake} loading={busy}>
              {changes > 0
                ? text('imports.take-in', { count: changes })
                : text('imports.take-in-nothing')}
            </Button>
            {!wasTakenIn(error) && (
              <p className="tc-note tc-dense">{text('imports.nothing-yet')}</p>
            )}
          </>
        )}
        {status === 'practice' && (
          <>
            <Chip state="due">{text('imports.practice')}</Chip>
            <p className="tc-note tc-dense">
              {text('imports.practice-why', { prison: prison.name })}
            </p>
          </>
        )}
        {status === 'incomplete' && (
          <Chip state="gap">
            {text('imports.columns-missing', { columns: preview.missing.length })}
          </Chip>
        )}
      </div>
    </section>
  )
}

/** After a lost answer, or from another window, the list can have been taken in before this press. */
const wasTakenIn = (error: unknown) =>
  error instanceof ApiProblem && error.code === 'import_already_applied'

/** Taken in in the wrong order, an older list would put older dates back. */
function OlderList({ preview }: { preview: ImportPreview }) {
  const text = useText()
  const format = useFormat()
  const { difference, prison } = preview
  if (!difference?.lastDeliveredOn || difference.lastDeliveredOn <= difference.deliveredOn)
    return null
  const last = format.date(difference.lastDeliveredOn)
  const now = format.date(difference.deliveredOn)
  return (
    <p className={styles.check}>
      <Chip state="due">{text('imports.older-list')}</Chip>{' '}
      {text('imports.older-list-why', { prison: prison.name, last, now })}
    </p>
  )
}

/** Most of those announced before are missing: perhaps it is another prison's list, or half of one. */
function mostlyGone({ gone, changed, unchanged, held }: ImportPreview['counts']): boolean {
  return gone > 5 && gone > changed + unchanged + held
}

function sentenceOf({ counts, status }: ImportPreview, text: Text): string {
  if (status === 'incomplete') return text('imports.sentence-incomplete')
  const { importable, areaUnknown, rows, bad } = counts
  // Who has no fixed address comes in too, to be decided by a person.
  return text('imports.sentence', { importable: importable + areaUnknown, rows, bad })
}

const figures = [
  ['new', 'new'],
  ['changed', 'changed'],
  ['unchanged', 'unchanged'],
  ['areaUnknown', 'area-unknown'],
  ['held', 'held'],
  ['gone', 'gone'],
  ['remandNotCovered', 'remand'],
  ['outOfArea', 'out-of-area'],
  ['bad', 'bad'],
] as const

function Figures({ counts }: { counts: ImportPreview['counts'] }) {
  const text = useText()
  const format = useFormat()
  return (
    <ul className={styles.figures}>
      {figures
        .filter(([name]) => counts[name] > 0 || name === 'new' || name === 'changed')
        .map(([name, word]) => (
          <li key={name}>
            <span className={styles.figure}>{format.number(counts[name])}</span>{' '}
            {text(`imports.figures.${word}`, { count: counts[name] })}
          </li>
        ))}
    </ul>
  )
}

function Follows({ counts, prison }: { counts: ImportPreview['counts']; prison: string }) {
  const text = useText()
  const lines = [
    counts.areaUnknown > 0 && text('imports.follows.area-unknown', { count: counts.areaUnknown }),
    counts.held > 0 && text('imports.follows.held', { count: counts.held }),
    counts.gone > 0 && text('imports.follows.gone', { count: counts.gone }),
    counts.otherDates > 0 && text('imports.follows.other-dates', { count: counts.otherDates }),
    counts.remandNotCovered > 0 &&
      text('imports.follows.remand', { count: counts.remandNotCovered, prison }),
  ].filter((line) => line !== false)
  if (lines.length === 0) return null
  return (
    <ul className={styles.follows}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
