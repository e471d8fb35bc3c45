import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { ListPrint } from '../../../web/parts/list-print.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { AsKnown } from '../../past/contract.ts'
import { Moments } from './past/moments.tsx'
import styles from './past/past.module.css'
import { PastFacts } from './past/past-facts.tsx'
import { PastItems } from './past/past-items.tsx'
import { PastLanes } from './past/past-lanes.tsx'
import { momentsQuery, pastQuery } from './past/past-queries.ts'
import { PastMilestones, PastTable } from './past/past-tables.tsx'
import { PickMoment, pastIsRefused } from './past/pick-moment.tsx'
import { SinceThen } from './past/since-then.tsx'

/** A case as it was known at a moment: what you may see today of what was known then. */
export function CasePast() {
  const { ref = '' } = useParams({ strict: false })
  const { at } = useSearch({ strict: false })
  const text = useText()
  const moments = useQuery(momentsQuery(ref))
  const past = useQuery({ ...pastQuery(ref, at ?? ''), enabled: at !== undefined })
  const refused = pastIsRefused(past.error)
  return (
    <Page
      title={text('past.title', { ref })}
      note={text('past.note')}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      beside={past.data && <PersonLabel person={past.data.person} />}
      actions={past.data && <ListPrint what="past" rows={1} caseRef={ref} />}
    >
      {moments.isPending && <Loading rows={4} />}
      {moments.error && <Trouble error={moments.error} onRetry={() => void moments.refetch()} />}
      {moments.data && (
        <PickMoment
          key={at ?? ''}
          caseRef={ref}
          at={at}
          since={moments.data.since}
          now={moments.data.now}
          error={refused ? past.error : null}
        />
      )}
      {at !== undefined && past.isPending && moments.data && <Loading rows={9} />}
      {past.error && !refused && !moments.error && (
        <Trouble error={past.error} onRetry={() => void past.refetch()} />
      )}
      {past.data && <Then past={past.data} />}
      {moments.data && <Moments caseRef={ref} moments={moments.data.moments} chosen={at} />}
    </Page>
  )
}

/** Everything of that moment, under a line that nobody can overlook. */
function Then({ past }: { past: AsKnown }) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <div className={styles.banner} role="status">
        <p>
          <strong>{text('past.banner', { date: format.longMoment(past.at) })}</strong>{' '}
          {text('past.banner-note')}
        </p>
        <Link to="/cases/$ref" params={{ ref: past.ref }} data-no-print>
          {text('past.to-today')}
        </Link>
      </div>
      <PastFacts past={past} />
      <SinceThen past={past} />
      <PastLanes past={past} />
      <PastMilestones past={past} />
      <PastTable past={past} />
      <PastItems past={past} />
    </>
  )
}
