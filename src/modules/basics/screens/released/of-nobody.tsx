import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { ApiProblem } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { mayOpen, useSession } from '../../../../web/session.ts'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import styles from '../basics.module.css'
import { CircumstancesFields, circumstancesOf, noCircumstances } from './circumstances-fields.tsx'
import { noOpening, OpenFields, openingOf, openMissing } from './open-fields.tsx'
import { useRelease } from './use-release.ts'

const nobody = { prisonId: '', family: '', given: '', birth: '', number: '' }
type Entry = typeof nobody

/** Nothing is known yet: the least that is needed, and the case in the same step for who may open it. */
export function OfNobody() {
  const text = useText()
  const session = useSession()
  const navigate = useNavigate()
  const mayDecide = mayOpen(session, 'notices')
  const [entry, setEntry] = useState(nobody)
  const [draft, setDraft] = useState(noCircumstances)
  const [opening, setOpening] = useState(noOpening)
  const [withCase, setWithCase] = useState(mayDecide)
  const [missing, setMissing] = useState<FormError[]>([])
  const release = useRelease((id) => {
    void toast(text('basics.released.noted'))
    if (mayDecide) void navigate({ to: '/notices/$id', params: { id } })
    else setEntry(nobody)
  })
  const fields = { saidBy: 'released-saidBy', number: 'entry-number', prisonId: 'entry-prisonId' }
  const refused = useFormProblems(release.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const likely =
    release.error instanceof ApiProblem && release.error.code === 'case_likely_persons_undecided'
  const send = (open: boolean) =>
    release.mutate({ path: '/released-today', body: bodyOf(entry, draft, open ? opening : null) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lack = (field: string, word: string) => ({ field, message: text(word) })
    const lines = [
      ...(entry.family.trim() ? [] : [lack('entry-family', 'basics.entry.family-missing')]),
      ...(entry.given.trim() ? [] : [lack('entry-given', 'basics.entry.given-missing')]),
      ...(entry.prisonId ? [] : [lack('entry-prisonId', 'basics.entry.prison-missing')]),
      ...(draft.saidBy.trim().length < 2
        ? [lack('released-saidBy', 'basics.released.said-by-missing')]
        : []),
      ...(withCase ? openMissing(opening, text) : []),
    ]
    setMissing(lines)
    if (lines.length === 0) send(withCase)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors
        errors={errors}
        title={missing.length > 0 ? undefined : text('basics.released.failed')}
      />
      {likely && (
        <p>
          {text('basics.released.likely-known')}{' '}
          <button type="button" className="tc-link" onClick={() => send(false)}>
            {text('basics.released.as-notice')}
          </button>
        </p>
      )}
      <EntryFields
        entry={entry}
        onChange={(part) => setEntry({ ...entry, ...part })}
        errorOf={errorOf}
      />
      <CircumstancesFields
        draft={draft}
        onChange={(part) => setDraft({ ...draft, ...part })}
        errorOf={errorOf}
      />
      {mayDecide && (
        <Checkbox
          label={text('basics.entry.with-case')}
          checked={withCase}
          onChange={(event) => setWithCase(event.currentTarget.checked)}
        />
      )}
      {withCase && (
        <OpenFields
          draft={opening}
          onChange={(part) => setOpening({ ...opening, ...part })}
          errorOf={errorOf}
        />
      )}
      {!mayDecide && <p className="tc-note tc-dense">{text('basics.entry.desk-decides')}</p>}
      <div className={styles.buttons}>
        <Button type="submit" loading={release.isPending}>
          {text(withCase ? 'basics.released.do-open' : 'basics.released.do-notice')}
        </Button>
      </div>
    </form>
  )
}

function bodyOf(
  entry: Entry,
  draft: typeof noCircumstances,
  opening: typeof noOpening | null,
): object {
  return {
    ...circumstancesOf(draft),
    prisonId: Number(entry.prisonId),
    family: entry.family.trim(),
    given: entry.given.trim(),
    ...(entry.birth && { birth: entry.birth }),
    ...(entry.number.trim() && { number: entry.number.trim() }),
    ...(opening && { open: openingOf(opening, todayHere()) }),
  }
}

interface EntryProps {
  entry: Entry
  onChange: (part: Partial<Entry>) => void
  errorOf: (field: string) => string | undefined
}

function EntryFields({ entry, onChange, errorOf }: EntryProps) {
  const text = useText()
  const agencies = useQuery(agenciesQuery)
  const prisons = agencies.data?.filter(({ kind }) => kind === 'custody') ?? []
  const field = (name: 'given' | 'family' | 'birth' | 'number') => (
    <TextInput
      key={name}
      id={`entry-${name}`}
      type={name === 'birth' ? 'date' : 'text'}
      label={text(`basics.entry.${name}`)}
      autoComplete="off"
      maxLength={120}
      value={entry[name]}
      error={errorOf(`entry-${name}`)}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <div className={styles.pair}>
      {field('given')}
      {field('family')}
      {field('birth')}
      <NativeSelect
        id="entry-prisonId"
        label={text('basics.entry.prison')}
        value={entry.prisonId}
        error={errorOf('entry-prisonId')}
        data={[
          { value: '', label: text('notices.open.choose') },
          ...prisons.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(event) => onChange({ prisonId: event.currentTarget.value })}
      />
      {field('number')}
    </div>
  )
}
