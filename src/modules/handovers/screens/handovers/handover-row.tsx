import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import type { AnswerAct } from '../../../timeline/screens/answer-lead-draft.ts'
import { UnseenNote } from '../../../timeline/screens/case/unseen-note.tsx'
import { useSpeech } from '../../../timeline/screens/continuity-map/speech.ts'
import { OfferRow } from '../../../timeline/screens/today/offer-row.tsx'
import { whatWords } from '../../../timeline/screens/today/offer-words.ts'
import type { Handover, HandoversQuery } from '../../contract.ts'
import styles from './handovers.module.css'
import { aboutWords, byWhen } from './words.ts'

interface HandoverRowProps {
  box: HandoversQuery['box']
  handover: Handover
  today: string
  onOpen: (first: AnswerAct) => void
  /** Opens the one-time link for an agency without account. */
  onLink: () => void
  /** Left out: this box is answered one by one. */
  picked?: boolean | undefined
  onPick?: (on: boolean) => void
}

/** One offer: who asks whom, for which part of life and days, by when, and what I can do now. */
export function HandoverRow(props: HandoverRowProps) {
  const { box, handover, today, onOpen, onLink, picked, onPick } = props
  const speech = useSpeech()
  const waiting = box === 'waiting'
  const { words, urgent } = byWhen(speech, handover, today)
  return (
    <OfferRow
      agency={waiting ? handover.askedBy : handover.agency}
      offered={!waiting && handover.state === 'offered'}
      caseRef={<Reference box={box} handover={handover} />}
      person={handover.person}
      what={whatWords(speech, handover)}
      note={<Notes box={box} handover={handover} />}
      deadline={words}
      urgent={urgent}
      actions={<Actions box={box} handover={handover} onOpen={onOpen} onLink={onLink} />}
      pick={
        picked !== undefined && (
          <Checkbox
            wrapperProps={{ 'data-no-print': true }}
            aria-label={speech.text('handovers.select', {
              ref: handover.ref,
              domain: speech.text(`domains.${handover.domain}`),
            })}
            checked={picked}
            onChange={(event) => onPick?.(event.currentTarget.checked)}
          />
        )
      }
    />
  )
}

/** Who is only asked does not sit on the case yet: for them the number is no link. */
function Reference({ box, handover: { ref, domain } }: Pick<HandoverRowProps, 'box' | 'handover'>) {
  if (box === 'waiting') return ref
  return (
    <Link to="/cases/$ref" params={{ ref }} search={{ lane: domain }}>
      {ref}
    </Link>
  )
}

function Notes({ box, handover }: Pick<HandoverRowProps, 'box' | 'handover'>) {
  const speech = useSpeech()
  const { text } = speech
  return (
    <>
      <p>{aboutWords(speech, box, handover)}</p>
      {handover.note && (
        <p className={styles.said}>{text('handovers.said', { note: handover.note })}</p>
      )}
      {handover.reason && (
        <p className={styles.said}>{text('handovers.reason', { reason: handover.reason })}</p>
      )}
      {handover.standing && (
        <p>
          {text('handovers.standing-by', {
            date: speech.format.date(handover.standing.on),
            name: handover.standing.by,
          })}
        </p>
      )}
      {handover.state === 'unseen' && (
        <UnseenNote agency={handover.agency.name} caseRef={handover.ref} />
      )}
      {box === 'asked' && handover.link && (
        <p>
          {handover.link.openedAt
            ? text('handovers.link.is-opened', {
                when: speech.format.moment(handover.link.openedAt),
              })
            : text('handovers.link.is-sent', { when: speech.format.moment(handover.link.madeAt) })}
        </p>
      )}
      {box === 'asked' && handover.standingRefusal && (
        <p>{text(`handovers.standing-not.${handover.standingRefusal}`)}</p>
      )}
      {(box === 'answered' || handover.voluntary) && (
        <p className={styles.chips}>
          {box === 'answered' && (
            <Chip state={chips[handover.state]}>{text(`handovers.state.${handover.state}`)}</Chip>
          )}
          {handover.voluntary && <Chip state="neutral">{text('handovers.voluntary')}</Chip>}
        </p>
      )}
    </>
  )
}

const chips: Record<Handover['state'], ChipState> = {
  offered: 'offered',
  unseen: 'gap',
  accepted: 'settled',
  to_confirm: 'due',
  unconfirmed: 'gap',
  declined: 'declined',
  withdrawn: 'declined',
  ended: 'neutral',
  left: 'neutral',
  unheld: 'gap',
  fallback: 'gap',
  closing: 'neutral',
}

const acts = ['accept', 'decline', 'confirm', 'record_accept', 'withdraw'] as const
const allowedBy: Record<(typeof acts)[number], Handover['may'][number]> = {
  accept: 'answer',
  decline: 'answer',
  confirm: 'confirm',
  record_accept: 'record_answer',
  withdraw: 'withdraw',
}

function Actions({ box, handover, onOpen, onLink }: Omit<HandoverRowProps, 'today'>) {
  const { text } = useSpeech()
  const own = box === 'waiting' ? ['accept', 'decline'] : ['confirm', 'record_accept', 'withdraw']
  const shown = acts.filter((act) => own.includes(act) && handover.may.includes(allowedBy[act]))
  const links = box === 'asked' && handover.mayLink
  if (shown.length === 0 && !links) return null
  const of = { ref: handover.ref, domain: text(`domains.${handover.domain}`) }
  return (
    <>
      {links && (
        <Button
          variant="light"
          onClick={onLink}
          aria-label={text('handovers.act-label', { act: text('handovers.link.act'), ...of })}
        >
          {text('handovers.link.act')}
        </Button>
      )}
      {shown.map((act) => (
        <Button
          key={act}
          variant={act === 'accept' || act === 'confirm' ? 'light' : 'default'}
          onClick={() => onOpen(act)}
          aria-label={text('handovers.act-label', { act: text(`handovers.act.${act}`), ...of })}
        >
          {text(`handovers.act.${act}`)}
        </Button>
      ))}
    </>
  )
}
