import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, useMemo, useState } from 'react'
import type { Weekday } from '../../../../web/week.ts'
import { useWords } from '../../../../web/words.ts'
import type { Continuity, Gap, Lane, LaneLead } from '../../contract.ts'
import type { Milestone } from '../../milestone-contract.ts'
import styles from './continuity-map.module.css'
import { dayOf } from './days.ts'
import { laneWords } from './lane-words.ts'
import { layOut } from './layout.ts'
import { MapBackground, MapPatterns } from './map-background.tsx'
import { MapFocus, MapTip } from './map-focus.tsx'
import { MapHead, MapLines } from './map-head.tsx'
import { itemsOf, type MapItem, type MapPlace, moveOn, readItem, readLane } from './map-items.ts'
import { MapLane, MapLaneName } from './map-lane.tsx'
import { type MapLayout, size } from './map-types.ts'
import { mapWords } from './map-words.ts'
import { useMeasure } from './measure.ts'
import { leadSentence } from './sentences.ts'
import { useSpeech } from './speech.ts'
import { type MapWindow, windowDays } from './time-window.ts'

export interface ContinuityMapProps {
  continuity: Continuity
  view: MapWindow
  /** The day on which a week begins; Monday unless told otherwise. */
  weekStart?: Weekday
  /** The date being tried and how everything would stand then. */
  tried?: { on: string | null; continuity: Continuity } | null
  mayOffer: boolean
  onOffer: (domain: Lane, gap: Gap) => void
  onLead: (domain: Lane, lead: LaneLead) => void
  onMilestone: (milestone: Milestone) => void
  onTable: () => void
}

/** px for the words of the lanes, beside the time axis. */
const NAMES = 187

/**
 * Who is accountable on any day, lane by lane: a picture with one describing sentence, one tab stop,
 * and a read-out of the place that arrow keys have reached. The table is its equal.
 */
export function ContinuityMap(props: ContinuityMapProps) {
  const { text } = useSpeech()
  const { ref, width } = useElementSize()
  const layout = useLayout(props, width || 1161)
  const [place, setPlace] = useState<MapPlace | null>(null)
  const [hovered, setHovered] = useState<MapItem | null>(null)
  const said = useReadOut(props, layout)
  const item = placeItem(layout, place)
  const open = (chosen: MapItem | null) => openItem(props, chosen)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 't' || event.key === 'T') return props.onTable()
    if (event.key === 'Enter' && item) return open(item)
    if (event.key === 'Escape') return setPlace(null)
    const next = moveOn(layout, place, event.key)
    if (!next) return
    event.preventDefault()
    setPlace(next)
  }
  return (
    <div
      ref={ref}
      className={styles.map}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application widget is one tab stop
      tabIndex={0}
      role="application"
      aria-label={text('timeline.map.name')}
      aria-description={text('timeline.map.keys')}
      onKeyDown={onKeyDown}
      onBlur={() => setPlace(null)}
    >
      <MapPicture
        {...props}
        layout={layout}
        onHover={setHovered}
        onOpen={open}
        place={place}
        item={item}
      />
      {hovered && (
        <MapTip layout={layout} item={hovered} names={NAMES} words={said.item(hovered)} />
      )}
      <p className="tc-visually-hidden" aria-live="polite">
        {item ? said.item(item) : said.lane(place)}
      </p>
    </div>
  )
}

interface PictureProps extends ContinuityMapProps {
  layout: MapLayout
  place: MapPlace | null
  item: MapItem | null
  onHover: (item: MapItem | null) => void
  onOpen: (item: MapItem) => void
}

