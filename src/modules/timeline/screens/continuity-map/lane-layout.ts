import type { ContinuityLane, Gap, LaneLead } from '../../contract.ts'
import { dayNumber } from './days.ts'
import {
  type BarForm,
  type LaneLayout,
  type MapBar,
  type MapGap,
  type MapOptions,
  type MapRing,
  size,
} from './map-types.ts'
import { clip, daysOf, isAsked, isCover, isRed, isUnseen, subtract } from './periods.ts'
import { around, type LabelChoice, placeLabel, type Stretch } from './room.ts'
import type { Days } from './time-window.ts'

/** What all lanes of one picture share. */
export interface Frame {
  days: Days
  today: string
  x(day: number): number
  options: MapOptions
  /** Lines from top to bottom that words keep off. */
  lines: Stretch[]
}

/** A lane as it stands and, while a date is tried, as it would stand. */
export interface LaneState {
  lane: ContinuityLane
  now: ContinuityLane | null
}

const leadsUnasked = ({ state }: LaneLead) => state === 'fallback' || state === 'closing'

/** The bars of a lane: who is accountable, who was asked, who leads although nobody accepted. */
export function layBars(frame: Frame, lane: ContinuityLane): MapBar[] {
  if (lane.view === 'summary') return laySummary(frame, lane)
  const red = lane.gaps.filter(isRed).map(daysOf)
  const tracks: Days[][] = []
  const cover = lane.leads.filter((lead) => isCover(lead) || leadsUnasked(lead))
  const bars = cover.flatMap((lead) => {
    if (lead.state === 'ended' && lead.until === null) return []
    return barOf(frame, lane, lead, leadsUnasked(lead) ? 'fallback' : 'accepted', daysOf(lead))
  })
  for (const lead of lane.leads.filter((one) => isAsked(one) || isUnseen(one))) {
    const whole = daysOf(lead)
    const track = freeTrack(tracks, whole)
    const parts = subtract(whole, red).flatMap((part) => barOf(frame, lane, lead, 'offered', part))
    const covered = bars.filter((other) => other.form !== 'offered')
    const buries = covered.some((other) => parts.some((bar) => hidesName(bar, other)))
    for (const bar of parts) {
      // Whoever has the task keeps it until the other accepts: their bar stays visible below.
      const above = track === 0 && covered.some((other) => cross(other, bar))
      const y = size.barTop + (track + (buries ? 1 : 0)) * (size.bar + 4)
      bars.push({ ...bar, y, height: above && !buries ? size.bar - 6 : size.bar })
    }
  }
  return bars
}

/** So little of the longer bar would be left before the offer that its name had no room. */
function hidesName(offer: MapBar, other: MapBar): boolean {
  return cross(offer, other) && offer.x - other.x < 90
}

function barOf(
  frame: Frame,
  lane: ContinuityLane,
  lead: LaneLead | null,
  form: BarForm,
  whole: Days,
): MapBar[] {
  const inside = clip(whole, frame.days)
  if (!inside) return []
  return [
    {
      key: `${lane.domain}-${lead?.id ?? form}-${whole.from}`,
      lead,
      kind: lead?.agency.kind ?? 'custody',
      form,
      ...stretchOf(frame, inside),
      y: size.barTop,
      height: size.bar,
      begins: whole.from >= frame.days.from,
      ends: whole.until <= frame.days.until,
      label: null,
    },
  ]
}

function laySummary(frame: Frame, lane: ContinuityLane): MapBar[] {
  if (lane.arrangedUntil === null) return []
  const days = { from: dayNumber(frame.today), until: dayNumber(lane.arrangedUntil) }
  return barOf(frame, lane, null, 'summary', days)
}

/** Offers for the same days stand below each other; a lane with several grows. */
function freeTrack(tracks: Days[][], days: Days): number {
  let track = 0
  while (tracks[track]?.some((other) => clip(other, days))) track += 1
  tracks[track] = [...(tracks[track] ?? []), days]
  return track
}

