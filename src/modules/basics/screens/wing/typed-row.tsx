import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef } from 'react'
import { ApiProblem, api } from '../../../../web/api.ts'
import { useFormat, useProblemText, useText } from '../../../../web/words.ts'
import { readCode, troubleOf } from '../../codes-vocabulary.ts'
import { type Basic, basics } from '../../contract.ts'
import type { PaperLine } from '../../paper-contract.ts'
import { readLine } from '../basics-queries.ts'
import { answerOf, type RowDraft } from './drafts.ts'
import styles from './type-back.module.css'

interface TypedRowProps {
  row: RowDraft
  place: number
  onChange: (part: Partial<RowDraft>) => void
  onNext: () => void
}

const FULL = 5

/** One person of a sheet: the code says who, five keys say how it stands, Enter saves. */
export function TypedRow({ row, place, onChange, onNext }: TypedRowProps) {
  const text = useText()
  const id = useId()
  const problemText = useProblemText()
  const line = useLine(row.code)
  const cells = useRef<(HTMLInputElement | null)[]>([])
  const code = readCode(row.code)
  const trouble = code.length >= FULL ? troubleOf(code) : null
  const save = useSave(row, onChange, onNext)
  const codeError = trouble
    ? text(`problems.${trouble}`)
    : line.error instanceof ApiProblem
      ? problemText(line.error)
      : line.error
        ? text('web.trouble.not-sent')
        : null
  const rowError = save.error instanceof ApiProblem ? problemText(save.error) : null
  const lost =
    save.error && !(save.error instanceof ApiProblem) ? text('web.trouble.not-sent') : null
  const submit = async () => {
    // Without a connection nobody could say whose line it is; the next press asks once more.
    const known = line.data ?? (line.error && (await line.refetch()).data)
    if (known && !save.isPending) save.mutate()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void submit()
  }
  const changeCode = (typed: string) => {
    onChange({ code: typed, savedAt: null })
    if (readCode(typed).length === FULL && !troubleOf(readCode(typed))) cells.current[0]?.focus()
  }
  return (
    <tr className={styles.row} data-saved={row.savedAt ? true : undefined}>
      <td data-label={text('basics.sheet.code')}>
        <input
          className={styles.code}
          data-code={row.id}
          aria-label={text('basics.type.code-of', { place })}
          aria-invalid={codeError ? true : undefined}
          aria-describedby={`${id}code`}
          autoComplete="off"
          spellCheck={false}
          maxLength={7}
          value={row.code}
          onChange={(event) => changeCode(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <span id={`${id}code`} className={styles.error} role={codeError ? 'alert' : undefined}>
          {codeError}
        </span>
      </td>
      <td data-label={text('basics.sheet.who')}>
        <Who line={line.data} row={row} onChange={onChange} onKey={onKey} id={id} />
      </td>
      {basics.map((basic, at) => (
        <td key={basic} data-label={text(`basics.name.${basic}`)}>
          <Cell
            basic={basic}
            row={row}
            line={line.data}
            hold={(input) => {
              cells.current[at] = input
            }}
            onChange={onChange}
            onEnter={onKey}
            move={(step) => {
              const target = cells.current[at + step]
              if (target) target.focus()
              else if (step > 0) document.getElementById(`${id}words`)?.focus()
            }}
          />
        </td>
      ))}
      <td data-label={text('basics.type.words')}>
        <input
          id={`${id}words`}
          className={styles.words}
          aria-label={text('basics.type.words-of', { place })}
          maxLength={1000}
          value={row.words}
          onChange={(event) => onChange({ words: event.currentTarget.value, savedAt: null })}
          onKeyDown={onKey}
        />
      </td>
      <td data-label={text('basics.sheet.says')}>
        <input
          className={styles.says}
          aria-label={text('basics.type.says-of', { place })}
          maxLength={120}
          autoComplete="off"
          value={row.saidBy}
          onChange={(event) => onChange({ saidBy: event.currentTarget.value, savedAt: null })}
          onKeyDown={onKey}
        />
      </td>
      <td data-label={text('basics.type.state')}>
        <RowState
          row={row}
          line={line.data}
          busy={save.isPending}
          onSave={() => void submit()}
          place={place}
        />
        {(rowError ?? lost) && (
          <span className={styles.error} role="alert">
            {rowError ?? lost}
          </span>
        )}
      </td>
    </tr>
  )
}

function useLine(typed: string) {
  const code = readCode(typed)
  return useQuery({
    queryKey: ['paper-line', code],
    queryFn: () => readLine(code),
    enabled: code.length === FULL && !troubleOf(code),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function useSave(row: RowDraft, onChange: TypedRowProps['onChange'], onNext: () => void) {
  return useMutation({
    mutationFn: () =>
      api.post<PaperLine>(`/paper-lines/${readCode(row.code)}`, {
        answers: row.answers,
        ...(row.words.trim() && { words: row.words.trim() }),
        ...(row.saidBy.trim() && { saidBy: row.saidBy.trim() }),
        ...(row.ref.trim() && { ref: row.ref.trim().toUpperCase() }),
      }),
    onSuccess: () => {
      onChange({ savedAt: new Date().toISOString() })
      onNext()
    },
  })
}

interface WhoProps {
  line: PaperLine | undefined
  row: RowDraft
  id: string
  onChange: TypedRowProps['onChange']
  onKey: (event: KeyboardEvent) => void
}

/** Reference, initials and number, so that the right person is meant before anything is typed. */
function Who({ line, row, id, onChange, onKey }: WhoProps) {
  const text = useText()
  if (!line) return null
  if (line.subject === null) {
    return (
      <input
        className={styles.ref}
        aria-label={text('basics.type.ref')}
        placeholder={text('basics.type.ref')}
        maxLength={14}
        id={`${id}ref`}
        value={row.ref}
        onChange={(event) => onChange({ ref: event.currentTarget.value, savedAt: null })}
        onKeyDown={onKey}
      />
    )
  }
  return (
    <span>
      <strong>{line.ref ?? text('basics.wing.announced')}</strong> <bdi>{line.person.initials}</bdi>
      {line.number && <span className={styles.number}>{line.number}</span>}
    </span>
  )
}

interface CellProps {
  basic: Basic
  row: RowDraft
  line: PaperLine | undefined
  hold: (input: HTMLInputElement | null) => void
  onChange: TypedRowProps['onChange']
  onEnter: (event: KeyboardEvent) => void
  move: (step: 1 | -1) => void
}

const typed = { confirmed: 'yes', open: 'no', not_wanted: 'not_wanted' } as const

function Cell({ basic, row, line, hold, onChange, onEnter, move }: CellProps) {
  const text = useText()
  const keys = {
    yes: text('basics.key.yes'),
    no: text('basics.key.no'),
    not_wanted: text('basics.key.not_wanted'),
  }
  const answer = row.answers[basic]
  const before = line?.cells.find((cell) => cell.basic === basic)?.state
  const was = before && before in typed ? typed[before as keyof typeof typed] : null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return
    if (event.key === 'Enter') return onEnter(event)
    const said = answerOf(event.key, keys)
    if (event.key.length === 1 || event.key === 'Backspace' || event.key === 'Delete')
      event.preventDefault()
    if (said) {
      onChange({ answers: { ...row.answers, [basic]: said }, savedAt: null })
      move(1)
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      const { [basic]: _, ...rest } = row.answers
      onChange({ answers: rest, savedAt: null })
      if (!answer && event.key === 'Backspace') move(-1)
    }
  }
  return (
    <input
      ref={hold}
      className={styles.cell}
      data-answer={answer}
      aria-label={text(`basics.name.${basic}`)}
      inputMode="text"
      autoComplete="off"
      placeholder={was ? keys[was] : ''}
      value={answer ? keys[answer] : ''}
      readOnly={!line}
      onChange={() => {}}
      onKeyDown={onKeyDown}
    />
  )
}

interface RowStateProps {
  row: RowDraft
  line: PaperLine | undefined
  busy: boolean
  place: number
  onSave: () => void
}

function RowState({ row, line, busy, place, onSave }: RowStateProps) {
  const text = useText()
  const format = useFormat()
  if (row.savedAt)
    return (
      <span className={styles.saved}>
        {text('basics.type.saved', { time: format.time(row.savedAt) })}
      </span>
    )
  if (!line) return null
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      onClick={onSave}
      aria-label={text('basics.type.save-of', { place })}
    >
      {text('basics.type.save')}
    </Button>
  )
}
