import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AsKnown } from '../../../past/contract.ts'
import type { ReleaseDate } from '../../contract.ts'
import facts from '../case/case.module.css'
import { Today } from './today.tsx'

/** When the person was to be released, as far as it was known, who said so, and where the case stood. */
export function PastFacts({ past }: { past: AsKnown }) {
  const text = useText()
  const format = useFormat()
  const { continuity, now, source } = past
  const release = useReleaseWords()
  const [then, today] = [release(continuity.release), release(now.continuity.release)]
  const lead = leadOf(past.continuity, past.continuity.today)
  const leadNow = leadOf(now.continuity, past.today)
  return (
    <dl className={facts.facts}>
      <Fact
        name={text('timeline.case.release')}
        today={then === today ? null : today}
        beside={
          <>
            {source?.words && (
              <span className={facts.factNote}>
                {text('past.source', { source: source.words })}
              </span>
            )}
            {source && (
              <span className={facts.factNote}>
                {text('past.recorded', {
                  date: format.longMoment(source.recordedAt),
                  name: source.by ?? text('past.nobody-named'),
                })}
              </span>
            )}
          </>
        }
      >
        {then}
      </Fact>
      {lead && (
        <Fact name={text('past.lead')} today={lead === leadNow ? null : leadNow}>
          {lead}
        </Fact>
      )}
      <Fact
        name={text('past.stage')}
        today={past.stage === now.stage ? null : text(`timeline.case.stage.${now.stage}`)}
      >
        {text(`timeline.case.stage.${past.stage}`)}
      </Fact>
    </dl>
  )
}

interface FactProps {
  name: string
  /** What stands there today, where it is something else. */
  today: string | null | undefined
  beside?: ReactNode
  children: ReactNode
}

function Fact({ name, today, beside, children }: FactProps) {
  return (
    <div className={facts.fact}>
      <dt>{name}</dt>
      <dd>
        <span className={facts.value}>{children}</span>
        {beside}
        {today && <Today>{today}</Today>}
      </dd>
    </div>
  )
}

/** A date of release with how sure it is, in one line. */
export function useReleaseWords(): (release: ReleaseDate) => string {
  const text = useText()
  const format = useFormat()
  return ({ on, certainty, earliestOn }) => {
    if (on === null) return text('timeline.case.release-unknown')
    const words = { date: format.fullDate(on), certainty: text(`certainty.${certainty}`) }
    return earliestOn === null
      ? text('past.release', words)
      : text('past.release-earliest', { ...words, earliest: format.date(earliestOn) })
  }
}

/** Who led on a day. */
export function leadOf({ lanes }: AsKnown['continuity'], on: string): string | undefined {
  const lane = lanes.find(({ domain }) => domain === 'lead')
  return lane?.leads.find(
    ({ state, from, until }) =>
      ['accepted', 'fallback', 'to_confirm', 'closing'].includes(state) &&
      (from === null || from <= on) &&
      (until === null || until > on),
  )?.agency.name
}
