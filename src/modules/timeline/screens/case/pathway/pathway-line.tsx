import { useState } from 'react'
import { useText } from '../../../../../web/words.ts'
import type { CasePathway } from '../../../../periods/pathway-contract.ts'
import type { CasePeriods } from '../../../../periods/period-contract.ts'
import styles from './pathway.module.css'
import { TakeOver } from './take-over.tsx'

interface PathwayLineProps {
  periods: Pick<CasePeriods, 'ref' | 'version' | 'pathway'>
}

/** Which pathway the steps come from; a newer version is mentioned and never taken by itself. */
export function PathwayLine({ periods }: PathwayLineProps) {
  const text = useText()
  const [opened, setOpened] = useState(false)
  const [said, setSaid] = useState('')
  const { pathway } = periods
  const newer = newerOf(pathway)
  const name = text('periods.pathway.name', {
    name: text(`periods.pathway.of.${pathway.code}`),
    version: pathway.version,
  })
  return (
    <div className={styles.line}>
      <p>
        {text('periods.case-pathway.line', { name })}{' '}
        {newer && text('periods.case-pathway.newer', { version: newer.version })}
      </p>
      {pathway.may && (
        <button
          type="button"
          className="tc-link"
          data-no-print
          onClick={() => {
            setSaid('')
            setOpened(true)
          }}
        >
          {text(newer ? 'periods.case-pathway.see' : 'periods.case-pathway.other')}
        </button>
      )}
      <p className="tc-visually-hidden" role="status">
        {said}
      </p>
      {opened && (
        <TakeOver
          periods={periods}
          first={newer?.id ?? null}
          onClose={() => setOpened(false)}
          onSaved={() => {
            setOpened(false)
            setSaid(text('periods.take-over.saved'))
          }}
        />
      )}
    </div>
  )
}

/** The newest version of the same pathway, if the case has an older one. */
const newerOf = ({ code, version, newest }: CasePathway) =>
  newest.find((one) => one.code === code && one.version > version) ?? null
