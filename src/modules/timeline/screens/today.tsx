import { useQuery } from '@tanstack/react-query'
import { todayHere } from '../../../web/format.ts'
import { Unbound, useBound } from '../../../web/parts/bound.tsx'
import { ListPrint } from '../../../web/parts/list-print.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { ReleasedTodayButton } from '../../../web/parts/on-duty.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Together } from '../../../web/parts/together.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { todayQuery } from '../../../web/today-counts.ts'
import { useFormat, useText } from '../../../web/words.ts'
import type { Today as TodayData } from '../contract.ts'
import { ConcernsToday } from './today/concerns.tsx'
import { CoverToday } from './today/cover-today.tsx'
import { DueMilestones } from './today/due-milestones.tsx'
import { Endings } from './today/endings.tsx'
import { Escalations } from './today/escalations.tsx'
import { ItemsToReview } from './today/items-to-review.tsx'
import { LateAnswers } from './today/late-answers.tsx'
import { listPressing, mayBeMore } from './today/pressing.ts'
import { PressingCards } from './today/pressing-cards.tsx'
import { ReleaseLines } from './today/release-lines.tsx'
import { RightsToday } from './today/rights-today.tsx'
import { ServiceLines } from './today/service-lines.tsx'
import { TodayRail } from './today/today-rail.tsx'
import { WaitingForChair } from './today/waiting-for-chair.tsx'
import { WaitingOffers } from './today/waiting-offers.tsx'

/** The start of the day: what cannot wait, who leaves soon, what waits for an answer, what is due. */
export function Today() {
  const text = useText()
  const format = useFormat()
  const { data, error, refetch } = useQuery(todayQuery)
  const name = text('today.name')
  if (!data) {
    return (
      <Page title={format.longDay(todayHere())} name={name}>
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading rows={9} />}
      </Page>
    )
  }
  return <Day today={data} name={name} />
}

const rowsOf = ({ releases, waiting, late, due }: TodayData) =>
  releases.length + waiting.length + late.length + due.length

function Day({ today, name }: { today: TodayData; name: string }) {
  const text = useText()
  const format = useFormat()
  const pressing = listPressing(today)
  const bound = useBound(rowsOf(today) === 0)
  return (
    <Page
      title={format.longDay(today.on)}
      name={name}
      note={text(mayBeMore(today) ? 'today.sentence-more' : 'today.sentence', {
        count: pressing.length,
      })}
      actions={
        <>
          <ReleasedTodayButton />
          <ListPrint what="today" rows={rowsOf(today)} />
        </>
      }
    >
      {!bound && <Unbound />}
      <PressingCards pressing={pressing} today={today.on} />
      <Together rows={9}>
        <TodayRail today={today}>
          <WaitingForChair />
          <CoverToday />
          <Escalations />
          <ConcernsToday />
          <ReleaseLines today={today} />
          <WaitingOffers waiting={today.waiting} more={today.more.waiting} today={today.on} />
          <LateAnswers late={today.late} more={today.more.late} today={today.on} />
          <RightsToday />
          <ItemsToReview />
          <DueMilestones due={today.due} more={today.more.due} today={today.on} />
          <ServiceLines />
          <Endings />
        </TodayRail>
      </Together>
    </Page>
  )
}
