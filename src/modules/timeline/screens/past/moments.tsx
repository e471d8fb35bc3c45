import { Link } from '@tanstack/react-router'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { DecisionMoment } from '../../../past/contract.ts'
import styles from './past.module.css'

// words: past.moment.

interface MomentsProps {
  caseRef: string
  moments: readonly DecisionMoment[]
  chosen: string | undefined
}

/** What was known when something was decided: each decision on record, with the moment just before it. */
export function Moments({ caseRef, moments, chosen }: MomentsProps) {
  const text = useText()
  return (
    <div className={styles.part} data-no-print>
      <Section title={text('past.moments')} note={text('past.moments-note')}>
        {moments.length === 0 && <Empty>{text('past.moments-none')}</Empty>}
        <ol className={styles.moments}>
          {moments.map((moment) => (
            <MomentLine
              key={`${moment.kind}-${moment.at}-${moment.domain}-${moment.agency?.id}`}
              caseRef={caseRef}
              moment={moment}
              here={moment.before === chosen}
            />
          ))}
        </ol>
      </Section>
    </div>
  )
}

interface MomentLineProps {
  caseRef: string
  moment: DecisionMoment
  here: boolean
}

function MomentLine({ caseRef, moment, here }: MomentLineProps) {
  const text = useText()
  const format = useFormat()
  const { kind, at, before, domain, agency, on } = moment
  const id = `moment-${kind}-${at}`
  return (
    <li>
      <time dateTime={at}>{format.longMoment(at)}</time>
      <span id={id}>
        {text(`past.moment.${kind}`, {
          domain: domain ? text(`domains.${domain}`) : '',
          agency: agency?.name ?? '',
          known: on === null ? 'no' : 'yes',
          date: on === null ? '' : format.date(on),
        })}
      </span>
      {here ? (
        <span className={styles.here}>{text('past.here')}</span>
      ) : (
        <Link
          to="/cases/$ref/as-known"
          params={{ ref: caseRef }}
          search={{ at: before }}
          id={`${id}-link`}
          aria-labelledby={`${id}-link ${id}`}
        >
          {text('past.just-before')}
        </Link>
      )}
    </li>
  )
}
