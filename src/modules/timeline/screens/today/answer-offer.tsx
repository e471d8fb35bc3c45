import type { ReactNode } from 'react'
import { PersonLabel } from '../../../../web/parts/case-link.tsx'
import { toast } from '../../../../web/toast.tsx'
import type { LeadAnswer } from '../../../handovers/contract.ts'
import type { Lane, PersonIdentified, ReleaseDate } from '../../contract.ts'
import { type AnswerableLead, AnswerLead } from '../answer-lead.tsx'
import type { AnswerAct } from '../answer-lead-draft.ts'
import { useSpeech } from '../continuity-map/speech.ts'
import styles from './answer-offer.module.css'
import { releaseWords } from './offer-words.ts'

export interface AnswerableOffer {
  ref: string
  person: PersonIdentified | null
  domain: Lane
  askedBy?: { name: string }
  release?: ReleaseDate
  lead: AnswerableLead
}

interface AnswerOfferProps {
  offer: AnswerableOffer
  first: AnswerAct
  today: string
  onClose: () => void
  /** After the server has answered and the list was read again. */
  onDone: () => void
}

/**
 * The answer to an offer from a list: first the case, the person and who asks, then what is asked.
 *
 * Nothing changes on the screen before the server has taken the answer.
 */
export function AnswerOffer({ offer, first, today, onClose, onDone }: AnswerOfferProps) {
  const speech = useSpeech()
  const { text } = speech
  const domain = text(`domains.${offer.domain}`)
  const saved = (outcome: LeadAnswer['outcome']) => {
    const act = offer.lead.may.includes('record_answer') ? 'recorded' : 'answered'
    const agency = offer.lead.agency.name
    void toast(text(`today.${act}.${outcome}`, { ref: offer.ref, domain, agency }))
    onDone()
  }
  return (
    <AnswerLead
      caseRef={offer.ref}
      domain={offer.domain}
      lead={offer.lead}
      {...(offer.person?.name && { person: offer.person })}
      today={today}
      first={first}
      onClose={onClose}
      onSaved={saved}
    >
      <div className={styles.about}>
        <About name={text('today.about.case')}>
          {offer.ref}
          {offer.person?.initials && (
            <>
              {' · '}
              <PersonLabel person={offer.person} />
            </>
          )}
        </About>
        {offer.askedBy && <About name={text('today.about.asked-by')}>{offer.askedBy.name}</About>}
        {offer.release && <p>{releaseWords(speech, offer.release)}</p>}
        {first === 'accept' || first === 'decline' ? (
          <p className={styles.stays}>{text('today.about.stays')}</p>
        ) : null}
      </div>
    </AnswerLead>
  )
}

function About({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p>
      <span className={styles.name}>{name}</span> {children}
    </p>
  )
}
