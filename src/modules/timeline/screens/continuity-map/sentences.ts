import type { Continuity, ContinuityLane, Gap, Lane, LaneLead } from '../../contract.ts'
import { lanes } from '../../vocabulary.ts'
import { daysBetween } from './days.ts'
import { lanesToShow } from './layout.ts'
import { gapsToClose, isAsked, isLate, isUnheld, isUnseen, lengthOf } from './periods.ts'
import type { Speech } from './speech.ts'

/** How long somebody has nobody: nights where it is about sleeping, days everywhere else. */
export function lengthWords({ text }: Speech, domain: Lane, count: number): string {
  return text(domain === 'accommodation' ? 'timeline.length.nights' : 'timeline.length.days', {
    count,
  })
}

/** A period as people write it; what has no beginning or end is said so. */
export function periodWords(
  { text, format }: Speech,
  { from, until }: { from: string | null; until: string | null },
): string {
  if (from && until) return format.period(from, until)
  if (from) return text('timeline.period.from', { from: format.dayMonth(from) })
  if (until) return text('timeline.period.to', { until: format.dayMonth(until) })
  return text('timeline.period.always')
}

/** The sentence that leads the case page: how much is open, and by when. */
export function leadSentence(speech: Speech, continuity: Continuity): string {
  const { text } = speech
  const gaps = lanesToShow(continuity).flatMap((lane) => gapsToClose(lane, continuity.today))
  const first = gaps.map((gap) => gap.from).sort()[0]
  if (first !== undefined) {
    return first > continuity.today
      ? text('timeline.sentence.gaps', { count: gaps.length, date: speech.longDate(first) })
      : text('timeline.sentence.gaps-now', { count: gaps.length })
  }
  const fallback = fallbackOf(continuity)
  if (fallback?.now)
    return text(
      fallback.unheld ? 'timeline.sentence.fallback-unheld' : 'timeline.sentence.fallback',
    )
  const leads = continuity.lanes.flatMap((lane) => lane.leads)
  const unseen = leads.filter(isUnseen).length
  if (unseen > 0) return text('timeline.sentence.unseen', { count: unseen })
  if (leads.some(isUnheld)) return text('timeline.sentence.unheld')
  const asked = leads.filter(isAsked)
  const late = asked.filter((lead) => isLate(lead, continuity.today)).length
  if (late > 0) return text('timeline.sentence.late', { count: late })
  if (asked.length > 0) return text('timeline.sentence.awaiting', { count: asked.length })
  // Who sees a part of the lanes is not told that nothing is missing anywhere.
  const whole = lanes.every((domain) =>
    continuity.lanes.some((lane) => lane.domain === domain && lane.view === 'full'),
  )
  return text(whole ? 'timeline.sentence.none' : 'timeline.sentence.none-seen')
}

/** What the leading sentence leaves out: each gap with its length, then offers, apart from the gaps. */
export function supportSentences(speech: Speech, continuity: Continuity): string[] {
  const lanes = lanesToShow(continuity)
  return [
    ...lanes.flatMap((lane) =>
      lane.domain === 'lead' ? fallbackSentence(speech, lane, continuity.today) : [],
    ),
    ...lanes.flatMap((lane) => gapSentence(speech, lane, continuity.today)),
    ...lanes.flatMap((lane) => unseenSentence(speech, lane)),
    ...lanes.flatMap((lane) => unheldSentence(speech, lane)),
    ...lanes.flatMap((lane) => lateSentence(speech, lane, continuity.today)),
    ...offeredSentence(speech, lanes, continuity.today),
    ...confirmSentence(speech, lanes),
    ...(continuity.release.on === null ? [speech.text('timeline.sentence.release-unknown')] : []),
  ]
}

interface Fallback {
  lead: LaneLead
  now: boolean
  /** Who accepted the lead, where nobody there can open the case. */
  unheld: LaneLead['instead']
}

/** The desk that leads although nobody accepted, or nobody who did can: today, or from a day to come. */
export function fallbackOf(continuity: Continuity): Fallback | null {
  const lane = continuity.lanes.find(({ domain }) => domain === 'lead')
  return lane ? fallbackIn(lane, continuity.today) : null
}

function fallbackIn(lane: ContinuityLane, today: string): Fallback | null {
  const lead = lane.leads.find(
    ({ state, until }) => state === 'fallback' && (until === null || until > today),
  )
  if (!lead) return null
  return { lead, unheld: lead.instead, now: lead.from === null || lead.from <= today }
}

/** That a desk leads because nobody accepted, or nobody who did can open the case. */
export function fallbackSentence(
  { text, format }: Speech,
  lane: ContinuityLane,
  today: string,
): string[] {
  const fallback = fallbackIn(lane, today)
  if (!fallback) return []
  const agency = fallback.lead.agency.name
  const accepted = fallback.unheld?.name
  const date = format.dayMonth(fallback.lead.from ?? today)
  if (accepted)
    return fallback.now
      ? [text('timeline.sentence.fallback-now-unheld', { agency, accepted })]
      : [text('timeline.sentence.fallback-from-unheld', { agency, accepted, date })]
  if (fallback.now) return [text('timeline.sentence.fallback-now', { agency })]
  return [text('timeline.sentence.fallback-from', { agency, date })]
}

