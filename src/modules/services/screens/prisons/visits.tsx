import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { Chip, PlainState } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { PrisonCard, Visit, VisitIssue } from '../../card-contract.ts'
import styles from '../directory/directory.module.css'
import { useRefreshServices } from '../directory/directory-queries.ts'

/** Visits of the liaison with what they left open; who may answers in place. */
export function Visits({ visits }: { visits: readonly Visit[] }) {
  const text = useText()
  const format = useFormat()
  if (visits.length === 0) return <Empty>{text('prisons.visits.none')}</Empty>
  return (
    <ul className="tc-list">
      {visits.map((visit) => (
        <li key={visit.id}>
          <strong>{format.fullDate(visit.on)}</strong>
          <span className={styles.under}>
            {[visit.by.name, visit.topic].filter(Boolean).join(' · ')}
          </span>
          {visit.issues.map((issue) => (
            <Issue key={issue.id} issue={issue} mayAnswer={visit.mayAnswer} />
          ))}
        </li>
      ))}
    </ul>
  )
}

function Issue({ issue, mayAnswer }: { issue: VisitIssue; mayAnswer: boolean }) {
  const text = useText()
  const format = useFormat()
  const [answering, setAnswering] = useState(false)
  return (
    <div className={styles.issue}>
      <p>
        {issue.answer ? (
          <PlainState state="settled">{text('prisons.issue.answered')}</PlainState>
        ) : (
          <Chip state="due">{text('prisons.issue.open')}</Chip>
        )}{' '}
        {issue.question}
      </p>
      {issue.answer && (
        <p className={styles.answer}>
          {issue.answer}
          <span className={styles.under}>
            {text('prisons.issue.by', {
              agency: issue.answeredBy,
              day: format.date(issue.answeredOn ?? ''),
            })}
          </span>
        </p>
      )}
      {mayAnswer && !answering && (
        <Button
          variant="default"
          size="compact-sm"
          data-no-print
          aria-label={text('prisons.issue.act-on', { question: issue.question })}
          onClick={() => setAnswering(true)}
        >
          {text(issue.answer ? 'prisons.issue.change' : 'prisons.issue.act')}
        </Button>
      )}
      {answering && <Answer issue={issue} onDone={() => setAnswering(false)} />}
    </div>
  )
}

function Answer({ issue, onDone }: { issue: VisitIssue; onDone: () => void }) {
  const text = useText()
  const [answer, setAnswer] = useState(issue.answer ?? '')
  const refresh = useRefreshServices()
  const save = useMutation({
    mutationFn: () =>
      api.post<PrisonCard>(
        `/visit-issues/${issue.id}/answer`,
        { answer: answer.trim() },
        { ifMatch: issue.version },
      ),
    onSuccess: async () => {
      await refresh()
      void toast(text('prisons.issue.saved'))
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        label={text('prisons.issue.answer')}
        description={text('prisons.issue.note')}
        autosize
        minRows={2}
        maxLength={1000}
        value={answer}
        data-autofocus
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      {save.error && <Trouble error={save.error} what={text('services.not-saved')} />}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onDone}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text('prisons.issue.save')}
        </Button>
      </div>
    </form>
  )
}
