import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { adviseOnDraft, adviseOnEdition, answerOpinion } from '../../../../web/client.gen.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AgreementOpinion, EditionText } from '../../edition-contract.ts'
import styles from './edition.module.css'
import { useAct, useMayDo } from './edition-api.ts'

/** What the data protection officer said of this edition, and what the desk answered. */
export function Opinions({ edition }: { edition: EditionText }) {
  const { id } = edition.agreement
  return <OpinionList opinions={edition.opinions} of={{ edition: id }} />
}

type Of = { edition: number } | { draft: number }

/** Opinions on an edition or a draft; the officer adds one, the desk answers. */
export function OpinionList({ opinions, of }: { opinions: readonly AgreementOpinion[]; of: Of }) {
  const text = useText()
  const { advises, steers } = useMayDo()
  return (
    <Section title={text('editions.opinions.title')} note={text('editions.opinions.note')}>
      {opinions.length === 0 && <p className={styles.note}>{text('editions.opinions.none')}</p>}
      {opinions.map((opinion) => (
        <OneOpinion key={opinion.id} opinion={opinion} mayAnswer={steers} />
      ))}
      {advises && <NewOpinion of={of} />}
    </Section>
  )
}

function OneOpinion({ opinion, mayAnswer }: { opinion: AgreementOpinion; mayAnswer: boolean }) {
  const text = useText()
  const format = useFormat()
  const [answer, setAnswer] = useState('')
  const save = useAct(
    () => answerOpinion({ path: { id: opinion.id }, body: { answer } }),
    text('editions.opinions.answered-now'),
  )
  const errors = useFormProblems(save.error)
  return (
    <article>
      <p className={styles.said}>
        <Chip
          state={opinion.stance === 'in_favour' ? 'settled' : opinion.answer ? 'neutral' : 'due'}
        >
          {text(`editions.opinions.stance.${opinion.stance}`)}
        </Chip>{' '}
        {opinion.opinion}
      </p>
      <p className={styles.note}>
        {text('editions.opinions.by', { name: opinion.givenBy, day: format.date(opinion.givenOn) })}
      </p>
      {opinion.answer && (
        <p className={styles.said}>
          {text('editions.opinions.answer', {
            name: opinion.answeredBy ?? '',
            answer: opinion.answer,
          })}
        </p>
      )}
      {!opinion.answer && mayAnswer && (
        <div className={styles.form}>
          <FormErrors errors={errors} />
          <Textarea
            id={`answer-${opinion.id}`}
            label={text('editions.opinions.your-answer')}
            description={text('editions.opinions.your-answer-note')}
            value={answer}
            autosize
            minRows={2}
            maxLength={4000}
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <div>
            <Button
              size="compact-sm"
              disabled={answer.trim().length < 3}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {text('editions.opinions.save-answer')}
            </Button>
          </div>
        </div>
      )}
    </article>
  )
}

function NewOpinion({ of }: { of: Of }) {
  const text = useText()
  const [stance, setStance] = useState<AgreementOpinion['stance']>('in_favour')
  const [opinion, setOpinion] = useState('')
  const save = useAct(
    () =>
      'draft' in of
        ? adviseOnDraft({ path: { id: of.draft }, body: { stance, opinion } })
        : adviseOnEdition({ path: { id: of.edition }, body: { stance, opinion } }),
    text('editions.opinions.given'),
    () => setOpinion(''),
  )
  const errors = useFormProblems(save.error)
  return (
    <div className={styles.form}>
      <FormErrors errors={errors} />
      <NativeSelect
        id="stance"
        label={text('editions.opinions.yours')}
        value={stance}
        data={(['in_favour', 'reservations', 'against'] as const).map((value) => ({
          value,
          label: text(`editions.opinions.stance.${value}`),
        }))}
        onChange={(event) => setStance(event.currentTarget.value as AgreementOpinion['stance'])}
      />
      <Textarea
        id="opinion"
        label={text('editions.opinions.words')}
        value={opinion}
        autosize
        minRows={2}
        maxLength={4000}
        onChange={(event) => setOpinion(event.currentTarget.value)}
      />
      <div>
        <Button
          size="compact-sm"
          disabled={opinion.trim().length < 3}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {text('editions.opinions.give')}
        </Button>
      </div>
    </div>
  )
}