function gapSentence(speech: Speech, lane: ContinuityLane, today: string): string[] {
  const gaps = gapsToClose(lane, today)
  const [first] = gaps
  if (!first) return []
  const { text } = speech
  const domain = text(`domains.${lane.domain}`)
  const count = lengthOf(gaps)
  const late = lane.leads.find((lead) => isLate(lead, today))
  if (count === null) {
    const from = speech.format.dayMonth(gaps.find((gap) => gap.until === null)?.from ?? first.from)
    return late
      ? [text('timeline.sentence.gap-open-late', { domain, from, agency: late.agency.name })]
      : [text('timeline.sentence.gap-open', { domain, from })]
  }
  const length = lengthWords(speech, lane.domain, count)
  if (late) {
    return [text('timeline.sentence.gap-late', { domain, length, agency: late.agency.name })]
  }
  const declined = gaps.some((gap) => gap.kind === 'declined')
    ? lane.leads.find((lead) => lead.state === 'declined')
    : undefined
  return declined
    ? [text('timeline.sentence.gap-declined', { domain, length, agency: declined.agency.name })]
    : [text('timeline.sentence.gap', { domain, length })]
}

/** What was asked of a desk at which nobody can see it, and what to do about it. */
function unseenSentence({ text }: Speech, lane: ContinuityLane): string[] {
  return lane.leads.filter(isUnseen).map((lead) =>
    text('timeline.sentence.unseen-offer', {
      domain: text(`domains.${lane.domain}`),
      agency: lead.agency.name,
    }),
  )
}

/** What was accepted where nobody can open the case; of the lead it is said with the fallback. */
function unheldSentence({ text }: Speech, lane: ContinuityLane): string[] {
  if (lane.domain === 'lead' && lane.leads.some(({ instead }) => instead)) return []
  const domain = text(`domains.${lane.domain}`)
  return lane.leads
    .filter(isUnheld)
    .map((lead) => text('timeline.sentence.unheld-lead', { domain, agency: lead.agency.name }))
}

/** A late answer without a red gap: the period begins later, or the lane needs nobody. */
function lateSentence({ text, format }: Speech, lane: ContinuityLane, today: string): string[] {
  if (gapsToClose(lane, today).length > 0) return []
  return lane.leads
    .filter((lead) => isLate(lead, today))
    .map((lead) =>
      text('timeline.sentence.late-offer', {
        domain: text(`domains.${lane.domain}`),
        agency: lead.agency.name,
        date: format.dayMonth(lead.answerBy ?? today),
      }),
    )
}

function offeredSentence({ text, format }: Speech, lanes: ContinuityLane[], today: string) {
  const domains = lanes
    .filter((lane) => lane.leads.some((lead) => isAsked(lead) && !isLate(lead, today)))
    .map((lane) => text(`domains.${lane.domain}`))
  if (domains.length === 0) return []
  return [text('timeline.sentence.offered', { domains: format.list(domains) })]
}

function confirmSentence({ text, format }: Speech, lanes: ContinuityLane[]): string[] {
  const domains = lanes
    .filter((lane) => lane.leads.some(({ state }) => state === 'to_confirm'))
    .map((lane) => text(`domains.${lane.domain}`))
  if (domains.length === 0) return []
  return [text('timeline.sentence.to-confirm', { domains: format.list(domains) })]
}

/** A gap in words, for lists and for the read-out. */
export function gapLength(speech: Speech, domain: Lane, gap: Gap): string | null {
  if (gap.until === null) return null
  return lengthWords(speech, domain, daysBetween(gap.from, gap.until))
}

/** Where an offer or a responsibility stands, as the table and the read-out say it. */
export function stateWords(
  { text, format }: Speech,
  lead: Pick<LaneLead, 'state' | 'instead' | 'offeredOn' | 'answerBy' | 'confirmBy'>,
  today: string,
): string {
  if (lead.state === 'offered') {
    if (lead.offeredOn && lead.answerBy && isLate(lead, today)) {
      const due = format.dayMonth(lead.answerBy)
      return text('timeline.state.late', { date: format.dayMonth(lead.offeredOn), due })
    }
    return lead.offeredOn
      ? text('timeline.state.offered-on', { date: format.dayMonth(lead.offeredOn) })
      : text('timeline.state.offered')
  }
  if (lead.state === 'to_confirm' && lead.confirmBy) {
    return text('timeline.state.to_confirm', { date: format.dayMonth(lead.confirmBy) })
  }
  if (lead.state === 'to_confirm') return text('timeline.state.accepted')
  if (lead.instead) return text('timeline.state.fallback-unheld')
  return text(`timeline.state.${lead.state}`)
}
