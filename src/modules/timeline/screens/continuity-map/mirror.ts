import type { LaneLayout, MapLayout, MapLine } from './map-types.ts'
import type { PlacedLabel, Stretch } from './room.ts'

/**
 * The same picture for readers from right to left: every place is reflected, no word is changed.
 *
 * Labels keep their `align`: start and end follow the direction of reading.
 */
export function mirror(layout: MapLayout): MapLayout {
  const point = (x: number) => layout.width - x
  const stretch = <T extends Stretch>(part: T): T => ({
    ...part,
    x: layout.width - part.x - part.width,
  })
  const label = (part: PlacedLabel | null) => (part ? stretch(part) : null)
  const labelled = <T extends Stretch & { label: PlacedLabel | null }>(part: T): T => ({
    ...stretch(part),
    label: label(part.label),
  })
  const line = (part: MapLine | null) =>
    part ? { x: point(part.x), flag: label(part.flag) } : null
  const marked = <T extends { x: number; label: PlacedLabel | null }>(part: T): T => ({
    ...part,
    x: point(part.x),
    label: label(part.label),
  })
  const lane = (part: LaneLayout): LaneLayout => ({
    ...part,
    bars: part.bars.map(labelled),
    gaps: part.gaps.map(labelled),
    marks: part.marks.map(marked),
    rings: part.rings.map((ring) => ({ ...ring, x: point(ring.x) })),
  })
  return {
    ...layout,
    mirrored: !layout.mirrored,
    phases: layout.phases.map(labelled),
    ticks: layout.ticks.map(marked),
    today: line(layout.today),
    release: line(layout.release),
    tried: line(layout.tried),
    earliest: layout.earliest && stretch(layout.earliest),
    between: layout.between && stretch(layout.between),
    lanes: layout.lanes.map(lane),
  }
}
