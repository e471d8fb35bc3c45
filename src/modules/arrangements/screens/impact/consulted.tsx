import { Button } from '@mantine/core'
import { useState } from 'react'
import { todayHere } from '../../../../web/format.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImpactVersion } from '../../impact-contract.ts'
import { ConsultationForm } from './consultation-form.tsx'
import styles from './impact.module.css'
import { useMayDoImpact } from './impact-api.ts'

/** What was asked of the supervisory authority before the work begins, by when it answers, and what it said. */
export function Consulted({ version }: { version: ImpactVersion }) {
  const text = useText()
  const { consults } = useMayDoImpact()
  const [writing, setWriting] = useState(false)
  const { consultation, state } = version
  return (
    <Section id="consultation" title={text('impact.parts.consultation')}>
      {!consultation && (
        <p className={styles.said}>
          {text('impact.consultation.none')} {text('impact.consultation.needed')}
        </p>
      )}
      {consultation && <Facts consultation={consultation} />}
      {consults && state === 'draft' && (
        <Button size="compact-sm" variant="default" onClick={() => setWriting(true)}>
          {text(consultation ? 'impact.consultation.change' : 'impact.consultation.note')}
        </Button>
      )}
      {writing && <ConsultationForm version={version} onClose={() => setWriting(false)} />}
    </Section>
  )
}

function Facts({ consultation }: { consultation: NonNullable<ImpactVersion['consultation']> }) {
  const text = useText()
  const format = useFormat()
  const { sentOn, reference, dueOn, extended, under, answer, answeredOn } = consultation
  const late = dueOn < todayHere()
  return (
    <>
      <p className={styles.said}>
        {text('impact.consultation.sent', {
          ...{ day: format.date(sentOn), reference, due: format.date(dueOn) },
        })}{' '}
        {text(`impact.consultation.${under}`)}. {extended && text('impact.consultation.extended')}
      </p>
      {answeredOn ? (
        <>
          <p className={styles.said}>
            {text('impact.consultation.answered', { day: format.date(answeredOn) })}
          </p>
          <p className={styles.said}>{answer}</p>
        </>
      ) : (
        <p className={styles.said}>
          <PlainState state={late ? 'gap' : 'due'}>
            {text(late ? 'impact.consultation.overdue' : 'impact.consultation.open')}
          </PlainState>
        </p>
      )}
    </>
  )
}
