import {
  IconClockExclamation,
  IconFileAlert,
  IconMoon,
  IconUserStar,
  type TablerIcon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../continuity-map/speech.ts'
import { cardWords } from './card-words.ts'
import { chooseCards, laneOf, type Pressing } from './pressing.ts'
import styles from './today.module.css'

const icons: Record<Pressing['kind'], TablerIcon> = {
  bed: IconMoon,
  answer: IconClockExclamation,
  late: IconFileAlert,
  lead: IconUserStar,
}

interface PressingCardsProps {
  pressing: readonly Pressing[]
  today: string
}

/** Up to three things that cannot wait, each a link to where it is settled. */
export function PressingCards({ pressing, today }: PressingCardsProps) {
  const speech = useSpeech()
  const { text } = speech
  const cards = chooseCards(pressing)
  if (cards.length === 0) return null
  const others = pressing.length - cards.length
  return (
    <>
      <ul className={styles.cards} aria-label={text('today.pressing.label')}>
        {cards.map((card) => {
          const Icon = icons[card.kind]
          const { title, note } = cardWords(speech, card, today)
          return (
            <li key={`${card.kind}${refOf(card)}`} className={styles.card}>
              <Icon size={16} stroke={1.75} aria-hidden />
              <div>
                <p className={styles.cardTitle}>
                  <CardLink card={card}>{title}</CardLink>
                </p>
                <p className={styles.cardNote}>{note}</p>
              </div>
            </li>
          )
        })}
      </ul>
      {others > 0 && (
        <p className={styles.others}>{text('today.pressing.others', { count: others })}</p>
      )}
    </>
  )
}

function refOf(card: Pressing): string {
  switch (card.kind) {
    case 'bed':
    case 'lead':
      return card.row.ref
    case 'answer':
      return card.offer.id
    case 'late':
      return card.answers[0].id
  }
}

/** An offer is answered among the handovers, several late answers too; all else in its case. */
function CardLink({ card, children }: { card: Pressing; children: string }) {
  if (card.kind === 'answer' || (card.kind === 'late' && card.answers.length > 1)) {
    return <Link to="/handovers">{children}</Link>
  }
  const ref = card.kind === 'late' ? card.answers[0].ref : refOf(card)
  return (
    <Link to="/cases/$ref" params={{ ref }} search={{ lane: laneOf(card) }}>
      {children}
    </Link>
  )
}
