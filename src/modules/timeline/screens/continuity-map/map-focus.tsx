import styles from './map-focus.module.css'
import type { MapItem, MapPlace } from './map-items.ts'
import { type MapLayout, size } from './map-types.ts'

/** Where a thing lies, in px from the corner of the time axis. */
function boxOf(layout: MapLayout, item: MapItem) {
  const lane = layout.lanes.find(({ lane }) => lane.domain === item.domain)
  const top = lane?.y ?? 0
  if (item.type === 'mark') {
    const y = top + (lane?.note ?? 0) - size.mark - 2
    return {
      x: item.mark.x - size.mark - 2,
      y,
      width: size.mark * 2 + 4,
      height: size.mark * 2 + 4,
    }
  }
  const part = item.type === 'bar' ? item.bar : item.gap
  return { x: part.x, y: top + part.y, width: part.width, height: part.height }
}

interface MapFocusProps {
  layout: MapLayout
  place: MapPlace | null
  item: MapItem | null
}

/** The frame around the place that the arrow keys have reached: a thing, or a whole lane. */
export function MapFocus({ layout, place, item }: MapFocusProps) {
  const lane = place && layout.lanes[place.lane]
  if (!lane) return null
  const box = item
    ? boxOf(layout, item)
    : { x: 3, y: lane.y + 3, width: layout.width - 6, height: lane.height - 6 }
  return (
    <rect
      className={styles.focus}
      x={Math.max(2, box.x - 3)}
      y={box.y - 3}
      width={Math.min(box.width + 6, layout.width - Math.max(2, box.x - 3) - 2)}
      height={box.height + 6}
      rx={7}
    />
  )
}

interface MapTipProps {
  layout: MapLayout
  item: MapItem
  names: number
  words: string
}

/** What a thing is, beside the pointer: the same words as the read-out. */
export function MapTip({ layout, item, names, words }: MapTipProps) {
  const box = boxOf(layout, item)
  const shift = layout.mirrored ? 0 : names
  const whole = layout.width + names
  const middle = Math.min(Math.max(box.x + box.width / 2 + shift, 140), whole - 140)
  return (
    <div
      className={styles.tip}
      style={{ left: `${(middle / whole) * 100}%`, top: box.y + box.height + 8 }}
      aria-hidden
    >
      {words}
    </div>
  )
}
