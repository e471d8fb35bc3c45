import type { ContinuityLane, LaneLead } from '../../contract.ts'
import { dayOf, daysBetween } from './days.ts'
import {
  coveredUntil,
  gapsToClose,
  isAsked,
  isCover,
  isLate,
  isUnheld,
  isUnseen,
  lengthOf,
  OPEN_END,
} from './periods.ts'
import { fallbackSentence, periodWords } from './sentences.ts'
import type { Speech } from './speech.ts'

/** The words beside a lane; `gap` words are red and bold. */
export interface LaneWords {
  text: string
  gap: boolean
}

/** The one fact about a lane that matters today, in a few words at its side. */
export function laneWords(speech: Speech, lane: ContinuityLane, today: string): LaneWords {
  const { text, format } = speech
  const plain = (words: string): LaneWords => ({ text: words, gap: false })
  if (lane.view === 'summary') {
    return plain(
      text('timeline.lane.summary', { date: format.dayMonth(lane.arrangedUntil ?? today) }),
    )
  }
  if (lane.domain === 'lead') {
    const unheld = lane.leads.find(isUnheld)
    return unheld
      ? { text: text('timeline.lane.unheld', { agency: unheld.agency.name }), gap: true }
      : plain(leadWords(speech, lane, today))
  }
  const gaps = gapsToClose(lane, today)
  if (gaps[0]) {
    const count = lengthOf(gaps)
    if (count === null) {
      const from = gaps.find((gap) => gap.until === null)?.from ?? gaps[0].from
      return {
        text: text('timeline.lane.uncovered-from', { date: format.dayMonth(from) }),
        gap: true,
      }
    }
    const unit = lane.domain === 'accommodation' ? 'nights' : 'days'
    return { text: text(`timeline.lane.uncovered-${unit}`, { count }), gap: true }
  }
  return plain(offerWords(speech, lane, today) ?? coverWords(speech, lane, today))
}

function leadWords({ text, format }: Speech, lane: ContinuityLane, today: string): string {
  const fallback = lane.leads.find(
    (lead) => lead.state === 'fallback' && (lead.until === null || lead.until > today),
  )
  if (!fallback) return text('timeline.lane.always')
  return fallback.from && fallback.from > today
    ? text('timeline.lane.fallback-from', { date: format.dayMonth(fallback.from) })
    : text('timeline.lane.fallback', { agency: fallback.agency.name })
}

function offerWords({ text, format }: Speech, lane: ContinuityLane, today: string): string | null {
  const unseen = lane.leads.find(isUnseen)
  if (unseen) return text('timeline.lane.unseen', { agency: unseen.agency.name })
  const offer = lane.leads.find(isAsked)
  if (offer?.answerBy) {
    const date = format.dayMonth(offer.answerBy)
    return isLate(offer, today)
      ? text('timeline.lane.answer-late', { date })
      : text('timeline.lane.offer-open', { date })
  }
  if (offer) return text('timeline.lane.offer')
  const confirm = lane.leads.find(({ state }) => state === 'to_confirm')
  return confirm?.confirmBy
    ? text('timeline.lane.to-confirm', { date: format.dayMonth(confirm.confirmBy) })
    : null
}

function coverWords({ text, format }: Speech, lane: ContinuityLane, today: string): string {
  const until = coveredUntil(lane.leads, today)
  const leads = lane.leads.filter(isCover)
  if (until === null) {
    const next = leads
      .map(({ from }) => from ?? '')
      .filter((from) => from > today)
      .sort()[0]
    if (next) return text('timeline.lane.begins', { date: format.dayMonth(next) })
    if (leads.length > 0) return text('timeline.lane.not-asked-ended')
    return text('timeline.lane.not-asked')
  }
  const current = leads.find((lead) => covers(lead, today))
  if (current?.voluntary) return text('timeline.lane.voluntary')
  if (lane.domain === 'health' || lane.domain === 'substance_use')
    return text('timeline.lane.in-place')
  if (until === OPEN_END) return text('timeline.lane.covered')
  return text('timeline.lane.covered-to', { date: format.dayMonth(dayOf(until)) })
}

const covers = (lead: LaneLead, day: string) =>
  (lead.from === null || lead.from <= day) && (lead.until === null || lead.until > day)

/** The lane as sentences for a narrow screen, where bars carry no names. */
export function phoneSentence(speech: Speech, lane: ContinuityLane, today: string): LaneWords {
  const { text, format } = speech
  if (lane.view === 'summary') return laneWords(speech, lane, today)
  const [gap] = gapsToClose(lane, today)
  const offers = lane.leads
    .filter((lead) => isAsked(lead) || isUnseen(lead) || (isUnheld(lead) && lane.domain !== 'lead'))
    .map((lead) => offerSentence(speech, lead, today))
  if (gap) {
    const from = format.dayMonth(gap.from)
    const nobody = gap.until
      ? text('timeline.phone.nobody', { from, until: format.dayMonth(gap.until) })
      : text('timeline.phone.nobody-open', { from })
    const next = lane.leads.find((lead) => isCover(lead) && lead.from === gap.until)
    const after = next ? [text('timeline.phone.after', { agency: next.agency.name })] : []
    return { text: [nobody, ...after, ...offers].join(' '), gap: true }
  }
  const covers = lane.leads
    .filter((lead) => isCover(lead) && (lead.until === null || lead.until > today))
    .map((lead) => coverSentence(speech, lead, today))
  const fallback = lane.leads.some(({ state }) => state === 'fallback')
    ? [`${leadWords(speech, lane, today)}.`]
    : []
  const unheld = lane.leads.some(isUnheld)
  const all = [...covers, ...(unheld ? fallbackSentence(speech, lane, today) : fallback), ...offers]
  return all.length > 0 ? { text: all.join(' '), gap: unheld } : laneWords(speech, lane, today)
}

function coverSentence({ text, format }: Speech, lead: LaneLead, today: string): string {
  const agency = lead.agency.name
  const until = lead.until ? format.dayMonth(lead.until) : null
  if (lead.from === null || lead.from <= today) {
    return until
      ? text('timeline.phone.now-until', { agency, until })
      : text('timeline.phone.now', { agency })
  }
  const from = format.dayMonth(lead.from)
  return until
    ? text('timeline.phone.from-until', { agency, from, until })
    : text('timeline.phone.from', { agency, from })
}

function offerSentence({ text, format }: Speech, lead: LaneLead, today: string): string {
  const agency = lead.agency.name
  if (isUnseen(lead)) return text('timeline.phone.unseen', { agency })
  if (isUnheld(lead)) return text('timeline.phone.unheld', { agency })
  if (lead.answerBy === null) return text('timeline.phone.offered-open', { agency })
  if (!isLate(lead, today)) {
    return text('timeline.phone.offered', { agency, date: format.dayMonth(lead.answerBy) })
  }
  return text('timeline.phone.offered-late', { agency, count: daysBetween(lead.answerBy, today) })
}

/** Who, when, how far: one responsibility or offer as the read-out says it. */
export function leadReadOut(speech: Speech, lead: LaneLead, state: string): string {
  return speech.text('timeline.read.bar', {
    agency: lead.agency.name,
    period: periodWords(speech, lead),
    state,
  })
}
