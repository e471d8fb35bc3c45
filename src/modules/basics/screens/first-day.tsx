import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../../web/api.ts'
import { firstDayQuery } from '../../../web/first-day.ts'
import { isSettled } from '../../../web/parts/basic-words.tsx'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { OnDuty } from '../../../web/parts/on-duty.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { FirstDay as Data } from '../contract.ts'
import { BasicRow } from './first-day/basic-row.tsx'
import { Circumstances, ToldList } from './first-day/told-list.tsx'
import { useMinutesSince } from './first-day/use-minutes.ts'
import { PrintSheetButton } from './wing/print-sheet-button.tsx'

/** The first day of somebody: five basics, bed first, and who was told. */
export function FirstDay() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const { data, error, refetch } = useQuery(firstDayQuery(ref))
  const crumbs = [
    { label: text('timeline.case.crumb'), to: '/cases' },
    { label: ref, to: `/cases/${ref}` },
  ]
  if (!data) {
    return (
      <Page title={text('basics.title')} crumbs={crumbs}>
        {!error && <Loading rows={7} />}
        {error instanceof ApiProblem && error.status === 404 && (
          <Empty link={<Link to="/cases">{text('timeline.case.unseen-link')}</Link>}>
            {text('timeline.case.unseen')}
          </Empty>
        )}
        {error && !(error instanceof ApiProblem && error.status === 404) && (
          <Trouble error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={text('basics.page', { ref })}
      crumbs={crumbs}
      beside={<PersonLabel person={data.person} />}
      actions={
        <>
          <PrintSheetButton wish={{ kind: 'released', ref }} label={text('basics.sheet.print')} />
          {!data.unplanned && data.mayRecord && <Press caseRef={ref} />}
        </>
      }
      rail={<Rail day={data} />}
    >
      <Head day={data} />
      <Section title={text('basics.title')}>
        <ul className="tc-list">
          {data.basics.map((line) => (
            <BasicRow key={line.basic} line={line} caseRef={ref} mayRecord={data.mayRecord} />
          ))}
        </ul>
      </Section>
    </Page>
  )
}

function Press({ caseRef }: { caseRef: string }) {
  const text = useText()
  return (
    <Button
      renderRoot={(props) => <Link to="/released-today" search={{ ref: caseRef }} {...props} />}
    >
      {text('basics.button')}
    </Button>
  )
}

/** How long it has been known, and what is still open. Agencies are timed here, never the person. */
function Head({ day }: { day: Data }) {
  const text = useText()
  const format = useFormat()
  const minutes = useMinutesSince(day.unplanned?.knownAt)
  const open = day.basics.filter((line) => line.view === 'full' && !isSettled(line))
  const list = format.list(open.map(({ basic }) => text(`basics.within.${basic}`)))
  const sentence =
    open.length === 0
      ? text('basics.all-settled')
      : text('basics.still-open', { count: open.length, list })
  if (!day.unplanned || minutes === null) {
    const { on } = day.release
    const note = on ? text('basics.release-on', { day: format.date(on) }) : undefined
    return <Sentence note={note}>{sentence}</Sentence>
  }
  return (
    <Sentence
      note={text('basics.followed', {
        name: day.unplanned.recordedBy,
        moment: format.moment(day.unplanned.until),
      })}
    >
      {text('basics.known-for', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}{' '}
      {sentence}
    </Sentence>
  )
}

function Rail({ day }: { day: Data }) {
  return (
    <>
      {day.unplanned && (
        <ToldList told={day.unplanned.told} release={day.unplanned.id} caseRef={day.ref} />
      )}
      {day.unplanned && <Circumstances said={day.unplanned.circumstances} />}
      <OnDuty />
    </>
  )
}
