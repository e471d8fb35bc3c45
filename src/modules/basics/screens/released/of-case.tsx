import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api, query } from '../../../../web/api.ts'
import { firstDayQuery } from '../../../../web/first-day.ts'
import { PersonLabel } from '../../../../web/parts/case-link.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { PersonSearch } from '../../../persons/contract.ts'
import styles from '../basics.module.css'
import { CircumstancesFields, circumstancesOf, noCircumstances } from './circumstances-fields.tsx'
import { useRelease } from './use-release.ts'

const CASE_REF = /^[A-Z]{1,4}-\d{1,9}$/i

/** Somebody who has a case: found by reference or name, compared, and followed from now on. */
export function OfCase() {
  const { ref } = useSearch({ strict: false })
  const [chosen, setChosen] = useState<string | null>(ref ?? null)
  if (chosen) return <Confirm caseRef={chosen} onOther={() => setChosen(null)} />
  return <Find onChoose={setChosen} />
}

function Find({ onChoose }: { onChoose: (ref: string) => void }) {
  const text = useText()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 350)
  const isRef = CASE_REF.test(asked)
  const found = useQuery({
    queryKey: ['person-search', asked],
    queryFn: ({ signal }) =>
      api.get<PersonSearch>(`/persons/search${query({ q: asked })}`, { signal }),
    enabled: asked.length >= 2 && !isRef,
    gcTime: 0,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const ref = typed.trim().toUpperCase()
    if (CASE_REF.test(ref)) onChoose(ref)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        id="released-find"
        label={text('basics.released.find')}
        description={text('basics.released.find-note')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {isRef && (
        <div>
          <Button type="submit">
            {text('basics.released.choose', { ref: asked.toUpperCase() })}
          </Button>
        </div>
      )}
      {found.error && <Trouble error={found.error} />}
      {found.data?.persons.length === 0 && (
        <Empty next={text('basics.released.found-none-next')}>
          {text('basics.released.found-none')}
        </Empty>
      )}
      <ul className="tc-list">
        {found.data?.persons.flatMap((hit) =>
          hit.refs.map((ref) => (
            <li key={ref} className={styles.found}>
              <span>
                <strong>{ref}</strong> <bdi>{hit.person.name ?? hit.person.initials}</bdi>{' '}
                <span className="tc-note">{hit.birth && format.date(hit.birth)}</span>
              </span>
              <Button
                variant="default"
                aria-label={text('basics.released.choose', { ref })}
                onClick={() => onChoose(ref)}
              >
                {text('basics.released.this-one')}
              </Button>
            </li>
          )),
        )}
      </ul>
    </form>
  )
}

function Confirm({ caseRef, onOther }: { caseRef: string; onOther: () => void }) {
  const text = useText()
  const format = useFormat()
  const { data, error } = useQuery(firstDayQuery(caseRef))
  const [draft, setDraft] = useState(noCircumstances)
  const [missing, setMissing] = useState(false)
  const release = useRelease()
  const refused = useFormProblems(release.error, { saidBy: 'released-saidBy' })
  const errors = missing
    ? [{ field: 'released-saidBy', message: text('basics.released.said-by-missing') }]
    : refused
  if (error) {
    const unseen = error instanceof ApiProblem && error.status === 404
    return unseen ? (
      <Empty
        link={
          <button type="button" className="tc-link" onClick={onOther}>
            {text('basics.released.another')}
          </button>
        }
      >
        {text('timeline.case.unseen')}
      </Empty>
    ) : (
      <Trouble error={error} />
    )
  }
  if (!data) return <Loading rows={4} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = draft.saidBy.trim().length < 2
    setMissing(empty)
    if (!empty && !release.isPending)
      release.mutate({
        path: `/cases/${encodeURIComponent(caseRef)}/released-today`,
        body: circumstancesOf(draft),
      })
  }
  const { person } = data
  const followed = release.error instanceof ApiProblem && release.error.code === 'released_already'
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={missing ? undefined : text('basics.released.failed')} />
      {(followed || data.unplanned) && (
        <p>
          <Link to="/cases/$ref/first-day" params={{ ref: caseRef }}>
            {text('basics.released.followed')}
          </Link>
        </p>
      )}
      <p>
        <strong>{caseRef}</strong> <PersonLabel person={person} />
        {person.birth && `, ${format.date(person.birth)}`}.{' '}
        {data.release.on
          ? text('basics.released.was', { day: format.date(data.release.on) })
          : text('basics.released.was-unknown')}{' '}
        <button type="button" className="tc-link" onClick={onOther}>
          {text('basics.released.another')}
        </button>
      </p>
      <CircumstancesFields
        draft={draft}
        onChange={(part) => setDraft({ ...draft, ...part })}
        errorOf={(field) => errors.find((one) => one.field === field)?.message}
      />
      <p className="tc-note tc-dense">{text('basics.released.follows')}</p>
      <div>
        <Button type="submit" loading={release.isPending}>
          {text('basics.released.do')}
        </Button>
      </div>
    </form>
  )
}
