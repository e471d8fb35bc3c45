import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { NoticeRow } from '../../../timeline/import-contract.ts'
import styles from '../basics.module.css'
import { noticesQuery } from '../basics-queries.ts'
import { CircumstancesFields, circumstancesOf, noCircumstances } from './circumstances-fields.tsx'
import { noOpening, OpenFields, openingOf, openMissing } from './open-fields.tsx'
import { useRelease } from './use-release.ts'

const mostShown = 12

/** Somebody whom a prison announced: the case is opened and followed in one step. */
export function OfNotice({ wanted }: { wanted: string | undefined }) {
  const text = useText()
  const format = useFormat()
  const { data, error, refetch } = useQuery(noticesQuery)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(wanted ?? null)
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={5} />
  const notice = data.find(({ id }) => id === chosen)
  if (notice) return <Decide notice={notice} onOther={() => setChosen(null)} />
  const words = typed.trim().toLowerCase()
  const found = data.filter(
    ({ status, residence, person }) =>
      status === 'waiting' &&
      residence === 'city' &&
      `${person.given} ${person.family} ${person.number}`.toLowerCase().includes(words),
  )
  return (
    <div className={styles.form}>
      <TextInput
        id="released-notice"
        label={text('basics.released.find-notice')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {found.length === 0 && <Empty>{text('basics.released.notice-none')}</Empty>}
      <ul className="tc-list">
        {words.length > 1 &&
          found.slice(0, mostShown).map(({ id, person, prison, release }) => (
            <li key={id} className={styles.found}>
              <span>
                <bdi>
                  <strong>{person.name ?? person.initials}</strong>
                </bdi>{' '}
                <span className="tc-note">
                  {text('basics.released.notice-line', {
                    birth: person.birth ?? '',
                    number: person.number,
                    prison: prison.name,
                    day: release.on ? format.date(release.on) : '',
                  })}
                </span>
              </span>
              <Button
                variant="default"
                aria-label={text('basics.released.choose', { ref: person.number })}
                onClick={() => setChosen(id)}
              >
                {text('basics.released.this-one')}
              </Button>
            </li>
          ))}
      </ul>
    </div>
  )
}

function Decide({ notice, onOther }: { notice: NoticeRow; onOther: () => void }) {
  const text = useText()
  const [draft, setDraft] = useState(noCircumstances)
  const [opening, setOpening] = useState(noOpening)
  const [missing, setMissing] = useState<FormError[]>([])
  const release = useRelease()
  const refused = useFormProblems(release.error, { saidBy: 'released-saidBy' })
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const likely =
    release.error instanceof ApiProblem && release.error.code === 'case_likely_persons_undecided'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const message = text('basics.released.said-by-missing')
    const lines = [
      ...(draft.saidBy.trim().length < 2 ? [{ field: 'released-saidBy', message }] : []),
      ...openMissing(opening, text),
    ]
    setMissing(lines)
    if (lines.length === 0)
      release.mutate({
        path: `/notices/${notice.id}/released-today`,
        body: { ...circumstancesOf(draft), open: openingOf(opening, todayHere()) },
        version: notice.version,
      })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors
        errors={errors}
        title={missing.length > 0 ? undefined : text('basics.released.failed')}
      />
      {likely && (
        <p>
          <Link to="/notices/$id" params={{ id: notice.id }}>
            {text('basics.released.likely')}
          </Link>
        </p>
      )}
      <p>
        <bdi>
          <strong>{notice.person.name ?? notice.person.initials}</strong>
        </bdi>
        , {notice.person.birth}, {notice.prison.name}.{' '}
        <button type="button" className="tc-link" onClick={onOther}>
          {text('basics.released.another')}
        </button>
      </p>
      <CircumstancesFields
        draft={draft}
        onChange={(part) => setDraft({ ...draft, ...part })}
        errorOf={errorOf}
      />
      <OpenFields
        draft={opening}
        onChange={(part) => setOpening({ ...opening, ...part })}
        errorOf={errorOf}
      />
      <div>
        <Button type="submit" loading={release.isPending}>
          {text('basics.released.do-open')}
        </Button>
      </div>
    </form>
  )
}
