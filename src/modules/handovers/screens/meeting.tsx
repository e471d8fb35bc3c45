import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../../web/api.ts'
import { firstDayQuery } from '../../../web/first-day.ts'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { ListPrint } from '../../../web/parts/list-print.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { meetingsQuery } from './meeting/meeting-queries.ts'
import { MeetingSection } from './meeting/meeting-section.tsx'
import { PlanForm } from './meeting/plan-form.tsx'

/** The handover meetings of one case: planned, prepared, held, and kept as they were. */
export function Meeting() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [planning, setPlanning] = useState(false)
  const found = useQuery(meetingsQuery(ref))
  // Paper names two things of a person, so that it is not handed to another: reference and initials.
  const person = useQuery({ ...firstDayQuery(ref), enabled: found.isSuccess })
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  const mayPlan = found.data?.may.includes('plan') ?? false
  const planned = found.data?.meetings.some(({ state }) => state === 'planned') ?? false
  return (
    <Page
      title={text('handovers.meeting.title', { ref })}
      crumbs={[
        { label: text('handovers.meeting.cases'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      beside={person.data && <PersonLabel person={person.data.person} />}
      note={text('handovers.meeting.note')}
      actions={
        found.data && (
          <>
            {found.data.meetings.length > 0 && (
              <ListPrint what="meeting" rows={found.data.meetings.length} caseRef={ref} />
            )}
            {mayPlan && !planned && (
              <Button onClick={() => setPlanning(true)}>{text('handovers.meeting.plan')}</Button>
            )}
          </>
        )
      }
    >
      {found.isPending && <Loading rows={8} />}
      {unseen && (
        <Empty link={<Link to="/cases">{text('handovers.meeting.unseen-link')}</Link>}>
          {text('handovers.meeting.unseen')}
        </Empty>
      )}
      {found.error && !unseen && !found.data && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data?.meetings.length === 0 && (
        <Empty next={text('handovers.meeting.next')}>{text('handovers.meeting.none')}</Empty>
      )}
      {found.data?.meetings.map((meeting) => (
        <MeetingSection key={meeting.id} meetings={found.data} meeting={meeting} />
      ))}
      {planning && found.data && (
        <PlanForm meetings={found.data} onClose={() => setPlanning(false)} />
      )}
    </Page>
  )
}
