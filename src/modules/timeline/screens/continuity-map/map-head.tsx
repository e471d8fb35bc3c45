import styles from './continuity-map.module.css'
import head from './map-head.module.css'
import { type MapLayout, type MapLine, size } from './map-types.ts'
import { SvgLabel } from './svg-label.tsx'

/** The lines from top to bottom: bands and today behind the bars, the release above them. */
export function MapLines({ layout, behind = false }: { layout: MapLayout; behind?: boolean }) {
  const top = size.phaseRow
  const { earliest, between, today, release, tried, height, mirrored } = layout
  if (!behind) {
    return (
      <g>
        {release && <Line x={release.x} top={0} height={height} name={styles.releaseLine} />}
        {tried && <Line x={tried.x} top={0} height={height} name={styles.triedLine} />}
      </g>
    )
  }
  return (
    <g>
      {between && <rect {...between} y={top} height={height - top} className={head.between} />}
      {earliest && (
        <>
          <rect {...earliest} y={top} height={height - top} className={styles.earliest} />
          <Line
            x={mirrored ? earliest.x + earliest.width : earliest.x}
            top={top}
            height={height}
            name={styles.earliestLine}
          />
        </>
      )}
      {today && <Line x={today.x} top={top} height={height} name={head.todayLine} />}
    </g>
  )
}

function Line(props: { x: number; top: number; height: number; name: string | undefined }) {
  return <line x1={props.x} x2={props.x} y1={props.top} y2={props.height} className={props.name} />
}

/** The rows above the lanes: phases with flags, months with today. */
export function MapHead({ layout }: { layout: MapLayout }) {
  const { phases, ticks, today, release, tried, mirrored } = layout
  return (
    <g>
      {phases.map((phase) => {
        const x = mirrored ? phase.x + phase.width : phase.x
        return (
          <g key={phase.name}>
            {phase.begins && (
              <line x1={x} x2={x} y1={0} y2={size.phaseRow} className={head.phaseLine} />
            )}
            <SvgLabel label={phase.label} y={20} mirrored={mirrored} className={head.phase} />
          </g>
        )
      })}
      {ticks.map(({ tick, label }) => (
        <SvgLabel
          key={tick.on}
          label={label}
          y={size.phaseRow + 18}
          mirrored={mirrored}
          className={head.tick}
        />
      ))}
      {today && <Flag line={today} y={size.phaseRow + 4} height={20} form="today" />}
      {release && <Flag line={release} y={5} height={23} form="release" />}
      {tried && <Flag line={tried} y={5} height={23} form="tried" />}
    </g>
  )
}

interface FlagProps {
  line: MapLine
  y: number
  height: number
  form: 'today' | 'release' | 'tried'
}

function Flag({ line: { flag }, y, height, form }: FlagProps) {
  if (!flag) return null
  return (
    <g className={head.flag} data-form={form}>
      <rect x={flag.x} y={y} width={flag.width} height={height} rx={form === 'today' ? 5 : 6} />
      <text x={flag.x + flag.width / 2} y={y + height / 2 + 4} textAnchor="middle">
        {flag.text}
      </text>
    </g>
  )
}