/** A period in px, with a hair of air on both sides and never too narrow to be seen. */
function stretchOf(frame: Frame, days: Days): Stretch {
  const from = frame.x(days.from) + 1
  const until = Math.max(frame.x(days.until) - 1, from + 3)
  const end = Math.min(until, frame.options.width)
  return { x: Math.min(from, end - 1), width: Math.max(1, end - Math.min(from, end - 1)) }
}

const cross = (one: Stretch, other: Stretch) =>
  one.x < other.x + other.width - 1 && other.x < one.x + one.width - 1

/** The hatches of a lane; of a date being tried, the days that would be new are set apart. */
export function layGaps(frame: Frame, { lane, now }: LaneState): MapGap[] {
  if (lane.domain === 'lead' || lane.view === 'summary') return []
  const known = (now?.gaps ?? []).filter(isRed).map(daysOf)
  return lane.gaps.filter(isRed).flatMap((gap) => {
    const whole = daysOf(gap)
    if (!now) return gapOf(frame, lane, gap, whole, false)
    const added = subtract(whole, known)
    const kept = subtract(whole, added)
    return [
      ...added.flatMap((part) => gapOf(frame, lane, gap, part, true)),
      ...kept.flatMap((part) => gapOf(frame, lane, gap, part, false)),
    ]
  })
}

function gapOf(frame: Frame, lane: ContinuityLane, gap: Gap, days: Days, tried: boolean): MapGap[] {
  const inside = clip(days, frame.days)
  if (!inside) return []
  const key = `${lane.domain}-gap-${inside.from}`
  const stretch = stretchOf(frame, inside)
  return [{ key, gap, tried, ...stretch, y: size.barTop, height: size.bar, label: null }]
}

/** Rings where bars meet: a check when both sides accepted, dots while an answer is awaited. */
export function layRings(frame: Frame, lane: ContinuityLane, bars: MapBar[]): MapRing[] {
  const rings: MapRing[] = []
  const covers = bars.filter((bar) => bar.form !== 'offered' && bar.lead)
  for (const bar of bars) {
    if (!bar.lead || !bar.begins || bar.form === 'fallback' || bar.form === 'summary') continue
    const start = frame.x(daysOf(bar.lead).from)
    if (Math.abs(bar.x - 1 - start) > 1.5) continue
    const before = covers.find((other) => other !== bar && touches(other, bar))
    if (!before || before.form === 'fallback') continue
    const form = bar.form === 'offered' ? 'waiting' : 'accepted'
    if (form === 'accepted' && bar.lead.agency.id === before.lead?.agency.id) continue
    const x = Math.min(Math.max(start, size.ring), frame.options.width - size.ring)
    rings.push({ key: `${lane.domain}-ring-${bar.key}`, x, y: bar.y + bar.height / 2, form })
  }
  return rings
}

/** The other bar ends where this one begins, or runs on over its beginning. */
function touches(other: MapBar, bar: MapBar): boolean {
  return other.x < bar.x - 1 && other.x + other.width >= bar.x - 2.5
}

/** Names inside the bars: beside rings and lines, the fullest that has room. */
export function labelBars(frame: Frame, lane: LaneLayout): MapBar[] {
  const taken = [...lane.rings.map((ring) => around(ring.x, size.ring + 2)), ...frame.lines]
  return lane.bars.map((bar) => {
    const edges = { from: bar.x + 6, until: bar.x + bar.width - 4 }
    const starts = [bar.x + size.pad, ...taken.map((other) => other.x + other.width + 8)]
      .filter((at) => at >= bar.x + size.pad && at < edges.until)
      .sort((one, other) => one - other)
    const choices = frame.options.words.bar(lane.lane.domain, bar.lead).flatMap((text) => {
      const width = frame.options.measure(text, true)
      return starts.map((at): LabelChoice => ({ text, width, at, align: 'start' }))
    })
    const others = lane.bars.filter((other) => other !== bar && hides(other, bar))
    return { ...bar, label: placeLabel(choices, [...taken, ...others, ...lane.gaps], edges) }
  })
}

/** An offer lies over a longer bar: the name of the longer one keeps off it. */
function hides(other: MapBar, bar: MapBar): boolean {
  return (
    other.form === 'offered' && bar.form !== 'offered' && other.y === bar.y && cross(other, bar)
  )
}
