import { useElementSize } from '@mantine/hooks'
import { useWords } from '../../../../web/words.ts'
import type { Period } from '../../../periods/period-contract.ts'
import type { Continuity } from '../../contract.ts'
import { daysOfPeriod, nameOfPeriod } from '../case/periods/period-words.ts'
import { dayNumber } from './days.ts'
import styles from './period-band.module.css'
import { useSpeech } from './speech.ts'
import { type MapWindow, timeScale, windowDays } from './time-window.ts'

interface PeriodBandProps {
  continuity: Continuity
  periods: readonly Period[]
  view: MapWindow
  tried: string | null
  /** On a phone the name stands above the band, because the strips are as wide as the page. */
  narrow?: boolean
}

const ROW = 22
/** Narrower bars carry no word; the list below says what they are. */
const ROOM = 56

/** Custody, leave and supervision as a calm band over the lanes, on the same days; the list is its equal. */
export function PeriodBand({ continuity, periods, view, tried, narrow = false }: PeriodBandProps) {
  const speech = useSpeech()
  const { language } = useWords()
  const { ref, width } = useElementSize()
  const plot = Math.max(200, Math.floor(width || (narrow ? 320 : 974)))
  const days = windowDays(continuity, view, tried)
  const x = timeScale(days, plot)
  const { on } = continuity.release
  const bars = periods
    .map((period) => {
      const open = inPrison.includes(period.kind) && on !== null && on > period.from ? on : null
      const until = period.until ?? open
      const start = x(dayNumber(period.from))
      const end = until === null ? plot : x(dayNumber(until))
      return { period, start, width: Math.max(0, end - start) }
    })
    .filter((bar) => bar.width > 0)
  const rows = inRows(bars)
  if (bars.length === 0) return null
  const rtl = language.dir === 'rtl'
  const sentence = periods
    .map((period) => `${nameOfPeriod(speech, period)}: ${daysOfPeriod(speech, period)}`)
    .join('. ')
  return (
    <div className={styles.band} data-narrow={narrow || undefined}>
      <span className={styles.name} aria-hidden>
        {speech.text('periods.band')}
      </span>
      <div
        ref={ref}
        className={styles.rows}
        role="img"
        aria-label={sentence}
        style={{ blockSize: rows.length * ROW }}
      >
        {rows.flatMap((row, place) =>
          row.map(({ period, start, width: wide }) => (
            <span
              key={period.id}
              className={styles.bar}
              data-kind={period.kind}
              data-bare={wide <= ROOM || undefined}
              title={`${nameOfPeriod(speech, period)}, ${daysOfPeriod(speech, period)}`}
              style={{
                insetBlockStart: place * ROW,
                [rtl ? 'right' : 'left']: start,
                inlineSize: wide,
              }}
            >
              {wide > ROOM && speech.text(`periods.kind.${period.kind}`)}
            </span>
          )),
        )}
      </div>
    </div>
  )
}

const inPrison: readonly string[] = ['custody', 'transfer', 'recall']

interface Bar {
  period: Period
  start: number
  width: number
}

/** Each period in the first row in which it covers nobody. */
function inRows(bars: readonly Bar[]): Bar[][] {
  const rows: Bar[][] = []
  for (const bar of bars) {
    const free = rows.find((row) =>
      row.every((one) => one.start + one.width <= bar.start || bar.start + bar.width <= one.start),
    )
    if (free) free.push(bar)
    else rows.push([bar])
  }
  return rows
}
