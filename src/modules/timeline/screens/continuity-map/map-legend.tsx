import type { ReactNode } from 'react'
import { useText } from '../../../../web/words.ts'
import type { AgencyKind } from '../../../admin/contract.ts'
import type { Continuity } from '../../contract.ts'
import map from './continuity-map.module.css'
import { MapPatterns } from './map-background.tsx'
import styles from './map-legend.module.css'

const kindsInOrder: AgencyKind[] = [
  'custody',
  'probation',
  'city',
  'health',
  'work',
  'association',
  'police',
  'justice',
]

/** What forms and colours mean; names only the forms and kinds of agency that the map holds. */
export function MapLegend({ continuity }: { continuity: Continuity }) {
  const text = useText()
  const leads = continuity.lanes.flatMap((lane) => lane.leads)
  const kinds = new Set(leads.map((lead) => lead.agency.kind))
  const fallback = leads.some(({ state }) => state === 'fallback')
  return (
    <div className={styles.legend}>
      <ul className={styles.row} aria-label={text('timeline.legend.title')}>
        <Entry word={text('timeline.legend.accepted')}>
          <Swatch kind="city" form="accepted" />
        </Entry>
        <Entry word={text('timeline.legend.offered')}>
          <Swatch kind="city" form="offered" />
        </Entry>
        {fallback && (
          <Entry word={text('timeline.legend.fallback')}>
            <Swatch kind="city" form="fallback" />
          </Entry>
        )}
        <Entry word={text('timeline.legend.gap')}>
          <svg width={24} height={12} aria-hidden>
            <MapPatterns />
            <rect
              className={map.hatch}
              x={0.5}
              y={0.5}
              width={23}
              height={11}
              rx={3}
              fill="url(#tc-gap-hatch)"
            />
          </svg>
        </Entry>
        <Entry word={text('timeline.legend.ring')}>
          <svg width={16} height={16} aria-hidden>
            <g className={map.ring} transform="translate(8 8) scale(.74)">
              <circle r={9.5} />
              <path d="M-4 0.5 L-1.2 3.2 L4 -2.8" />
            </g>
          </svg>
        </Entry>
        {(['done', 'open', 'overdue'] as const).map((form) => (
          <Entry key={form} word={text(`timeline.legend.${form}`)}>
            <svg width={14} height={14} aria-hidden>
              <g className={map.mark} data-form={form}>
                <rect
                  className={map.diamond}
                  x={-4}
                  y={-4}
                  width={8}
                  height={8}
                  rx={1.5}
                  transform="translate(7 7) rotate(45)"
                />
              </g>
            </svg>
          </Entry>
        ))}
        {continuity.release.earliestOn && (
          <Entry word={text('timeline.legend.earliest')}>
            <svg width={24} height={12} aria-hidden>
              <rect className={map.earliest} width={24} height={12} />
              <line className={map.earliestLine} x1={0.5} x2={0.5} y1={0} y2={12} />
            </svg>
          </Entry>
        )}
      </ul>
      <p className={styles.kinds}>{text('timeline.legend.kinds')}</p>
      <ul className={styles.row} aria-label={text('timeline.legend.kinds')}>
        {kindsInOrder
          .filter((kind) => kinds.has(kind))
          .map((kind) => (
            <Entry key={kind} word={text(`timeline.kind.${kind}`)}>
              <Swatch kind={kind} form="accepted" width={18} />
            </Entry>
          ))}
      </ul>
    </div>
  )
}

function Entry({ word, children }: { word: string; children: ReactNode }) {
  return (
    <li className={styles.entry}>
      {children}
      {word}
    </li>
  )
}

interface SwatchProps {
  kind: AgencyKind
  form: 'accepted' | 'offered' | 'fallback'
  width?: number
}

function Swatch({ kind, form, width = 26 }: SwatchProps) {
  return (
    <svg width={width} height={13} aria-hidden className={styles.swatch}>
      <g className={map.bar} data-kind={kind} data-form={form}>
        <rect className={map.body} x={0.75} y={0.75} width={width - 1.5} height={11.5} rx={3} />
        {form !== 'offered' && (
          <rect className={map.edge} x={0.75} y={0.75} width={4} height={11.5} rx={2} />
        )}
      </g>
    </svg>
  )
}
