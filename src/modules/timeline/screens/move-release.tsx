import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { ApiProblem, api } from '../../../web/api.ts'
import { Conflict } from '../../../web/parts/conflict.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Segmented } from '../../../web/parts/segmented.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import type { Continuity, MovePreview, ReleaseDate } from '../contract.ts'
import { certainties } from '../vocabulary.ts'
import { useRefreshCase } from './case/case-queries.ts'
import { type Speech, useSpeech } from './continuity-map/speech.ts'
import { MoveConsequences } from './move-release/consequences.tsx'
import { draftOf, isComplete, type MoveDraft, moveBody, newestOf } from './move-release/draft.ts'
import styles from './move-release/move-release.module.css'
import { useMovePreview } from './move-release/use-move-preview.ts'

export interface MoveReleaseProps {
  continuity: Continuity
  /** Version of the case that the move is based on. */
  version: number
  /** What would follow, for the map; null when nothing is tried. */
  onTry: (tried: { on: string | null; preview: MovePreview } | null) => void
  onClose: () => void
  onMoved: () => void
}

/**
 * Tries a release date beside the map and says what breaks before anything is saved.
 *
 * It is no modal: the map stays readable and shows the date being tried.
 */
export function MoveRelease({ continuity, version, onTry, onClose, onMoved }: MoveReleaseProps) {
  const { text } = useSpeech()
  const title = useId()
  const box = useRef<HTMLElement>(null)
  const [draft, setDraft] = useState(() => draftOf(continuity.release))
  const preview = useMovePreview(continuity.ref, version, draft, continuity.release)
  const tried = preview.data ?? null
  useEffect(() => {
    onTry(tried ? { on: tried.to.on, preview: tried } : null)
  }, [tried, onTry])
  useEffect(() => {
    const opener = document.activeElement
    box.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true })
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
  }
  return (
    <section
      ref={box}
      role="dialog"
      aria-modal="false"
      aria-labelledby={title}
      className={styles.dialog}
      onKeyDown={onKeyDown}
      data-no-print
    >
      <header className={styles.head}>
        <h2 id={title}>{text('timeline.move.title')}</h2>
        <ActionIcon onClick={onClose} aria-label={text('timeline.move.close')}>
          <IconX size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </header>
      <MoveForm
        continuity={continuity}
        version={version}
        draft={draft}
        setDraft={setDraft}
        preview={preview}
        onClose={onClose}
        onMoved={onMoved}
      />
    </section>
  )
}

interface MoveFormProps extends Omit<MoveReleaseProps, 'onTry'> {
  draft: MoveDraft
  setDraft: (draft: MoveDraft) => void
  preview: ReturnType<typeof useMovePreview>
}

function MoveForm({
  continuity,
  version,
  draft,
  setDraft,
  preview,
  onClose,
  onMoved,
}: MoveFormProps) {
  const speech = useSpeech()
  const { text } = speech
  const [missing, setMissing] = useState<FormError[]>([])
  const refresh = useRefreshCase(continuity.ref)
  const save = useMutation({
    mutationFn: (basedOn: number) =>
      api.post(`/cases/${continuity.ref}/release-dates`, moveBody(draft), { ifMatch: basedOn }),
    onSuccess: async () => {
      await refresh()
      onMoved()
    },
  })
  const faster = save.error instanceof ApiProblem && save.error.status === 412 ? save.error : null
  const refused = useFormProblems(faster ? null : save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, speech)
    setMissing(found)
    if (found.length === 0) save.mutate(version)
  }
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <FormErrors errors={errors} />
      <DateFields
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        errorOf={errorOf}
      />
      {preview.error && (
        <Trouble
          error={preview.error}
          what={text('timeline.move.not-tried')}
          onRetry={() => void preview.refetch()}
        />
      )}
      <div aria-live="polite" aria-busy={preview.isFetching}>
        {preview.data && <MoveConsequences preview={preview.data} />}
      </div>
      <TextInput
        id="move-source"
        label={text('timeline.move.source')}
        description={text('timeline.move.source-note')}
        error={errorOf('move-source')}
        value={draft.source}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setDraft({ ...draft, source: event.currentTarget.value })}
      />
      {faster && (
        <Conflict
          what={text('timeline.move.not-saved')}
          mine={versionWords(speech, moveBody(draft))}
          theirs={versionWords(speech, newestOf(faster.extra).release ?? continuity.release)}
          onUseMine={() => save.mutate(newestOf(faster.extra).version ?? version + 1)}
          onKeepTheirs={() => void refresh().then(onClose)}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {saveWords(speech, draft, continuity.release)}
        </Button>
      </div>
    </form>
  )
}

const fieldIds = {
  on: 'move-on',
  certainty: 'move-on',
  earliestOn: 'move-earliest',
  source: 'move-source',
}

interface DateFieldsProps {
  draft: MoveDraft
  change: (part: Partial<MoveDraft>) => void
  errorOf: (field: string) => string | undefined
}

function DateFields({ draft, change, errorOf }: DateFieldsProps) {
  const { text } = useSpeech()
  return (
    <>
      <div className={styles.pair}>
        {draft.certainty !== 'unknown' && (
          <TextInput
            id="move-on"
            type="date"
            label={text('timeline.move.on')}
            error={errorOf('move-on')}
            value={draft.on}
            onChange={(event) => change(withDate(draft, event.currentTarget.value))}
          />
        )}
        <div>
          <span className={styles.label} aria-hidden>
            {text('timeline.move.certainty')}
          </span>
          <Segmented
            label={text('timeline.move.certainty')}
            value={draft.certainty}
            options={certainties.map((value) => ({
              value,
              label: text(`timeline.move.certainty.${value}`),
            }))}
            onChange={(certainty) => change({ certainty })}
          />
        </div>
      </div>
      {draft.certainty === 'expected' && (
        <TextInput
          id="move-earliest"
          type="date"
          label={text('timeline.move.earliest')}
          error={errorOf('move-earliest')}
          value={draft.earliestOn}
          max={draft.on || undefined}
          onChange={(event) => change({ earliestOn: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function missingIn(draft: MoveDraft, { text }: Speech): FormError[] {
  const errors: FormError[] = []
  if (!isComplete(draft))
    errors.push({ field: 'move-on', message: text('timeline.move.on-missing') })
  if (!draft.source.trim()) {
    errors.push({ field: 'move-source', message: text('timeline.move.source-missing') })
  }
  return errors
}

/** An earliest date that the new date no longer lies behind is taken out where it can be seen. */
const withDate = ({ earliestOn }: MoveDraft, on: string): Partial<MoveDraft> =>
  on !== '' && earliestOn >= on ? { on, earliestOn: '' } : { on }

/** The button carries the date, so that nobody moves a release to a day that was not read. */
function saveWords({ text, longDate }: Speech, draft: MoveDraft, now: ReleaseDate): string {
  if (draft.certainty === 'unknown') return text('timeline.move.save-unknown')
  if (!isComplete(draft)) return text('timeline.case.move')
  if (draft.on === now.on) {
    return text('timeline.move.save-certainty', { certainty: text(`certainty.${draft.certainty}`) })
  }
  return text('timeline.move.save', { date: longDate(draft.on) })
}

function versionWords(
  { text, format }: Speech,
  release: Pick<ReleaseDate, 'on' | 'certainty'>,
): string {
  if (!release.on) return text('timeline.case.release-unknown')
  return text('timeline.move.version', {
    date: format.fullDate(release.on),
    certainty: text(`certainty.${release.certainty}`),
  })
}
