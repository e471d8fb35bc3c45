import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useSession } from '../../../../web/session.ts'
import type { Today } from '../../contract.ts'
import { useSpeech } from '../continuity-map/speech.ts'
import { AnswerOffer } from './answer-offer.tsx'
import { OfferRow } from './offer-row.tsx'
import { deadlineWords, releaseWords, whatWords } from './offer-words.ts'
import { ShowAll } from './show-all.tsx'
import styles from './today.module.css'

type Waiting = Today['waiting'][number]
const FIRST = 5

interface WaitingOffersProps {
  waiting: readonly Waiting[]
  /** There are more than these: all of them stand on Handovers. */
  more: boolean
  today: string
}

type Opened = { offer: Waiting; first: 'accept' | 'decline' }

/** Offers that wait for my answer; until I accept, the asker stays responsible. */
export function WaitingOffers({ waiting, more, today }: WaitingOffersProps) {
  const { text } = useSpeech()
  const session = useSession()
  const [opened, setOpened] = useState<Opened | null>(null)
  const list = useRef<HTMLUListElement>(null)
  return (
    <Section
      id="waiting"
      title={text('today.waiting.title')}
      note={waiting.length > 0 && text('today.waiting.note')}
      action={<Link to="/handovers">{text('today.waiting.all')}</Link>}
    >
      {waiting.length === 0 && <Empty>{text('today.waiting.none')}</Empty>}
      <ShowAll rows={waiting} more={more} first={FIRST} list={text('today.waiting.title')}>
        {(shown) => (
          <ul
            ref={list}
            tabIndex={-1}
            className={styles.plain}
            aria-label={text('today.waiting.title')}
          >
            {shown.map((offer) => (
              <WaitingOffer
                key={offer.id}
                offer={offer}
                today={today}
                onOpen={(first) => setOpened({ offer, first })}
              />
            ))}
          </ul>
        )}
      </ShowAll>
      {opened && session && (
        <AnswerOffer
          offer={{
            ...opened.offer,
            lead: { ...opened.offer, agency: session.agency, may: ['answer'], state: 'offered' },
          }}
          first={opened.first}
          today={today}
          onClose={() => setOpened(null)}
          onDone={() => list.current?.focus()}
        />
      )}
    </Section>
  )
}

interface WaitingOfferProps {
  offer: Waiting
  today: string
  onOpen: (first: Opened['first']) => void
}

function WaitingOffer({ offer, today, onOpen }: WaitingOfferProps) {
  const speech = useSpeech()
  const { text } = speech
  const { words, urgent } = deadlineWords(speech, offer.answerBy, today)
  const of = { ref: offer.ref, domain: text(`domains.${offer.domain}`) }
  return (
    <OfferRow
      agency={offer.askedBy}
      caseRef={offer.ref}
      person={offer.person}
      what={whatWords(speech, offer)}
      note={text('today.waiting.asks', {
        agency: offer.askedBy.name,
        release: releaseWords(speech, offer.release),
      })}
      deadline={words}
      urgent={urgent}
      actions={
        <>
          <Button
            variant="light"
            onClick={() => onOpen('accept')}
            aria-label={text('today.waiting.accept-label', of)}
          >
            {text('today.waiting.accept')}
          </Button>
          <Button
            variant="default"
            onClick={() => onOpen('decline')}
            aria-label={text('today.waiting.decline-label', of)}
          >
            {text('today.waiting.decline')}
          </Button>
        </>
      }
    />
  )
}
