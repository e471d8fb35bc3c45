import type { Gap, Lane, LaneStatus, ReleaseRow } from '../../contract.ts'
import { daysBetween } from '../continuity-map/days.ts'
import { lengthWords, periodWords } from '../continuity-map/sentences.ts'
import type { Speech } from '../continuity-map/speech.ts'
import { releaseDayWords } from '../release-day/release-day-words.ts'

/** A sentence under a release: what nobody answers for yet (`gap`), or what needs a second look. */
export interface MissingLine {
  tone: 'gap' | 'due'
  words: string
}

/** Parts of life that have a column of their own; the others stand together as support. */
export const basics = ['accommodation', 'finance_papers', 'health'] as const

/** How many gaps are told with their days before they are only named. */
const TOLD_WITH_DAYS = 2
/** A gap of so many days is no hole in a cover: nobody is there at all. */
const WHOLE_DAYS = 60

const isWhole = ({ from, until }: Gap) => until === null || daysBetween(from, until) >= WHOLE_DAYS

export const isBasic = (domain: Lane) => (basics as readonly Lane[]).includes(domain)

/** Whether the reader sees the lead and all basics; if not, "nothing missing" would say too much. */
export function seesBasics({ lanes }: Pick<ReleaseRow, 'lanes'>): boolean {
  return ['lead', ...basics].every((wanted) => lanes.some(({ domain }) => domain === wanted))
}

/** The parts of life without anybody, as this reader may see them; the lead is told apart. */
export function gapLanes(row: Pick<ReleaseRow, 'lanes'>): LaneStatus[] {
  return row.lanes.filter(({ domain, state }) => domain !== 'lead' && state === 'gap')
}

export type LeadStanding = 'accepted' | 'offered' | 'late' | 'nobody'

/**
 * Whether somebody has agreed to lead after the release. Without a change the present lead goes on;
 * an offer without an answer in time is late, and the fallback is nobody's agreement.
 */
export function leadStanding(row: ReleaseRow): LeadStanding {
  switch (row.leadAfterState) {
    case 'accepted':
    case 'to_confirm':
    case 'ended':
      return 'accepted'
    case 'offered': {
      const late = row.lanes.some(({ domain, state }) => domain === 'lead' && state === 'gap')
      return late ? 'late' : 'offered'
    }
    default:
      return 'nobody'
  }
}

/** How long nobody is accountable: "9 nights"; null when no end is known. */
export function gapLength(speech: Speech, { domain, gap }: LaneStatus): string | null {
  if (!gap?.until || isWhole(gap)) return null
  return lengthWords(speech, domain, daysBetween(gap.from, gap.until))
}

/** What stands under a release in words: gaps, a lead that nobody accepted, a Friday. */
export function missingLines(speech: Speech, row: ReleaseRow): MissingLine[] {
  const { text } = speech
  const gaps = gapLanes(row)
  const told = gaps.length > TOLD_WITH_DAYS ? [] : gaps.map((lane) => gapSentence(speech, lane))
  const named =
    gaps.length > TOLD_WITH_DAYS
      ? [
          text('releases.missing.several', {
            domains: speech.format.list(gaps.map(({ domain }) => text(`domains.${domain}`))),
          }),
        ]
      : []
  const standing = leadStanding(row)
  const lead = leadSentence(speech, row)
  const red = [...told, ...named, ...(lead && standing !== 'offered' ? [lead] : [])]
  const due = [
    ...(lead && standing === 'offered' ? [lead] : []),
    ...(row.releaseDay ? [releaseDayWords(speech, row.releaseDay)] : []),
  ]
  return [
    ...(red.length > 0 ? [{ tone: 'gap' as const, words: red.join(' ') }] : []),
    ...(due.length > 0 ? [{ tone: 'due' as const, words: due.join(' ') }] : []),
  ]
}

function gapSentence(speech: Speech, lane: LaneStatus): string {
  const { text, format } = speech
  const { domain, gap } = lane
  if (!gap) return text('releases.missing.plain', { domain: text(`domains.${domain}`) })
  const bed = domain === 'accommodation'
  const values = {
    domain: text(`domains.${domain}`),
    length: gapLength(speech, lane),
    period: periodWords(speech, gap),
    from: format.day(gap.from),
  }
  const what = values.length
    ? text(bed ? 'releases.missing.bed' : 'releases.missing.lane', values)
    : text(bed ? 'releases.missing.bed-open' : 'releases.missing.lane-open', values)
  return `${what} ${gapReason(speech, lane)}`
}

/** Why there is a gap: it concerns agencies, never the person. */
export function gapReason({ text }: Speech, { gap, agency }: LaneStatus): string {
  if (!gap || gap.kind === 'awaiting') return text('releases.reason.awaiting')
  if (gap.kind === 'unasked') return text('releases.reason.nobody-asked')
  return agency
    ? text(`releases.reason.${gap.kind}`, { agency: agency.name })
    : text(`releases.reason.${gap.kind}-plain`)
}

function leadSentence({ text, format }: Speech, row: ReleaseRow): string | null {
  const standing = leadStanding(row)
  if (standing === 'accepted') return null
  const agency = row.leadAfter?.name
  const asked = agency && standing !== 'nobody'
  const known = row.release.on ? 'known' : 'unknown'
  const date = row.release.on ? format.dayMonth(row.release.on) : null
  return asked
    ? text(`releases.missing.lead-${standing}`, { agency, known, date })
    : text(`releases.missing.lead${row.leadAfterState === 'unheld' ? '-unheld' : ''}`, {
        known,
        date,
      })
}
