import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answerQuestion, askDesk } from '../../../web/client.gen.ts'
import { useFirstPress, useMadeOnce } from '../../../web/idempotency.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead, EntryNote, EntryWords } from '../../../web/parts/entries.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Question } from '../protect-contract.ts'
import styles from './sharing.module.css'
import { questionsQuery } from './sharing-queries.ts'

/** Asking the coordination desk, and answering for it. It is the same page whether or not anything is held. */
export function AskDesk() {
  const text = useText()
  const list = useQuery(questionsQuery)
  const questions = list.data?.questions ?? []
  const forDesk = questions.filter(({ toAnswer }) => toAnswer)
  const toAnswer = forDesk.filter(({ answer }) => !answer)
  const answered = forDesk.filter(({ answer, mine }) => answer && !mine)
  const mine = questions.filter(({ mine }) => mine)
  return (
    <Page title={text('sharing.ask.title')} note={text('sharing.ask.note')}>
      {toAnswer.length > 0 && (
        <Section title={text('sharing.ask.to-answer')} note={text('sharing.ask.to-answer-note')}>
          <Entries>
            {toAnswer.map((question) => (
              <QuestionEntry key={question.id} question={question} />
            ))}
          </Entries>
        </Section>
      )}
      <Section title={text('sharing.ask.new')}>
        <Ask />
      </Section>
      <Section title={text('sharing.ask.mine')}>
        {list.isPending && <Loading rows={2} />}
        {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && mine.length === 0 && <Empty>{text('sharing.ask.none')}</Empty>}
        <Entries>
          {mine.map((question) => (
            <QuestionEntry key={question.id} question={question} />
          ))}
        </Entries>
      </Section>
      {answered.length > 0 && (
        <Section title={text('sharing.ask.by-desk')} note={text('sharing.ask.by-desk-note')}>
          <Entries>
            {answered.map((question) => (
              <QuestionEntry key={question.id} question={question} />
            ))}
          </Entries>
        </Section>
      )}
    </Page>
  )
}

function Ask() {
  const text = useText()
  const client = useQueryClient()
  const [question, setQuestion] = useState('')
  const once = useMadeOnce()
  const firstPress = useFirstPress()
  const ask = useMutation({
    mutationFn: () => once((options) => askDesk({ body: { question: question.trim() } }, options)),
    onSuccess: async () => {
      setQuestion('')
      void toast(text('sharing.ask.sent'))
      await client.invalidateQueries({ queryKey: ['questions'] })
    },
  })
  const refused = useFormProblems(ask.error, { question: 'ask-question' })
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = question.trim() === ''
    setMissing(empty ? [{ field: 'ask-question', message: text('sharing.ask.empty') }] : [])
    if (!empty) firstPress(ask.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('sharing.ask.not-sent')} />
      <Textarea
        id="ask-question"
        label={text('sharing.ask.question')}
        description={text('sharing.ask.question-note')}
        autosize
        minRows={3}
        maxLength={2000}
        value={question}
        error={problems.find((one) => one.field === 'ask-question')?.message}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={ask.isPending}>
          {text('sharing.ask.send')}
        </Button>
      </div>
    </form>
  )
}

function QuestionEntry({ question }: { question: Question }) {
  const text = useText()
  const format = useFormat()
  const { agency, askedBy, askedAt, answer, answeredBy, answeredAt, toAnswer } = question
  return (
    <Entry>
      <EntryHead>
        <AgencyBadge agency={agency} withName />
        <span>{text('sharing.ask.asked', { name: askedBy, when: format.moment(askedAt) })}</span>
        {!answer && <Chip state="due">{text('sharing.ask.waits')}</Chip>}
      </EntryHead>
      <EntryWords>{question.question}</EntryWords>
      {answer && (
        <>
          <EntryNote>
            {text('sharing.ask.answered', {
              name: answeredBy ?? '',
              when: answeredAt ? format.moment(answeredAt) : '',
            })}
          </EntryNote>
          <EntryWords>{answer}</EntryWords>
        </>
      )}
      {!answer && toAnswer && <Answer question={question} />}
    </Entry>
  )
}

function Answer({ question }: { question: Question }) {
  const text = useText()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const id = `answer-${question.id}`
  const firstPress = useFirstPress()
  const save = useMutation({
    mutationFn: () =>
      answerQuestion(
        { path: { id: question.id }, body: { answer: words.trim() } },
        { ifMatch: question.version },
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['questions'] })
      void toast(text('sharing.ask.answer-sent'))
    },
  })
  const refused = useFormProblems(save.error, { answer: id })
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = words.trim() === ''
    setMissing(empty ? [{ field: id, message: text('sharing.ask.answer-empty') }] : [])
    if (!empty) firstPress(save.mutate)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('sharing.ask.not-sent')} />
      <Textarea
        id={id}
        label={text('sharing.ask.answer')}
        description={text('sharing.ask.answer-note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={words}
        error={problems.find((one) => one.field === id)?.message}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" variant="default" loading={save.isPending}>
          {text('sharing.ask.send-answer')}
        </Button>
      </div>
    </form>
  )
}
