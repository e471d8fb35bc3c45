import { Button, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../../web/api.ts'
import {
  type FormError,
  FormErrors,
  useFormProblems,
} from '../../../../../web/parts/form-errors.tsx'
import { Trouble } from '../../../../../web/parts/trouble.tsx'
import type { CasePeriods, NewPeriod, PeriodKind } from '../../../../periods/period-contract.ts'
import { periodKinds, prisonKinds } from '../../../../periods/vocabulary.ts'
import type { MovePreview } from '../../../contract.ts'
import { type Speech, useSpeech } from '../../continuity-map/speech.ts'
import styles from '../case.module.css'
import { useRefreshCase } from '../case-queries.ts'
import { Follows } from './follows.tsx'

interface AddPeriodProps {
  periods: CasePeriods
  onClose: () => void
  onSaved: () => void
}

interface Draft {
  kind: PeriodKind
  from: string
  until: string
  prisonId: string
  source: string
}

/** A period of custody or supervision; a recall and a transfer say what they do before they are saved. */
export function AddPeriod({ periods, onClose, onSaved }: AddPeriodProps) {
  const speech = useSpeech()
  const { text } = speech
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: 'leave',
    from: periods.today,
    until: '',
    prisonId: '',
    source: '',
  }))
  const [missing, setMissing] = useState<FormError[]>([])
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const refresh = useRefreshCase(periods.ref)
  const preview = usePreview(periods, draft)
  const save = useMutation({
    mutationFn: () =>
      api.post(
        `/cases/${periods.ref}/periods`,
        { ...bodyOf(draft), source: draft.source.trim() },
        { ifMatch: periods.version },
      ),
    onSuccess: async () => {
      await refresh()
      onSaved()
    },
  })
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(speech, draft)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate data-no-print>
      <FormErrors errors={errors} />
      <Fields periods={periods} draft={draft} change={change} errors={errors} />
      {preview.error && <Trouble error={preview.error} what={text('periods.not-tried')} />}
      <div aria-live="polite" aria-busy={preview.isFetching}>
        {preview.data && <Follows kind={draft.kind} from={draft.from} preview={preview.data} />}
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text(`periods.save.${draft.kind}`)}
        </Button>
      </div>
    </form>
  )
}

const fieldIds = {
  kind: 'period-kind',
  from: 'period-from',
  until: 'period-until',
  prisonId: 'period-prison',
  source: 'period-source',
}

interface FieldsProps {
  periods: CasePeriods
  draft: Draft
  change: (part: Partial<Draft>) => void
  errors: readonly FormError[]
}

function Fields({ periods, draft, change, errors }: FieldsProps) {
  const { text } = useSpeech()
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const moves = draft.kind === 'recall' || draft.kind === 'transfer'
  return (
    <>
      <NativeSelect
        id="period-kind"
        label={text('periods.kind')}
        description={text(`periods.kind-note.${draft.kind}`)}
        value={draft.kind}
        data={periodKinds.map((value) => ({ value, label: text(`periods.kind.${value}`) }))}
        onChange={(event) => change({ kind: event.currentTarget.value as PeriodKind })}
      />
      <div className={styles.pair}>
        <TextInput
          id="period-from"
          type="date"
          label={text('periods.from')}
          max={moves ? periods.today : undefined}
          value={draft.from}
          error={errorOf('period-from')}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        {!moves && (
          <TextInput
            id="period-until"
            type="date"
            label={text('periods.until')}
            value={draft.until}
            error={errorOf('period-until')}
            onChange={(event) => change({ until: event.currentTarget.value })}
          />
        )}
      </div>
      {prisonKinds.includes(draft.kind) && (
        <NativeSelect
          id="period-prison"
          label={text('periods.prison')}
          value={draft.prisonId}
          error={errorOf('period-prison')}
          data={[
            { value: '', label: text('periods.prison-choose') },
            ...periods.prisons.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(event) => change({ prisonId: event.currentTarget.value })}
        />
      )}
      <TextInput
        id="period-source"
        label={text('periods.source')}
        description={text('periods.source-note')}
        value={draft.source}
        maxLength={500}
        autoComplete="off"
        error={errorOf('period-source')}
        onChange={(event) => change({ source: event.currentTarget.value })}
      />
    </>
  )
}

function missingIn({ text }: Speech, draft: Draft): FormError[] {
  const errors: FormError[] = []
  const add = (field: string, id: string) => errors.push({ field, message: text(id) })
  if (!draft.from) add('period-from', 'periods.from-missing')
  if (prisonKinds.includes(draft.kind) && !draft.prisonId)
    add('period-prison', 'periods.prison-missing')
  if (!draft.source.trim()) add('period-source', 'periods.source-missing')
  return errors
}

function bodyOf({ kind, from, until, prisonId }: Draft): NewPeriod {
  return {
    kind,
    from,
    ...(until && kind !== 'recall' && kind !== 'transfer' ? { until } : {}),
    ...(prisonKinds.includes(kind) && prisonId ? { prisonId: Number(prisonId) } : {}),
  }
}

/** Only a recall and a transfer move what others have accepted; the other kinds are simply told. */
function usePreview(periods: CasePeriods, draft: Draft) {
  const body = bodyOf(draft)
  const moves = draft.kind === 'recall' || draft.kind === 'transfer'
  const asked = moves && draft.from !== '' && draft.prisonId !== ''
  const preview = useQuery({
    queryKey: ['period-preview', periods.ref, periods.version, body],
    queryFn: ({ signal }) =>
      api.post<MovePreview>(`/cases/${periods.ref}/periods?preview=true`, body, {
        signal,
        ifMatch: periods.version,
      }),
    enabled: asked,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  return { ...preview, data: asked ? preview.data : undefined, error: asked ? preview.error : null }
}
