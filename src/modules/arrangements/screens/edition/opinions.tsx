import { Radio } from '@mantine/core'
import { useState } from 'react'
import { adviseOnDraft, adviseOnEdition, answerOpinion } from '../../../../web/client.gen.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AgreementOpinion, EditionText } from '../../edition-contract.ts'
import styles from './edition.module.css'
import { useAct, useMayDo } from './edition-api.ts'
import { WordsForm } from './words-form.tsx'

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
        <WordsForm
          id={`answer-${opinion.id}`}
          label={text('editions.opinions.your-answer')}
          note={text('editions.opinions.your-answer-note')}
          button={text('editions.opinions.save-answer')}
          value={answer}
          onChange={setAnswer}
          act={save}
        />
      )}
    </article>
  )
}

function NewOpinion({ of }: { of: Of }) {
  const text = useText()
  // Asked, never assumed: words against it must not stand under a stance that nobody chose.
  const [stance, setStance] = useState<AgreementOpinion['stance'] | null>(null)
  const [opinion, setOpinion] = useState('')
  const save = useAct(
    (options) => {
      const body = { stance: stance ?? 'reservations', opinion }
      return 'draft' in of
        ? adviseOnDraft({ path: { id: of.draft }, body }, options)
        : adviseOnEdition({ path: { id: of.edition }, body }, options)
    },
    text('editions.opinions.given'),
    () => {
      setOpinion('')
      setStance(null)
    },
  )
  return (
    <WordsForm
      id="opinion"
      label={text('editions.opinions.words')}
      button={text('editions.opinions.give')}
      value={opinion}
      onChange={setOpinion}
      act={save}
      lacks={stance ? null : { field: 'stance', message: text('editions.opinions.stance-missing') }}
    >
      <Radio.Group
        id="stance"
        label={text('editions.opinions.yours')}
        value={stance}
        onChange={(value) => setStance(value as AgreementOpinion['stance'])}
      >
        {(['in_favour', 'reservations', 'against'] as const).map((value) => (
          <Radio
            key={value}
            mt={6}
            value={value}
            label={text(`editions.opinions.stance.${value}`)}
          />
        ))}
      </Radio.Group>
    </WordsForm>
  )
}
