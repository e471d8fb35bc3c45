import type { Gap, Lane } from '../../contract.ts'
import { addDays } from './days.ts'
import { laneWords, leadReadOut } from './lane-words.ts'
import type { LaneLayout, MapBar, MapGap, MapLayout, MapMark } from './map-types.ts'
import { gapLength, lengthWords, periodWords, stateWords } from './sentences.ts'
import type { Speech } from './speech.ts'

/** A thing on the map that can be reached by key and pointer. */
export type MapItem =
  | { type: 'bar'; key: string; domain: Lane; bar: MapBar }
  | { type: 'gap'; key: string; domain: Lane; gap: MapGap }
  | { type: 'mark'; key: string; domain: Lane; mark: MapMark }

/** The things of a lane in the order of time, which is from right to left when mirrored. */
export function itemsOf(lane: LaneLayout, mirrored: boolean): MapItem[] {
  const domain = lane.lane.domain
  const items: MapItem[] = [
    ...lane.bars.map((bar): MapItem => ({ type: 'bar', key: bar.key, domain, bar })),
    ...lane.gaps.map((gap): MapItem => ({ type: 'gap', key: gap.key, domain, gap })),
    ...lane.marks.map((mark): MapItem => ({ type: 'mark', key: mark.key, domain, mark })),
  ]
  const start = (item: MapItem) => {
    if (item.type === 'mark') return mirrored ? -item.mark.x : item.mark.x
    const part = item.type === 'bar' ? item.bar : item.gap
    return mirrored ? -(part.x + part.width) : part.x
  }
  return items.sort((one, other) => start(one) - start(other))
}

/** Where the reader is on the map: a lane, and in it a thing or (`-1`) the lane as a whole. */
export interface MapPlace {
  lane: number
  item: number
}

/** Where an arrow key leads; null when the key is none of the map's. */
export function moveOn(layout: MapLayout, place: MapPlace | null, key: string): MapPlace | null {
  const at = place ?? { lane: -1, item: -1 }
  const count = (lane: number) => {
    const found = layout.lanes[lane]
    return found ? itemsOf(found, layout.mirrored).length : 0
  }
  const last = layout.lanes.length - 1
  const later = layout.mirrored ? 'ArrowLeft' : 'ArrowRight'
  const earlier = layout.mirrored ? 'ArrowRight' : 'ArrowLeft'
  if (key === 'ArrowDown') return { lane: Math.min(at.lane + 1, last), item: -1 }
  if (key === 'ArrowUp') return { lane: Math.max(at.lane - 1, 0), item: -1 }
  const lane = Math.max(at.lane, 0)
  if (key === later) return { lane, item: Math.min(at.item + 1, count(lane) - 1) }
  if (key === earlier) return { lane, item: Math.max(at.item - 1, -1) }
  if (key === 'Home') return { lane: 0, item: -1 }
  if (key === 'End') return { lane: last, item: -1 }
  return null
}

/** The days of a gap that can still be offered: what lies behind cannot be closed any more. */
export function offerable(gap: Gap, today: string): { from: string; until: string | null } | null {
  const from = gap.from < today ? today : gap.from
  if (gap.until !== null && gap.until <= from) return null
  return { from, until: gap.until }
}

/** One place of the map in words, for the read-out and the tooltip. */
export function readItem(speech: Speech, item: MapItem, today: string, mayOffer: boolean): string {
  const { text, format } = speech
  if (item.type === 'gap') {
    const { gap } = item.gap
    const length = gapLength(speech, item.domain, gap) ?? ''
    const id = mayOffer ? 'timeline.read.gap' : 'timeline.read.gap-plain'
    return text(id, { period: periodWords(speech, gap), length: length || '…' })
  }
  if (item.type === 'bar') {
    const { lead } = item.bar
    return lead
      ? leadReadOut(speech, lead, stateWords(speech, lead, today))
      : text('timeline.state.summary')
  }
  const { milestone, lead } = item.mark
  if (lead) {
    const date = format.dayMonth(lead.answerBy ?? today)
    return text('timeline.read.late', { agency: lead.agency.name, date })
  }
  if (!milestone) return ''
  const done = milestone.status === 'done'
  const state = done ? 'done' : milestone.overdue ? 'overdue' : 'open'
  return text('timeline.read.mark', {
    milestone: text(`milestones.${milestone.code}`),
    date: format.dayMonth(milestone.on ?? addDays(today, 0)),
    state: text(`timeline.read.${state}`),
  })
}

/** A lane as a whole: its name and the fact that matters today. */
export function readLane(speech: Speech, lane: LaneLayout, today: string): string {
  return speech.text('timeline.read.lane', {
    domain: speech.text(`domains.${lane.lane.domain}`),
    words: laneWords(speech, lane.lane, today).text,
  })
}

/** "9 nights" of days that are offered, or null without an end. */
export function offerLength(
  speech: Speech,
  domain: Lane,
  period: { from: string; until: string | null },
): string | null {
  if (period.until === null) return null
  const days = Math.round((Date.parse(period.until) - Date.parse(period.from)) / 86_400_000)
  return lengthWords(speech, domain, days)
}
