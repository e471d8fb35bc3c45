import { DomainIcon } from '../../../../web/parts/domain.tsx'
import { useText } from '../../../../web/words.ts'
import styles from './continuity-map.module.css'
import type { LaneWords } from './lane-words.ts'
import type { MapItem } from './map-items.ts'
import {
  type LaneLayout,
  type MapBar,
  type MapGap,
  type MapLayout,
  type MapMark,
  type MapRing,
  size,
} from './map-types.ts'
import { SvgLabel } from './svg-label.tsx'

interface MapLaneProps {
  lane: LaneLayout
  layout: MapLayout
  /** Bars lie below the release line, words, marks and rings above it. */
  part: 'bars' | 'notes'
  onHover: (item: MapItem | null) => void
  onOpen: (item: MapItem) => void
}

/** One lane of the picture. */
export function MapLane({ lane, layout, part, onHover, onOpen }: MapLaneProps) {
  const domain = lane.lane.domain
  const reach = (item: MapItem) => ({
    onPointerEnter: () => onHover(item),
    onPointerLeave: () => onHover(null),
    onClick: () => onOpen(item),
  })
  return (
    <g transform={`translate(0 ${lane.y})`} data-gap={lane.hasGap || undefined}>
      {part === 'bars' &&
        lane.bars.map((bar) => (
          <g
            key={bar.key}
            className={styles.item}
            {...reach({ type: 'bar', key: bar.key, domain, bar })}
          >
            <Bar bar={bar} mirrored={layout.mirrored} />
          </g>
        ))}
      {part === 'bars' &&
        lane.gaps.map((gap) => (
          <g
            key={gap.key}
            className={styles.item}
            {...reach({ type: 'gap', key: gap.key, domain, gap })}
          >
            <Hatch gap={gap} />
          </g>
        ))}
      {part === 'notes' && (
        <>
          {lane.gaps.map((gap) => (
            <SvgLabel
              key={gap.key}
              label={gap.label}
              y={lane.note + 4}
              mirrored={layout.mirrored}
              className={styles.gapWord}
            />
          ))}
          {lane.marks.map((mark) => (
            <g
              key={mark.key}
              className={styles.item}
              {...reach({ type: 'mark', key: mark.key, domain, mark })}
            >
              <Mark mark={mark} y={lane.note} mirrored={layout.mirrored} />
            </g>
          ))}
          {lane.rings.map((ring) => (
            <Ring key={ring.key} ring={ring} />
          ))}
        </>
      )}
    </g>
  )
}

function Bar({ bar, mirrored }: { bar: MapBar; mirrored: boolean }) {
  const edge = bar.begins && (bar.form === 'accepted' || bar.form === 'fallback')
  const start = mirrored ? bar.x + bar.width - 4 : bar.x
  return (
    <g
      className={styles.bar}
      data-form={bar.form}
      data-kind={bar.form === 'summary' ? undefined : bar.kind}
    >
      <rect
        className={styles.body}
        x={bar.x}
        y={bar.y}
        width={bar.width}
        height={bar.height}
        rx={4}
      />
      {edge && bar.width > 8 && (
        <rect className={styles.edge} x={start} y={bar.y} width={4} height={bar.height} rx={2} />
      )}
      <SvgLabel
        label={bar.label}
        y={bar.y + bar.height / 2 + 4}
        mirrored={mirrored}
        className={styles.barWord}
      />
    </g>
  )
}

function Hatch({ gap }: { gap: MapGap }) {
  return (
    <rect
      className={styles.hatch}
      data-tried={gap.tried || undefined}
      x={gap.x + 0.5}
      y={gap.y + 0.5}
      width={Math.max(1, gap.width - 1)}
      height={gap.height - 1}
      rx={4}
      fill="url(#tc-gap-hatch)"
    />
  )
}

function Mark({ mark, y, mirrored }: { mark: MapMark; y: number; mirrored: boolean }) {
  return (
    <g className={styles.mark} data-form={mark.form}>
      <rect x={mark.x - 12} y={y - 12} width={24} height={24} className={styles.reach} />
      <rect
        className={styles.diamond}
        x={-4.5}
        y={-4.5}
        width={9}
        height={9}
        rx={1.5}
        transform={`translate(${mark.x} ${y}) rotate(45)`}
      />
      <SvgLabel label={mark.label} y={y + 4} mirrored={mirrored} className={styles.markWord} />
    </g>
  )
}

function Ring({ ring: { x, y, form } }: { ring: MapRing }) {
  return (
    <g className={styles.ring} data-form={form} transform={`translate(${x} ${y})`}>
      <circle r={size.ring - 0.5} />
      {form === 'accepted' ? (
        <path d="M-4 0.5 L-1.2 3.2 L4 -2.8" />
      ) : (
        [-3.5, 0, 3.5].map((dot) => <circle key={dot} cx={dot} r={1.1} className={styles.dot} />)
      )}
    </g>
  )
}

interface MapLaneNameProps {
  lane: LaneLayout
  width: number
  words: LaneWords
  focused: boolean
}

/** Icon, name and the words of a lane, in the column beside the time axis. */
export function MapLaneName({ lane, width, words, focused }: MapLaneNameProps) {
  const text = useText()
  return (
    <foreignObject x={0} y={lane.y} width={width} height={lane.height}>
      <div className={styles.name} data-focused={focused || undefined}>
        <DomainIcon domain={lane.lane.domain} />
        <div>
          <div className={styles.laneName}>{text(`domains.${lane.lane.domain}`)}</div>
          <div className={styles.laneWords} data-gap={words.gap || undefined}>
            {words.text}
          </div>
        </div>
      </div>
    </foreignObject>
  )
}
