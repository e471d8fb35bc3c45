import { Button } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { DomainIcon } from '../../../../web/parts/domain.tsx'
import { useWords } from '../../../../web/words.ts'
import type { ContinuityLane } from '../../contract.ts'
import map from './continuity-map.module.css'
import type { ContinuityMapProps } from './continuity-map.tsx'
import { dayOf, daysBetween } from './days.ts'
import { phoneSentence } from './lane-words.ts'
import { layOut } from './layout.ts'
import { MapPatterns } from './map-background.tsx'
import { offerable } from './map-items.ts'
import { MapLegend } from './map-legend.tsx'
import { type LaneLayout, type MapLayout, type MapWords, size } from './map-types.ts'
import { gapsToClose } from './periods.ts'
import styles from './phone-lanes.module.css'
import { type Speech, useSpeech } from './speech.ts'
import { windowDays } from './time-window.ts'

const silent: MapWords = {
  bar: () => [],
  gap: () => [],
  triedGap: () => [],
  milestone: () => [],
  lateAnswer: () => [],
  phase: () => '',
  tick: () => '',
  today: '',
  release: '',
  tried: '',
}

/** The map on a narrow screen: one strip and one sentence per lane, and what can be done about it. */
export function PhoneLanes({ band, ...props }: ContinuityMapProps & { band?: ReactNode }) {
  const { continuity, view, weekStart, tried } = props
  const speech = useSpeech()
  const { language } = useWords()
  const { ref, width } = useElementSize()
  const [legend, setLegend] = useState(false)
  const layout = layOut(continuity, {
    window: view,
    weekStart,
    width: Math.max(200, Math.floor(width || 320)),
    mirrored: language.dir === 'rtl',
    words: silent,
    measure: () => 0,
    tried,
  })
  return (
    <div className={styles.phone}>
      <div ref={ref}>
        <Ends {...props} layout={layout} />
      </div>
      {band}
      <ul className={styles.lanes}>
        {layout.lanes.map((lane) => (
          <PhoneLane
            key={lane.lane.domain}
            {...props}
            lane={lane}
            layout={layout}
            speech={speech}
          />
        ))}
      </ul>
      <div className={styles.links} data-no-print>
        <button type="button" className="tc-link" onClick={props.onTable}>
          {speech.text('timeline.phone.table')}
        </button>
        <button
          type="button"
          className="tc-link"
          aria-expanded={legend}
          onClick={() => setLegend(!legend)}
        >
          {speech.text('timeline.phone.colours')}
        </button>
      </div>
      {legend && <MapLegend continuity={continuity} />}
    </div>
  )
}

/** The ends of the window and the release, above the strips. */
function Ends({ continuity, view, tried, layout }: ContinuityMapProps & { layout: MapLayout }) {
  const speech = useSpeech()
  const days = windowDays(continuity, view, tried?.on)
  const last = dayOf(days.until - 1)
  const word = (day: string) =>
    view === 'year'
      ? speech.text('timeline.map.month-year', {
          month: speech.month(day),
          year: speech.shortYear(day),
        })
      : speech.format.dayMonth(day)
  const release = continuity.release.on
  const share = layout.release ? (layout.release.x / layout.width) * 100 : null
  const middle = share !== null && share > 22 && share < 78
  return (
    <div className={styles.ends}>
      <span>{word(dayOf(days.from))}</span>
      {release && middle && (
        <span className={styles.release} style={{ left: `${share}%` }}>
          {speech.format.dayMonth(release)}
        </span>
      )}
      <span>{word(last)}</span>
    </div>
  )
}

interface PhoneLaneProps extends ContinuityMapProps {
  lane: LaneLayout
  layout: MapLayout
  speech: Speech
}

function PhoneLane({
  lane,
  layout,
  speech,
  continuity,
  mayOffer,
  onOffer,
  onLead,
}: PhoneLaneProps) {
  const { domain } = lane.lane
  const now = continuity.lanes.find((other) => other.domain === domain) ?? lane.lane
  const sentence = phoneSentence(speech, now, continuity.today)
  const gaps = mayOffer ? gapsToClose(now, continuity.today) : []
  const toAnswer = now.leads.filter(({ may, state }) => state !== 'accepted' && may.length > 0)
  return (
    <li className={styles.lane} data-gap={lane.hasGap || undefined}>
      <h2 className={styles.name}>
        <DomainIcon domain={domain} size={20} />
        {speech.text(`domains.${domain}`)}
      </h2>
      <Strip lane={lane} layout={layout} />
      <p className={styles.sentence} data-gap={sentence.gap || undefined}>
        {sentence.text}
      </p>
      {(gaps.length > 0 || toAnswer.length > 0) && (
        <div className={styles.buttons} data-no-print>
          {gaps.map((gap) => (
            <Button key={gap.from} variant="default" onClick={() => onOffer(domain, gap)}>
              {offerWords(speech, now, offerable(gap, continuity.today) ?? gap)}
            </Button>
          ))}
          {toAnswer.map((lead) => (
            <Button key={lead.id} variant="default" onClick={() => onLead(domain, lead)}>
              {speech.text('timeline.answer.open', { agency: lead.agency.name })}
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}

function offerWords(
  { text }: Speech,
  lane: ContinuityLane,
  { from, until }: { from: string; until: string | null },
): string {
  if (until === null) return text('timeline.phone.offer-open')
  const unit = lane.domain === 'accommodation' ? 'nights' : 'days'
  return text(`timeline.phone.offer-${unit}`, { count: daysBetween(from, until) })
}

/** One lane as a strip without words; the sentence below says it. */
function Strip({ lane, layout }: { lane: LaneLayout; layout: MapLayout }) {
  const height = 18
  return (
    <svg
      className={styles.strip}
      width="100%"
      height={height + 8}
      viewBox={`0 0 ${layout.width} ${height + 8}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <MapPatterns />
      <rect className={styles.ground} y={4} width={layout.width} height={height} rx={4} />
      {lane.bars.map((bar) => (
        <g
          key={bar.key}
          className={map.bar}
          data-form={bar.form}
          data-kind={bar.form === 'summary' ? undefined : bar.kind}
        >
          <rect
            className={map.body}
            x={bar.x}
            y={bar.height < size.bar ? 4 : 4.5}
            width={bar.width}
            height={bar.height < size.bar ? height - 5 : height - 1}
            rx={3}
          />
          {bar.begins && bar.form === 'accepted' && bar.width > 8 && (
            <rect
              className={map.edge}
              x={layout.mirrored ? bar.x + bar.width - 4 : bar.x}
              y={4}
              width={4}
              height={height}
              rx={2}
            />
          )}
        </g>
      ))}
      {lane.gaps.map((gap) => (
        <rect
          key={gap.key}
          className={map.hatch}
          data-tried={gap.tried || undefined}
          x={gap.x}
          y={4.5}
          width={gap.width}
          height={height - 1}
          rx={3}
          fill="url(#tc-gap-hatch)"
        />
      ))}
      {layout.release && (
        <StripLine x={layout.release.x} height={height + 8} name={map.releaseLine} />
      )}
      {layout.tried && <StripLine x={layout.tried.x} height={height + 8} name={map.triedLine} />}
    </svg>
  )
}

function StripLine({ x, height, name }: { x: number; height: number; name: string | undefined }) {
  return <line x1={x} x2={x} y1={0} y2={height} className={name} />
}
