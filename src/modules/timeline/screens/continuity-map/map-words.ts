import type { Continuity, LaneLead } from '../../contract.ts'
import { daysBetween } from './days.ts'
import type { MapWords } from './map-types.ts'
import { isLate, lengthOf } from './periods.ts'
import { gapLength, lengthWords } from './sentences.ts'
import type { Speech } from './speech.ts'
import type { MapWindow } from './time-window.ts'

/** Every word that may be drawn on the map, each from its fullest to its shortest form. */
export function mapWords(
  speech: Speech,
  continuity: Continuity,
  view: MapWindow,
  triedOn: string | null,
): MapWords {
  const { text, format } = speech
  const { today, release } = continuity
  return {
    bar: (_domain, lead) =>
      lead ? barWords(speech, lead, today) : [text('timeline.map.bar.summary')],
    gap: (domain, gap) => {
      const length = gapLength(speech, domain, gap)
      const full = length
        ? text('timeline.map.gap.full', { length })
        : text('timeline.map.gap.open-full', { date: format.dayMonth(gap.from) })
      const short = length
        ? [text('timeline.map.gap.short', { length }), length]
        : [text('timeline.map.gap.open-short')]
      return view === 'year' ? short : [full, ...short]
    },
    triedGap: (domain, gaps) => {
      const count = lengthOf(gaps)
      const open = gaps.find((gap) => gap.until === null)
      return count === null
        ? [text('timeline.map.gap.would-open', { date: format.dayMonth(open?.from ?? today) })]
        : [text('timeline.map.gap.would', { length: lengthWords(speech, domain, count) })]
    },
    milestone: (milestone) => [text(`milestones.${milestone.code}`)],
    lateAnswer: (lead) => [
      text('timeline.map.answer-overdue', { count: daysBetween(lead.answerBy ?? today, today) }),
      text('timeline.map.answer-overdue-short'),
    ],
    phase: (name) => text(`timeline.map.phase.${name}`),
    tick: (tick) => {
      if (tick.unit === 'week') return format.dayMonth(tick.on)
      if (tick.unit === 'day') return format.day(tick.on)
      const month = speech.month(tick.on)
      const january = tick.on.slice(5, 7) === '01'
      return january
        ? text('timeline.map.month-year', { month, year: speech.shortYear(tick.on) })
        : month
    },
    today: text('timeline.map.today'),
    release: release.on
      ? text('timeline.map.release', {
          date: format.dayMonth(release.on),
          certainty: text(`certainty.${release.certainty}`),
        })
      : text('timeline.map.release-unknown'),
    tried: triedOn ? text('timeline.map.if', { date: format.dayMonth(triedOn) }) : '',
  }
}

function barWords(speech: Speech, lead: LaneLead, today: string): string[] {
  const agency = lead.agency.name
  const fuller = barDetail(speech, lead, today)
  const all = fuller ? [fuller, agency] : [agency]
  return [...all, lead.agency.code]
}

function barDetail({ text, format }: Speech, lead: LaneLead, today: string): string | null {
  const agency = lead.agency.name
  if (lead.state === 'fallback')
    return text(`timeline.map.bar.fallback${lead.instead ? '-unheld' : ''}`, { agency })
  if (lead.state === 'unheld') return text('timeline.map.bar.unheld', { agency })
  if (lead.state === 'closing') return text('timeline.map.bar.closing', { agency })
  if (lead.state === 'unseen') return text('timeline.map.bar.unseen', { agency })
  if (lead.state === 'left') return text('timeline.map.bar.left', { agency })
  if (lead.endsWithMeasure && lead.state === 'accepted')
    return text('timeline.map.bar.measure', { agency })
  if (lead.state === 'unconfirmed') return text('timeline.map.bar.unconfirmed', { agency })
  if (lead.state === 'to_confirm' && lead.confirmBy) {
    return text('timeline.map.bar.to-confirm', { agency, date: format.dayMonth(lead.confirmBy) })
  }
  if (lead.state === 'offered' && lead.answerBy && isLate(lead, today)) {
    return text('timeline.map.bar.late', { agency, date: format.dayMonth(lead.answerBy) })
  }
  if (lead.state === 'offered' && lead.offeredOn) {
    return text('timeline.map.bar.offered', { agency, date: format.dayMonth(lead.offeredOn) })
  }
  return null
}
