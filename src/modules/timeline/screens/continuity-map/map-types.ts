import type { Weekday } from '../../../../web/week.ts'
import type { AgencyKind } from '../../../admin/contract.ts'
import type { Continuity, ContinuityLane, Gap, Lane, LaneLead } from '../../contract.ts'
import type { Milestone } from '../../milestone-contract.ts'
import type { PlacedLabel, Stretch } from './room.ts'
import type { MapWindow, Tick } from './time-window.ts'

/** Filled: somebody accepted. Dashed: somebody was asked. Outlined: the fallback, accepted by nobody. */
export type BarForm = 'accepted' | 'offered' | 'fallback' | 'summary'

export interface MapBar extends Stretch {
  key: string
  lead: LaneLead | null
  kind: AgencyKind
  form: BarForm
  y: number
  height: number
  /** The period begins or ends inside the window, so the bar has an edge there. */
  begins: boolean
  ends: boolean
  label: PlacedLabel | null
}

/** A hatch: nobody is accountable. `tried`: only if the release moves to the date being tried. */
export interface MapGap extends Stretch {
  key: string
  gap: Gap
  tried: boolean
  y: number
  height: number
  label: PlacedLabel | null
}

/** A diamond: a milestone, or the day on which an answer was due. */
export interface MapMark {
  key: string
  milestone: Milestone | null
  lead: LaneLead | null
  x: number
  form: 'done' | 'open' | 'overdue'
  label: PlacedLabel | null
}

/** Where two bars meet: both sides accepted (check), or one side has not answered yet (dots). */
export interface MapRing {
  key: string
  x: number
  y: number
  form: 'accepted' | 'waiting'
}

export interface LaneLayout {
  lane: ContinuityLane
  y: number
  height: number
  /** Middle of the row below the bars, from the top of the lane. */
  note: number
  hasGap: boolean
  bars: MapBar[]
  gaps: MapGap[]
  marks: MapMark[]
  rings: MapRing[]
}

export type PhaseName = 'custody' | 'preparation' | 'supervision' | 'aftercare' | 'after_release'

export interface MapPhase extends Stretch {
  name: PhaseName
  /** A hairline stands where the phase begins inside the window. */
  begins: boolean
  label: PlacedLabel | null
}

export interface MapTick {
  tick: Tick
  x: number
  label: PlacedLabel | null
}

/** A line over all lanes with its flag in the head; without a flag where two dates leave no room. */
export interface MapLine {
  x: number
  flag: PlacedLabel | null
}

export interface MapLayout {
  width: number
  height: number
  head: number
  mirrored: boolean
  phases: MapPhase[]
  ticks: MapTick[]
  today: MapLine | null
  release: MapLine | null
  tried: MapLine | null
  /** From the earliest date to the date in force. */
  earliest: Stretch | null
  /** The days between the date in force and the date being tried. */
  between: Stretch | null
  lanes: LaneLayout[]
}

/** Every word of the picture, made outside, so that places can be found for them here. */
export interface MapWords {
  /** From the fullest to the shortest; the first with room is drawn. */
  bar(lane: Lane, lead: LaneLead | null): string[]
  gap(lane: Lane, gap: Gap): string[]
  triedGap(lane: Lane, gaps: Gap[]): string[]
  milestone(milestone: Milestone): string[]
  lateAnswer(lead: LaneLead): string[]
  phase(name: PhaseName): string
  tick(tick: Tick): string
  today: string
  release: string
  tried: string
}

export interface MapOptions {
  window: MapWindow
  /** The day on which a week begins; Monday unless told otherwise. */
  weekStart?: Weekday
  /** px for the time axis, without the words of the lanes. */
  width: number
  mirrored: boolean
  words: MapWords
  measure(text: string, strong: boolean): number
  /** Least height of a lane, for those whose words at the side need more lines. */
  laneHeight?(lane: ContinuityLane): number
  tried?: { on: string | null; continuity: Continuity } | null
}

/** Measures of the picture in px. */
export const size = {
  phaseRow: 31,
  tickRow: 35,
  lane: 60,
  barTop: 9,
  bar: 26,
  note: 12,
  ring: 10,
  mark: 6,
  pad: 10,
} as const
