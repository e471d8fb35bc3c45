import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ApiProblem } from '../../../../web/api.ts'
import {
  activateLegalBasis,
  answerBasisQuestion,
  questionLegalBasis,
  renewLegalBasis,
  withdrawLegalBasis,
} from '../../../../web/client.gen.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AgencyBrief } from '../../../admin/contract.ts'
import type { BasisQuestion, LegalBasis } from '../../basis-contract.ts'
import styles from '../edition/edition.module.css'
import { useMayDo } from '../edition/edition-api.ts'
import { WordsForm } from '../edition/words-form.tsx'
import { useBasisAct } from './bases-api.ts'

interface Props {
  basis: LegalBasis
  agencies: readonly AgencyBrief[]
  onEdit: () => void
}

/** One entry of the register with its six parts, who read it last, and what the adviser asks. */
export function OneBasis({ basis, agencies, onEdit }: Props) {
  const text = useText()
  const { content, state, holds } = basis
  return (
    <Section
      title={content.citation || text('bases.untitled')}
      note={
        <Chip state={holds ? 'settled' : state === 'draft' ? 'neutral' : 'declined'}>
          {text(holds ? 'bases.state.holds' : `bases.state.${state}`)}
        </Chip>
      }
    >
      <Facts basis={basis} agencies={agencies} />
      {basis.questions.map((question) => (
        <OneQuestion key={question.id} question={question} />
      ))}
      <Ask basis={basis} />
      <Acts basis={basis} onEdit={onEdit} />
    </Section>
  )
}

