import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { CaseLink } from '../../../../web/parts/case-link.tsx'
import { Section, Sentence } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AgencyBrief } from '../../../admin/contract.ts'
import type { ImportApplied } from '../../import-contract.ts'
import styles from './import-list.module.css'

/** What was done, and where the work goes on. */
export function TakenIn({ applied, prison }: { applied: ImportApplied; prison: AgencyBrief }) {
  const text = useText()
  const { added, changed, unchanged, held, gone } = applied
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1} className={styles.done}>
      <Sentence note={text('imports.done.rest', { unchanged, gone })}>
        {text('imports.done.sentence', { prison: prison.name, added, changed })}
      </Sentence>
      <p className={styles.take}>
        <Button
          renderRoot={(props) => <Link to="/notices" search={{ prison: prison.id }} {...props} />}
        >
          {text('imports.done.notices')}
        </Button>
        <span className="tc-note tc-dense">{text('imports.done.no-case')}</span>
      </p>
      {held > 0 && <p className={styles.explain}>{text('imports.done.held', { count: held })}</p>}
      {applied.otherDates.length > 0 && <OtherDates dates={applied.otherDates} />}
    </div>
  )
}

function OtherDates({ dates }: { dates: ImportApplied['otherDates'] }) {
  const text = useText()
  const format = useFormat()
  const say = (day: string | null) => (day ? format.date(day) : text('imports.done.no-date'))
  return (
    <Section title={text('imports.done.other-dates')} note={text('imports.done.other-dates-note')}>
      <ul className="tc-list">
        {dates.map(({ ref, announced, inCase }) => (
          <li key={ref}>
            <CaseLink caseRef={ref} />{' '}
            {text('imports.done.other-date', { listed: say(announced.on), kept: say(inCase) })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
