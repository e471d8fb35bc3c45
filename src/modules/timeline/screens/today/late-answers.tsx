import { Link } from '@tanstack/react-router'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import type { Today } from '../../contract.ts'
import { reachesNobody } from '../continuity-map/periods.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import { CaseLaneLink } from './case-lane-link.tsx'
import { OfferRow } from './offer-row.tsx'
import { ShowAll } from './show-all.tsx'
import styles from './today.module.css'

type Late = Today['late'][number]

interface LateAnswersProps {
  late: readonly Late[]
  /** There are more than these: all of them stand on Handovers. */
  more: boolean
  today: string
}

const FIRST = 5

/** Agencies that owe us an answer, and answers by phone or paper that still have to be confirmed. */
export function LateAnswers({ late, more, today }: LateAnswersProps) {
  const speech = useSpeech()
  const { text } = speech
  return (
    <Section
      title={text('today.late.title')}
      note={late.length > 0 && text('today.late.note')}
      action={late.length > 0 && <Link to="/handovers">{text('today.late.all')}</Link>}
    >
      {late.length === 0 && <Empty>{text('today.late.none')}</Empty>}
      <ShowAll rows={late} more={more} first={FIRST} list={text('today.late.title')}>
        {(shown) => (
          <ul className={styles.plain}>
            {shown.map((answer) => (
              <OfferRow
                key={answer.id}
                agency={answer.agency}
                offered={answer.state === 'offered'}
                caseRef={<CaseLaneLink caseRef={answer.ref} domain={answer.domain} />}
                what={text(`domains.${answer.domain}`)}
                note={answer.agency.name}
                deadline={lateWords(speech, answer)}
                urgent={
                  reachesNobody(answer) || (answer.answerBy !== null && answer.answerBy <= today)
                }
              />
            ))}
          </ul>
        )}
      </ShowAll>
    </Section>
  )
}

function lateWords({ text, format }: Speech, { state, answerBy }: Late): string {
  if (state === 'unseen' || state === 'unheld') return text(`today.late.${state}`)
  const date = answerBy ? format.dayMonth(answerBy) : null
  if (state === 'offered' || !date) {
    return date ? text('today.late.due', { date }) : text('today.late.no-date')
  }
  return state === 'unconfirmed'
    ? text('today.late.unconfirmed', { date })
    : text('today.late.confirm', { date })
}
