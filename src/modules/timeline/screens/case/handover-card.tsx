import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { runningQuery } from '../../../../web/looks.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { MeetingBrief } from '../../../handovers/contract.ts'
import styles from './case.module.css'

interface Meetings {
  meetings: MeetingBrief[]
}

/** Whether the handover took place, and whether the person was there. */
export function HandoverCard({ caseRef }: { caseRef: string }) {
  const text = useText()
  const format = useFormat()
  const { data } = useQuery({
    queryKey: ['handover-meetings', caseRef],
    queryFn: ({ signal }) => api.get<Meetings>(`/cases/${caseRef}/handover-meetings`, { signal }),
    meta: { live: ['case'] },
  })
  // Who looks in an emergency plans nothing.
  const looks = useQuery(runningQuery).data?.overrides.some(({ ref }) => ref === caseRef) ?? false
  if (!data) return null
  const shown = data.meetings.filter(({ state }) => state !== 'cancelled')
  return (
    <Section
      title={text('timeline.handover.title')}
      action={
        (shown.length > 0 || !looks) && (
          <Link to="/cases/$ref/handover" params={{ ref: caseRef }}>
            {text(shown.length > 0 ? 'timeline.handover.open' : 'timeline.handover.plan')}
          </Link>
        )
      }
    >
      {shown.length === 0 && <Empty>{text('timeline.handover.none')}</Empty>}
      <ul className="tc-list">
        {shown.map(({ id, state, plannedOn, heldOn, person }) => (
          <li key={id} className={styles.row}>
            <div>
              <p className={styles.rowTitle}>
                {state === 'held' && heldOn
                  ? text('timeline.handover.held', { date: format.fullDate(heldOn) })
                  : text('timeline.handover.planned', { date: format.fullDate(plannedOn) })}
              </p>
              {person && (
                <p className={styles.rowNote}>{text(`timeline.handover.person.${person}`)}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
