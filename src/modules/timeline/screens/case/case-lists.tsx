import { Button } from '@mantine/core'
import { DomainIcon } from '../../../../web/parts/domain.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import type { Continuity, ContinuityLane, Gap, Lane, LaneLead } from '../../contract.ts'
import { firstAct } from '../continuity-map/continuity-table.tsx'
import { lanesToShow } from '../continuity-map/layout.ts'
import { offerable, offerLength } from '../continuity-map/map-items.ts'
import {
  gapsToClose,
  isAsked,
  isLate,
  isUnheld,
  isUnseen,
  reachesNobody,
} from '../continuity-map/periods.ts'
import { periodWords } from '../continuity-map/sentences.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import styles from './case.module.css'
import { AdmitLink, UnseenNote } from './unseen-note.tsx'

interface CloseGapsProps {
  continuity: Continuity
  mayOffer: boolean
  onOffer: (domain: Lane | null, gap: Gap | null) => void
}

/** What has nobody: each gap with the reason and the way to close it. */
export function CloseGaps({ continuity, mayOffer, onOffer }: CloseGapsProps) {
  const speech = useSpeech()
  const { text } = speech
  const { today } = continuity
  const gaps = lanesToShow(continuity).flatMap((lane) =>
    [...gapsToClose(lane, today), ...unheldLead(lane)].map((gap) => ({ lane, gap })),
  )
  return (
    <Section title={text('timeline.gaps.title')}>
      {gaps.length === 0 && <Empty>{text('timeline.gaps.none')}</Empty>}
      <ul className="tc-list">
        {gaps.map(({ lane, gap }) => (
          <li key={`${lane.domain}-${gap.from}`} className={styles.row}>
            <div className={styles.rowWords} data-gap>
              <DomainIcon domain={lane.domain} />
              <div>
                <p className={styles.rowTitle}>
                  {text('timeline.gaps.line', {
                    domain: text(`domains.${lane.domain}`),
                    period: periodWords(speech, gap),
                  })}
                </p>
                <p className={styles.rowNote}>
                  {whyNobody(speech, lane, gap, today)}{' '}
                  {gap.kind === 'unasked' && lane.leads.some(reachesNobody) && (
                    <AdmitLink caseRef={continuity.ref} />
                  )}
                </p>
              </div>
            </div>
            {mayOffer && (
              <Button
                variant="default"
                onClick={() => onOffer(lane.domain, gap)}
                aria-label={text('timeline.table.offer-label', {
                  domain: text(`domains.${lane.domain}`),
                  from: speech.format.dayMonth(offerable(gap, today)?.from ?? gap.from),
                })}
              >
                {text('timeline.gaps.offer')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayOffer && (
        <p className={styles.more} data-no-print>
          <button type="button" className="tc-link" onClick={() => onOffer(null, null)}>
            {text('timeline.gaps.ask')}
          </button>
        </p>
      )}
    </Section>
  )
}

/** The days of a case lead that was accepted and that nobody holds: somebody leads as the fallback, and it is to be closed too. */
function unheldLead(lane: ContinuityLane): Gap[] {
  if (lane.domain !== 'lead') return []
  return lane.leads
    .filter(isUnheld)
    .flatMap(({ from, until }) => (from ? [{ from, until, kind: 'unasked' }] : []))
}

function whyNobody(speech: Speech, lane: ContinuityLane, gap: Gap, today: string): string {
  const { text, format } = speech
  const late = lane.leads.find((lead) => isLate(lead, today))
  const unseen = lane.leads.find(isUnseen)
  if (gap.kind === 'unasked' && unseen)
    return text('timeline.gaps.unseen', { agency: unseen.agency.name })
  const unheld = lane.leads.find(isUnheld)
  if (gap.kind === 'unasked' && unheld)
    return text('timeline.gaps.unheld', { agency: unheld.agency.name })
  if (late?.answerBy) {
    const date = format.dayMonth(late.answerBy)
    return text('timeline.gaps.overdue', { agency: late.agency.name, date })
  }
  if (gap.kind === 'overdue') return text('timeline.gaps.overdue-plain')
  if (gap.kind === 'declined') {
    const lead = lane.leads.find(({ state }) => state === 'declined')
    if (!lead) return text('timeline.gaps.declined-plain')
    return lead.reason
      ? text('timeline.gaps.declined-reason', { agency: lead.agency.name, reason: lead.reason })
      : text('timeline.gaps.declined', { agency: lead.agency.name })
  }
  const length = offerLength(speech, lane.domain, gap)
  const agency = goneFrom(lane, gap)?.agency.name
  if (agency)
    return length
      ? text('timeline.gaps.left', { agency, length })
      : text('timeline.gaps.left-open', { agency })
  return length ? text('timeline.gaps.unasked', { length }) : text('timeline.gaps.unasked-open')
}

/** Whose word ended where this gap begins, or never began, because no agreement binds them any more. */
function goneFrom(lane: ContinuityLane, gap: Gap): LaneLead | undefined {
  const gone = lane.leads.filter(({ state }) => state === 'left')
  return gone.find(({ until }) => until === gap.from) ?? gone.find(({ from }) => from === null)
}

interface WaitingProps {
  continuity: Continuity
  onLead: (domain: Lane, lead: LaneLead) => void
}

/** Who was asked and has not answered, and what was said by phone or paper and is to be confirmed. */
export function WaitingAnswers({ continuity, onLead }: WaitingProps) {
  const speech = useSpeech()
  const { text } = speech
  const waiting = lanesToShow(continuity).flatMap((lane) =>
    lane.leads
      .filter((lead) => isAsked(lead) || isUnseen(lead) || lead.state === 'to_confirm')
      .map((lead) => ({ domain: lane.domain, lead })),
  )
  return (
    <Section title={text('timeline.waiting.title')}>
      {waiting.length === 0 && <Empty>{text('timeline.waiting.none')}</Empty>}
      <ul className="tc-list">
        {waiting.map(({ domain, lead }) => {
          const late = isLate(lead, continuity.today)
          const words = { domain: text(`domains.${domain}`), agency: lead.agency.name }
          return (
            <li key={lead.id} className={styles.row}>
              <div className={styles.rowWords}>
                <DomainIcon domain={domain} />
                <div>
                  <p className={styles.rowTitle}>{text('timeline.waiting.line', words)}</p>
                  <p className={late ? styles.overdue : styles.rowNote}>
                    {waitingWords(speech, lead, late)}
                  </p>
                  {isUnseen(lead) && (
                    <UnseenNote caseRef={continuity.ref} agency={lead.agency.name} />
                  )}
                </div>
              </div>
              {lead.may.length > 0 && (
                <Button
                  variant="default"
                  onClick={() => onLead(domain, lead)}
                  aria-label={text('timeline.table.answer-label', words)}
                >
                  {text(`timeline.table.may.${firstAct(lead)}`)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function waitingWords(speech: Speech, lead: LaneLead, late: boolean): string {
  const { text, format } = speech
  const period = periodWords(speech, lead)
  if (isUnseen(lead)) return text('timeline.waiting.open-plain', { period })
  if (lead.state === 'unconfirmed') return text('timeline.waiting.unconfirmed', { period })
  if (lead.state === 'to_confirm' && lead.confirmBy) {
    return text('timeline.waiting.confirm', { period, date: format.dayMonth(lead.confirmBy) })
  }
  if (!lead.answerBy) return text('timeline.waiting.open-plain', { period })
  const date = format.dayMonth(lead.answerBy)
  return text(late ? 'timeline.waiting.late' : 'timeline.waiting.open', { period, date })
}
