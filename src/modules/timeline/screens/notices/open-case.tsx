import { Button, Radio, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Arrangement } from '../../../arrangements/contract.ts'
import type { CaseOpened, NoticeFile } from '../../import-contract.ts'
import { Informing } from './informing.tsx'
import type { Opinions } from './likely-persons.tsx'
import styles from './notices.module.css'
import { arrangementsQuery } from './notices-queries.ts'
import { bodyOf, type CaseDraft, fieldIds, missingIn } from './open-case-draft.ts'

interface OpenCaseProps {
  notice: NoticeFile
  opinions: Opinions
}

/** The named decision: on which basis, why, how the person was told. It says first what follows. */
export function OpenCase(props: OpenCaseProps) {
  const text = useText()
  const arrangements = useQuery(arrangementsQuery)
  if (arrangements.isPending) return <Loading />
  if (arrangements.error) {
    return <Trouble error={arrangements.error} onRetry={() => void arrangements.refetch()} />
  }
  const bases = basesFor(arrangements.data, props.notice.prison.id)
  return (
    <Section title={text('notices.open.title')}>
      {bases.length === 0 ? (
        <Empty next={text('notices.open.no-basis-next')}>{text('notices.open.no-basis')}</Empty>
      ) : (
        <DecisionForm {...props} bases={bases} />
      )}
    </Section>
  )
}

interface Basis {
  arrangement: Arrangement
  clause: Arrangement['clauses'][number]
}

/** Clauses of agreements that bind the prison too, under which my agency may take a lead. */
function basesFor(arrangements: readonly Arrangement[], prison: number): Basis[] {
  return arrangements
    .filter(({ parties }) =>
      parties.some(
        ({ agency, state }) => agency.id === prison && (state === 'signed' || state === 'earlier'),
      ),
    )
    .flatMap((arrangement) =>
      arrangement.clauses
        .filter(({ category, mayContribute }) => category === 'lead' && mayContribute)
        .map((clause) => ({ arrangement, clause })),
    )
}

function DecisionForm({ notice, opinions, bases }: OpenCaseProps & { bases: readonly Basis[] }) {
  const text = useText()
  const [draft, setDraft] = useState(() => emptyDraft(notice, bases))
  const [missing, setMissing] = useState<FormError[]>([])
  const open = useOpenCase(notice)
  const refused = useFormProblems(open.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const still = new Set(missingIn(draft, notice, opinions, text).map(({ field }) => field))
  // What was filled in meanwhile is not marked any more; the summary waits for the next press.
  const errorOf = (field: string) =>
    errors.find((error) => error.field === field && (missing.length === 0 || still.has(field)))
      ?.message
  const change = (part: Partial<CaseDraft>) => setDraft({ ...draft, ...part })
  const basis = bases.find(({ clause }) => String(clause.id) === draft.clauseId)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lines = missingIn(draft, notice, opinions, text)
    setMissing(lines)
    if (lines.length === 0 && !open.isPending) open.mutate(bodyOf(draft, opinions))
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors
        errors={errors}
        title={missing.length > 0 ? undefined : text('notices.open.not-opened')}
      />
      <BasisChoice
        bases={bases}
        value={draft.clauseId}
        error={errorOf('open-basis')}
        onChange={(clauseId) => change({ clauseId })}
      />
      <Textarea
        id="open-reason"
        autosize
        minRows={3}
        maxLength={2000}
        label={text('notices.open.reason')}
        description={text('notices.open.reason-note')}
        error={errorOf('open-reason')}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <Informing draft={draft} change={change} errorOf={errorOf} />
      <WhatFollows notice={notice} basis={basis} />
      <div className={styles.answers}>
        <Button type="submit" loading={open.isPending}>
          {text('notices.open.do')}
        </Button>
        <p className="tc-note tc-dense">{text('notices.open.named')}</p>
      </div>
    </form>
  )
}

function useOpenCase(notice: NoticeFile) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const once = useMadeOnce()
  return useMutation({
    mutationFn: (body: ReturnType<typeof bodyOf>) =>
      once((options) =>
        api.post<CaseOpened>(`/notices/${notice.id}/case`, body, {
          ...options,
          ifMatch: notice.version,
        }),
      ),
    onSuccess: async ({ ref }) => {
      await navigate({ to: '/cases/$ref', params: { ref } })
      const keys = [['notices'], ['cases'], ['releases'], ['today']]
      await Promise.all(
        keys.map((queryKey) => client.invalidateQueries({ queryKey, refetchType: 'none' })),
      )
    },
  })
}

const emptyDraft = (notice: NoticeFile, bases: readonly Basis[]): CaseDraft => ({
  clauseId: bases.length === 1 ? String(bases[0]?.clause.id) : '',
  reason: '',
  state: '',
  on: '',
  how: '',
  language: notice.person.language ?? '',
  ground: '',
  groundReason: '',
  reviewOn: '',
})

interface BasisChoiceProps {
  bases: readonly Basis[]
  value: string
  error: string | undefined
  onChange: (clauseId: string) => void
}

function BasisChoice({ bases, value, error, onChange }: BasisChoiceProps) {
  const text = useText()
  return (
    <Radio.Group
      id="open-basis"
      tabIndex={-1}
      label={text('notices.open.basis')}
      error={error}
      value={value}
      onChange={onChange}
    >
      <div className={styles.choices}>
        {bases.map(({ arrangement, clause }) => (
          <Radio
            key={clause.id}
            value={String(clause.id)}
            label={text('notices.open.basis-line', {
              label: clause.label,
              title: arrangement.title,
              reference: arrangement.reference,
            })}
            description={text('notices.open.basis-text', {
              basis: clause.basis,
              document: arrangement.document,
            })}
          />
        ))}
      </div>
    </Radio.Group>
  )
}

/** What opening the case sets going, in words, before it is done. */
function WhatFollows({ notice, basis }: { notice: NoticeFile; basis: Basis | undefined }) {
  const text = useText()
  const format = useFormat()
  const { release, prison } = notice
  const fallback = basis?.arrangement.fallback.desk ?? text('notices.open.city-desk')
  return (
    <div className={styles.follows}>
      <h3>{text('notices.open.follows')}</h3>
      <ul>
        <li>
          {release.on && release.on <= todayHere()
            ? text('notices.open.follows-released', { date: format.date(release.on), fallback })
            : release.on
              ? text('notices.open.follows-lead', {
                  prison: prison.name,
                  date: format.date(release.on),
                  fallback,
                })
              : text('notices.open.follows-lead-open', { prison: prison.name, fallback })}
        </li>
        <li>{text('notices.open.follows-basics')}</li>
        <li>{text('notices.open.follows-notice')}</li>
      </ul>
    </div>
  )
}
