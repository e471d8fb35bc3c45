import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { todayHere } from '../../../../web/format.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ReleaseRow } from '../../contract.ts'
import type { ReleaseCounts } from '../../releases-contract.ts'
import styles from './releases.module.css'
import { isNarrowed, type ReleasesFilter } from './releases-query.ts'

interface PrintedHeadProps {
  counts: ReleaseCounts
  until: string
  filter: ReleasesFilter
  rows: readonly ReleaseRow[]
}

/** On paper only: when it was printed, what it holds, and that it holds case numbers only. */
export function PrintedHead({ filter, rows, counts, until }: PrintedHeadProps) {
  const text = useText()
  const format = useFormat()
  const at = usePrintedAt()
  const whole = rows.length >= counts.releases && !counts.more
  return (
    <div className={styles.printed}>
      <p>
        {text('releases.printed.on', {
          day: format.date(todayHere()),
          time: format.time(at),
          date: format.date(until),
        })}
      </p>
      <p>
        {[
          text('releases.printed.numbers'),
          whole ? null : text('releases.printed.part', { count: rows.length }),
          isNarrowed(filter) ? text('releases.printed.narrowed') : null,
        ]
          .filter((words) => words !== null)
          .join(' ')}
      </p>
    </div>
  )
}

/** On paper only: which agency two letters stand for. */
export function PrintedFoot({ rows }: { rows: readonly ReleaseRow[] }) {
  const text = useText()
  const names = new Map<string, string>()
  for (const { leadNow, leadAfter } of rows) {
    names.set(leadNow.code, leadNow.name)
    if (leadAfter) names.set(leadAfter.code, leadAfter.name)
  }
  return (
    <p className={styles.printed} data-foot>
      {[...names].map(([code, name]) => text('releases.printed.agency', { code, name })).join(' ')}
    </p>
  )
}

/** The moment of printing, however it was asked for: by the button or by the browser. */
function usePrintedAt(): Date {
  const [at, setAt] = useState(() => new Date())
  useEffect(() => {
    // The paper is laid out as soon as this event is over, so the moment has to stand there by then.
    const note = () => flushSync(() => setAt(new Date()))
    window.addEventListener('beforeprint', note)
    return () => window.removeEventListener('beforeprint', note)
  }, [])
  return at
}
