import type { Continuity, ContinuityLane } from '../../contract.ts'
import { lanes } from '../../vocabulary.ts'
import { dayNumber } from './days.ts'
import { layHead, linesOf } from './head-layout.ts'
import { type Frame, type LaneState, labelBars, layBars, layGaps, layRings } from './lane-layout.ts'
import { type LaneLayout, type MapLayout, type MapOptions, size } from './map-types.ts'
import { mirror } from './mirror.ts'
import { layNotes } from './note-layout.ts'
import { gapsToClose } from './periods.ts'
import type { Stretch } from './room.ts'
import { timeScale, windowDays } from './time-window.ts'

/**
 * The whole continuity map as places in px: nothing is drawn here and nothing is decided later.
 *
 * Time always runs from small to large x; right to left is the same picture reflected at the end.
 */
export function layOut(continuity: Continuity, options: MapOptions): MapLayout {
  const days = windowDays(continuity, options.window, options.tried?.on)
  const scale = timeScale(days, options.width)
  const bare: Frame = { days, today: continuity.today, x: scale, options, lines: [] }
  const head = layHead(bare, continuity)
  const frame = { ...bare, lines: linesOf(head) }
  const top = size.phaseRow + size.tickRow
  let y = top
  const lanes = lanesToShow(continuity).map((lane) => {
    const laid = layLane(frame, laneState(lane, options), y)
    y += laid.height
    return laid
  })
  const layout: MapLayout = {
    width: options.width,
    height: y,
    head: top,
    mirrored: false,
    ...head,
    earliest: earliestBand(frame, continuity),
    between: betweenBand(head),
    lanes,
  }
  return options.mirrored ? mirror(layout) : layout
}

/** The lanes in their fixed order; a summary in which nothing is arranged is not shown at all. */
export function lanesToShow(continuity: Continuity): ContinuityLane[] {
  const order = (lane: ContinuityLane) => lanes.indexOf(lane.domain)
  return continuity.lanes
    .filter((lane) => lane.view === 'full' || lane.arrangedUntil !== null)
    .sort((one, other) => order(one) - order(other))
}

function laneState(now: ContinuityLane, options: MapOptions): LaneState {
  const tried = options.tried?.continuity.lanes.find((lane) => lane.domain === now.domain)
  return tried ? { lane: tried, now } : { lane: now, now: null }
}

function layLane(frame: Frame, state: LaneState, y: number): LaneLayout {
  const { lane } = state
  const bars = layBars(frame, lane)
  const { gaps, marks } = layNotes(frame, state, layGaps(frame, state))
  const bottom = Math.max(...bars.map((bar) => bar.y + bar.height), size.barTop + size.bar)
  const extra = bottom - size.barTop - size.bar
  const height = Math.max(size.lane + extra, frame.options.laneHeight?.(state.now ?? lane) ?? 0)
  const laid: LaneLayout = {
    lane,
    y,
    height,
    note: bottom + size.note,
    hasGap: gapsToClose(lane, frame.today).length > 0,
    bars,
    gaps,
    marks,
    rings: layRings(frame, lane, bars),
  }
  return { ...laid, bars: labelBars(frame, laid) }
}

function earliestBand(frame: Frame, { release }: Continuity): Stretch | null {
  if (release.earliestOn === null || release.on === null) return null
  const from = frame.x(dayNumber(release.earliestOn))
  const width = frame.x(dayNumber(release.on)) - from
  return width > 0 ? { x: from, width } : null
}

function betweenBand({ release, tried }: Pick<MapLayout, 'release' | 'tried'>): Stretch | null {
  if (!release || !tried || release.x === tried.x) return null
  return { x: Math.min(release.x, tried.x), width: Math.abs(release.x - tried.x) }
}
