import type { Continuity } from '../../contract.ts'
import { dayNumber } from './days.ts'
import type { Frame } from './lane-layout.ts'
import { type MapLayout, type MapLine, type MapPhase, type PhaseName, size } from './map-types.ts'
import { clip, OPEN_END } from './periods.ts'
import { around, type PlacedLabel, placeLabel, type Stretch } from './room.ts'
import { type Days, ticksOf } from './time-window.ts'

/** The two rows above the lanes: phases with the flags of the release, the calendar with today. */
export function layHead(
  frame: Frame,
  continuity: Continuity,
): Pick<MapLayout, 'phases' | 'ticks' | 'today' | 'release' | 'tried'> {
  const { release, tried } = layFlags(frame, continuity.release.on)
  const flags = [release, tried].flatMap((line) => line?.flag ?? [])
  const today = layToday(frame)
  return {
    phases: phasesOf(continuity).flatMap((phase) => layPhase(frame, phase, flags)),
    ticks: layTicks(frame, today, release),
    today,
    release,
    tried,
  }
}

/** Custody until the case opens, preparation until the release, then what the measure says. */
export function phasesOf(continuity: Continuity): { name: PhaseName; days: Days }[] {
  const opened = dayNumber(continuity.openedOn)
  const release = continuity.release.on === null ? OPEN_END : dayNumber(continuity.release.on)
  const ends = continuity.measureEndsOn === null ? null : dayNumber(continuity.measureEndsOn)
  const custody = Math.min(opened, release)
  const phases: { name: PhaseName; days: Days }[] = [
    { name: 'custody', days: { from: Number.NEGATIVE_INFINITY, until: custody } },
    { name: 'preparation', days: { from: custody, until: release } },
  ]
  if (ends === null) {
    phases.push({ name: 'after_release', days: { from: release, until: OPEN_END } })
  } else {
    const end = Math.max(ends, release)
    phases.push({ name: 'supervision', days: { from: release, until: end } })
    phases.push({ name: 'aftercare', days: { from: end, until: OPEN_END } })
  }
  return phases.filter(({ days }) => days.from < days.until)
}

function layPhase(
  frame: Frame,
  { name, days }: { name: PhaseName; days: Days },
  flags: PlacedLabel[],
): MapPhase[] {
  const part = clip(days, frame.days)
  if (!part) return []
  const x = frame.x(part.from)
  const width = frame.x(part.until) - x
  const text = frame.options.words.phase(name)
  const starts = [x + size.pad, ...flags.map((flag) => flag.x + flag.width + size.pad)]
  const needed = frame.options.measure(text, true)
  const choices = starts
    .filter((at) => at >= x + size.pad)
    .sort((one, other) => one - other)
    .map((at) => ({ text, width: needed, at, align: 'start' as const }))
  const label = placeLabel(choices, flags, { from: x, until: x + width })
  return [{ name, x, width, begins: days.from > frame.days.from, label }]
}

/**
 * The flag of the date in force and the flag of the date being tried never cover each other.
 *
 * Each stands beside its line where it can; at the last one is pushed along, or left out.
 */
function layFlags(
  frame: Frame,
  on: string | null,
): { release: MapLine | null; tried: MapLine | null } {
  const { words, tried } = frame.options
  const release = lineOf(frame, on)
  const other = lineOf(frame, tried?.on ?? null)
  const releaseFlags = release === null ? [null] : flagsAt(frame, words.release, release, 'after')
  const triedFirst = release !== null && other !== null && other < release
  const wish = triedFirst ? 'before' : 'after'
  const triedFlags = other === null ? [null] : flagsAt(frame, words.tried, other, wish)
  const pairs = releaseFlags.flatMap((one) => triedFlags.map((two) => [one, two] as const))
  const [first, second] =
    pairs.find(([one, two]) => !one || !two || separate(one, two)) ??
    pushed(frame, releaseFlags[0] ?? null, triedFlags[0] ?? null)
  return {
    release: release === null ? null : { x: release, flag: first },
    tried: other === null ? null : { x: other, flag: second },
  }
}

const separate = (one: Stretch, other: Stretch) =>
  one.x >= other.x + other.width || other.x >= one.x + one.width

/** Both flags side by side somewhere in the head; without room only the date being tried. */
function pushed(frame: Frame, release: PlacedLabel | null, tried: PlacedLabel | null) {
  if (!release || !tried) return [release, tried] as const
  const right = release.x + release.width
  if (right + tried.width <= frame.options.width) return [release, { ...tried, x: right }] as const
  if (release.x >= tried.width) return [release, { ...tried, x: release.x - tried.width }] as const
  return [null, tried] as const
}

function lineOf(frame: Frame, on: string | null): number | null {
  if (on === null) return null
  const day = dayNumber(on)
  return day >= frame.days.from && day <= frame.days.until ? frame.x(day) : null
}

/** Where a flag may stand: on its wished side of the line, on the other, or pushed to the edge. */
function flagsAt(frame: Frame, text: string, x: number, wish: 'before' | 'after'): PlacedLabel[] {
  const width = Math.min(frame.options.measure(text, true) + 20, frame.options.width)
  const after: PlacedLabel = { text, x, width, align: 'start' }
  const before: PlacedLabel = { text, x: x - width, width, align: 'end' }
  const sides = wish === 'after' ? [after, before] : [before, after]
  const inside = sides.filter((flag) => flag.x >= 0 && flag.x + flag.width <= frame.options.width)
  const edge = Math.max(0, Math.min(x, frame.options.width - width))
  return inside.length > 0 ? inside : [{ ...after, x: edge }]
}

function layToday(frame: Frame): MapLine | null {
  const x = lineOf(frame, frame.today)
  if (x === null) return null
  const text = frame.options.words.today
  const width = frame.options.measure(text, true) + 16
  const left = Math.max(2, Math.min(x - width / 2, frame.options.width - width - 2))
  return { x, flag: { text, x: left, width, align: 'start' } }
}

function layTicks(
  frame: Frame,
  today: MapLine | null,
  release: MapLine | null,
): MapLayout['ticks'] {
  const { words, measure, width } = frame.options
  const taken: Stretch[] = [
    ...(today?.flag ? [today.flag] : []),
    ...(release ? [around(release.x, 1)] : []),
  ]
  return ticksOf(frame.days, frame.options.window, frame.options.weekStart).map((tick) => {
    const x = frame.x(dayNumber(tick.on))
    const text = words.tick(tick)
    const choice = { text, width: measure(text, false), at: x + 6, align: 'start' as const }
    const label = placeLabel([choice], taken, { from: 0, until: width })
    if (label) taken.push(label)
    return { tick, x, label }
  })
}

/** The lines from top to bottom as stretches that words keep off. */
export function linesOf(head: Pick<MapLayout, 'release' | 'tried'>): Stretch[] {
  return [head.release, head.tried].flatMap((line) => (line ? [around(line.x, 1)] : []))
}
