import styles from './map-background.module.css'
import { type MapLayout, size } from './map-types.ts'

/** The hatch of days without anybody: 5 px and 2 px stripes at 135 degrees. */
export function MapPatterns() {
  return (
    <defs>
      <pattern
        id="tc-gap-hatch"
        width={7}
        height={7}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={7} height={7} className={styles.hatchGround} />
        <rect width={2} height={7} className={styles.hatchStripe} />
      </pattern>
    </defs>
  )
}

/** The sheet behind everything: tinted lanes, hairlines between lanes, lines of the calendar. */
export function MapBackground({ layout, names }: { layout: MapLayout; names: number }) {
  const width = layout.width + names
  const plot = layout.mirrored ? 0 : names
  const edge = layout.mirrored ? layout.width : names
  return (
    <g>
      <rect x={plot} y={0} width={layout.width} height={size.phaseRow} className={styles.head} />
      {layout.lanes.map(
        (lane) =>
          lane.hasGap && (
            <rect
              key={lane.lane.domain}
              x={0}
              y={lane.y}
              width={width}
              height={lane.height}
              className={styles.gapLane}
            />
          ),
      )}
      {layout.ticks.map(({ x, tick }) => (
        <line
          key={tick.on}
          x1={plot + x}
          x2={plot + x}
          y1={layout.head}
          y2={layout.height}
          className={styles.tickLine}
        />
      ))}
      {layout.lanes.map(({ y, lane }) => (
        <line key={lane.domain} x1={0} x2={width} y1={y} y2={y} className={styles.laneLine} />
      ))}
      <line x1={edge} x2={edge} y1={0} y2={layout.height} className={styles.laneLine} />
    </g>
  )
}