function MapPicture({ continuity, view, tried, layout, ...rest }: PictureProps) {
  const speech = useSpeech()
  const { lanes, mirrored } = layout
  const width = layout.width + NAMES
  const plot = mirrored ? 0 : NAMES
  const names = mirrored ? layout.width : 0
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${width} ${layout.height}`}
      role="img"
      aria-label={describe(speech, continuity, view, layout)}
      data-trying={tried ? true : undefined}
    >
      <MapPatterns />
      <MapBackground layout={layout} names={NAMES} />
      <g transform={`translate(${plot} 0)`}>
        <MapLines layout={layout} behind />
        {lanes.map((lane) => (
          <MapLane key={lane.lane.domain} lane={lane} layout={layout} part="bars" {...rest} />
        ))}
        <MapLines layout={layout} />
        {lanes.map((lane) => (
          <MapLane key={lane.lane.domain} lane={lane} layout={layout} part="notes" {...rest} />
        ))}
        <MapHead layout={layout} />
        <MapFocus layout={layout} place={rest.place} item={rest.item} />
      </g>
      <g transform={`translate(${names} 0)`}>
        <foreignObject x={0} y={size.phaseRow} width={NAMES} height={size.tickRow}>
          <div className={styles.who}>{speech.text('timeline.map.who')}</div>
        </foreignObject>
        {lanes.map((lane, index) => (
          <MapLaneName
            key={lane.lane.domain}
            lane={lane}
            width={NAMES}
            words={laneWords(
              speech,
              nowOf(continuity, lane.lane.domain) ?? lane.lane,
              continuity.today,
            )}
            focused={rest.place?.lane === index}
          />
        ))}
      </g>
    </svg>
  )
}

/** While a date is tried the words at the side keep saying how things stand now. */
const nowOf = (continuity: Continuity, domain: Lane) =>
  continuity.lanes.find((lane) => lane.domain === domain)

function useLayout(
  { continuity, view, weekStart, tried }: ContinuityMapProps,
  width: number,
): MapLayout {
  const speech = useSpeech()
  const { language } = useWords()
  const measure = useMeasure()
  const mirrored = language.dir === 'rtl'
  return useMemo(
    () =>
      layOut(continuity, {
        window: view,
        weekStart,
        width: Math.max(240, Math.floor(width) - NAMES),
        mirrored,
        measure,
        words: mapWords(speech, continuity, view, tried?.on ?? null),
        tried,
        laneHeight: (lane) => {
          const words = laneWords(speech, lane, continuity.today)
          const lines = Math.ceil(measure(words.text, words.gap) / (NAMES - 48))
          const name = Math.ceil(
            (measure(speech.text(`domains.${lane.domain}`), true) * 1.09) / (NAMES - 48),
          )
          return 24 + name * 18 + lines * 16
        },
      }),
    [continuity, view, tried, width, mirrored, measure, speech, weekStart],
  )
}

function useReadOut({ continuity, mayOffer }: ContinuityMapProps, layout: MapLayout) {
  const speech = useSpeech()
  return {
    item: (item: MapItem) => readItem(speech, item, continuity.today, mayOffer),
    lane: (place: MapPlace | null) => {
      const lane = place && layout.lanes[place.lane]
      return lane ? readLane(speech, lane, continuity.today) : ''
    },
  }
}

function describe(
  speech: ReturnType<typeof useSpeech>,
  continuity: Continuity,
  view: MapWindow,
  layout: MapLayout,
): string {
  const days = windowDays(continuity, view)
  return speech.text('timeline.map.describe', {
    from: speech.format.date(dayOf(days.from)),
    until: speech.format.date(dayOf(days.until - 1)),
    sentence: leadSentence(speech, continuity),
    lanes: layout.lanes.length,
  })
}

function placeItem(layout: MapLayout, place: MapPlace | null): MapItem | null {
  const lane = place && layout.lanes[place.lane]
  return lane ? (itemsOf(lane, layout.mirrored)[place.item] ?? null) : null
}

function openItem(props: ContinuityMapProps, item: MapItem | null): void {
  if (item?.type === 'gap' && props.mayOffer) props.onOffer(item.domain, item.gap.gap)
  if (item?.type === 'bar' && item.bar.lead) props.onLead(item.domain, item.bar.lead)
  if (item?.type !== 'mark') return
  if (item.mark.lead) props.onLead(item.domain, item.mark.lead)
  if (item.mark.milestone) props.onMilestone(item.mark.milestone)
}
