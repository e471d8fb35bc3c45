import { Link } from '@tanstack/react-router'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Continuity } from '../../contract.ts'
import styles from './case.module.css'

/** When the last imposed measure ends; what goes on after it is the person's to say. */
export function MeasureCard({ continuity }: { continuity: Continuity }) {
  const text = useText()
  const format = useFormat()
  const { ref, today, measureEndsOn } = continuity
  return (
    <Section
      title={text('timeline.measure.title')}
      action={
        <Link to="/cases/$ref/after" params={{ ref }}>
          {text('timeline.measure.open')}
        </Link>
      }
    >
      <p className={styles.more}>
        {measureEndsOn === null && text('timeline.measure.none')}
        {measureEndsOn !== null &&
          (measureEndsOn > today
            ? text('timeline.measure.on', {
                date: format.date(measureEndsOn),
                inDays: format.inDays(measureEndsOn, today),
              })
            : text('timeline.measure.ended', { date: format.date(measureEndsOn) }))}
      </p>
      {measureEndsOn !== null && <p className="tc-note">{text('timeline.measure.note')}</p>}
      <p className={styles.more} data-no-print>
        <Link to="/cases/$ref/consents" params={{ ref }}>
          {text('rights.consents.card')}
        </Link>
      </p>
      <p className={styles.more} data-no-print>
        <Link to="/cases/$ref/rights" params={{ ref }}>
          {text('rights.card')}
        </Link>
      </p>
    </Section>
  )
}