function Facts({ basis, agencies }: Omit<Props, 'onEdit'>) {
  const text = useText()
  const format = useFormat()
  const { content } = basis
  const names = agencies.filter(({ id }) => content.bodies.includes(id)).map(({ name }) => name)
  const day = (value: string | null) => (value ? format.date(value) : text('editions.not-said'))
  const facts: [string, ReactNode][] = [
    ['kind', text(`bases.kind.${content.kind}`)],
    ['objective', content.objective || text('editions.not-said')],
    [
      'categories',
      format.list(content.categories.map((one) => text(`agreements.categories.${one}`))) ||
        text('editions.not-said'),
    ],
    [
      'purposes',
      format.list(content.purposes.map((one) => text(`editions.purpose.${one}`))) ||
        text('editions.not-said'),
    ],
    [
      'bodies',
      names.length === agencies.length && names.length > 2
        ? text('bases.all-bodies', { count: names.length })
        : format.list(names) || text('editions.not-said'),
    ],
    [
      'validity',
      text('bases.validity', {
        from: day(content.validFrom),
        until: content.validUntil ? format.date(content.validUntil) : text('bases.open-end'),
        review: day(content.reviewOn),
      }),
    ],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={text(`bases.fields.${name}`)}>
          {value}
        </Fact>
      ))}
      {content.description && (
        <Fact name={text('bases.fields.description')}>{content.description}</Fact>
      )}
      {content.textLink && (
        <Fact name={text('bases.fields.textLink')}>
          <a href={content.textLink} rel="noreferrer" target="_blank">
            {content.textLink}
          </a>
        </Fact>
      )}
      {basis.reviewedBy && basis.reviewedOn && (
        <Fact name={text('bases.fields.reviewed')}>
          {text('bases.reviewed', { name: basis.reviewedBy, day: format.date(basis.reviewedOn) })}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function OneQuestion({ question }: { question: BasisQuestion }) {
  const text = useText()
  const format = useFormat()
  const { steers } = useMayDo()
  const [answer, setAnswer] = useState('')
  const save = useBasisAct(
    () => answerBasisQuestion({ path: { id: question.id }, body: { answer } }),
    text('bases.answered'),
  )
  return (
    <div>
      <p className={styles.said}>
        {!question.answer && <Chip state="due">{text('bases.question-open')}</Chip>}{' '}
        {text('bases.asked', {
          name: question.askedBy,
          day: format.date(question.askedOn),
          question: question.question,
        })}
      </p>
      {question.answer && (
        <p className={styles.note}>
          {text('editions.opinions.answer', {
            name: question.answeredBy ?? '',
            answer: question.answer,
          })}
        </p>
      )}
      {!question.answer && steers && (
        <WordsForm
          id={`answer-question-${question.id}`}
          label={text('bases.answer')}
          button={text('bases.answer-save')}
          value={answer}
          onChange={setAnswer}
          act={save}
        />
      )}
    </div>
  )
}

function Ask({ basis }: { basis: LegalBasis }) {
  const text = useText()
  const { questions } = useMayDo()
  const [question, setQuestion] = useState('')
  const save = useBasisAct(
    (options) => questionLegalBasis({ path: { id: basis.id }, body: { question } }, options),
    text('bases.question-asked'),
    () => setQuestion(''),
  )
  if (!questions || basis.state !== 'active') return null
  return (
    <WordsForm
      id={`question-${basis.id}`}
      label={text('bases.ask')}
      button={text('bases.ask-save')}
      value={question}
      onChange={setQuestion}
      act={save}
    />
  )
}

function Acts({ basis, onEdit }: { basis: LegalBasis; onEdit: () => void }) {
  const text = useText()
  const { steers } = useMayDo()
  const { id, version, state, content } = basis
  const [until, setUntil] = useState(content.validUntil ?? '')
  const [review, setReview] = useState('')
  const [withdrawing, setWithdrawing] = useState(false)
  const activate = useBasisAct(
    () => activateLegalBasis({ path: { id } }, { ifMatch: version }),
    text('bases.activated'),
  )
  const withdraw = useBasisAct(
    () => withdrawLegalBasis({ path: { id } }, { ifMatch: version }),
    text('bases.withdrawn'),
  )
  const renew = useBasisAct(
    () =>
      renewLegalBasis(
        { path: { id }, body: { validUntil: until || null, reviewOn: review || null } },
        { ifMatch: version },
      ),
    text('bases.renewed'),
  )
  const fields = { validUntil: `until-${id}`, reviewOn: `review-${id}` }
  const refused = useFormProblems(activate.error ?? renew.error, fields)
  // Which part is missing is said by its name: its input stands in the dialog.
  const part =
    activate.error instanceof ApiProblem && activate.error.code === 'basis_part_missing'
      ? activate.error.field
      : undefined
  const errors = part
    ? [{ message: text('bases.part-missing', { part: text(`bases.fields.${part}`) }) }]
    : refused
  const withdrawRefused = useFormProblems(withdraw.error)
  if (!steers || state === 'withdrawn') return null
  return (
    <div className={styles.form}>
      <FormErrors errors={errors} />
      {state === 'draft' ? (
        <div className={styles.acts}>
          <Button size="compact-sm" loading={activate.isPending} onClick={() => activate.mutate()}>
            {text('bases.activate')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {text('bases.edit')}
          </Button>
        </div>
      ) : (
        <details>
          <summary>{text('bases.renew-title')}</summary>
          <div className={styles.checks}>
            <TextInput
              id={`until-${id}`}
              type="date"
              label={text('bases.fields.validUntil')}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <TextInput
              id={`review-${id}`}
              type="date"
              label={text('bases.fields.reviewOn')}
              value={review}
              onChange={(event) => setReview(event.currentTarget.value)}
            />
          </div>
          <p className={styles.acts}>
            <Button size="compact-sm" loading={renew.isPending} onClick={() => renew.mutate()}>
              {text('bases.renew')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => setWithdrawing(true)}
            >
              {text('bases.withdraw')}
            </Button>
          </p>
          <ConfirmDialog
            opened={withdrawing}
            title={text('bases.withdraw-title', { citation: content.citation })}
            confirm={text('bases.withdraw-do')}
            busy={withdraw.isPending}
            onConfirm={() => withdraw.mutate()}
            onCancel={() => setWithdrawing(false)}
          >
            <FormErrors errors={withdrawRefused} />
            <p>{text('bases.withdraw-what')}</p>
          </ConfirmDialog>
        </details>
      )}
    </div>
  )
}
