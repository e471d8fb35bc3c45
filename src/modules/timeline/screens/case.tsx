import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../../web/api.ts'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { AskAndEmergency } from '../../../web/shell/ask-links.tsx'
import { useText } from '../../../web/words.ts'
import styles from './case/case.module.css'
import { CaseFacts, CaseReaders } from './case/case-head.tsx'
import { caseQuery, continuityQuery } from './case/case-queries.ts'
import { CoverLines } from './case/cover-lines.tsx'
import { Overview } from './case/overview.tsx'
import { PrintCase } from './case/print-case.tsx'
import { ReleaseDayNote } from './release-day/release-day-note.tsx'

/** One case: who is accountable on any day, what is missing, and everything to close it. */
export function Case() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const detail = useQuery(caseQuery(ref))
  const continuity = useQuery(continuityQuery(ref))
  const crumbs = [{ label: text('timeline.case.crumb'), to: '/cases' }]
  const error = detail.error ?? continuity.error
  if (error && isUnseen(error)) return <Unseen />
  if (!detail.data || !continuity.data) {
    return (
      <Page title={ref} crumbs={crumbs}>
        {error ? (
          <Trouble
            error={error}
            what={text('timeline.case.not-loaded')}
            onRetry={() => {
              void detail.refetch()
              void continuity.refetch()
            }}
          />
        ) : (
          <Loading rows={9} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={ref}
      crumbs={crumbs}
      beside={
        <span className={styles.beside}>
          <PersonLabel person={detail.data.person} />
          <Chip state="stage">{text(`timeline.case.stage.${detail.data.stage}`)}</Chip>
        </span>
      }
      actions={
        <>
          <CaseReaders detail={detail.data} />
          <ToThePast caseRef={ref} />
          <PrintCase caseRef={ref} />
        </>
      }
    >
      <CoverLines cover={detail.data.cover} />
      <CaseFacts detail={detail.data} today={continuity.data.today} />
      {continuity.data.releaseDay && continuity.data.release.on && (
        <ReleaseDayNote
          caseRef={ref}
          on={continuity.data.release.on}
          day={continuity.data.releaseDay}
        />
      )}
      <Overview key={ref} detail={detail.data} continuity={continuity.data} />
    </Page>
  )
}

/** The case as it was known at a moment (AU4). */
function ToThePast({ caseRef }: { caseRef: string }) {
  const text = useText()
  const navigate = useNavigate()
  return (
    <Button
      variant="default"
      leftSection={<IconHistory size={16} stroke={1.75} aria-hidden />}
      onClick={() => void navigate({ to: '/cases/$ref/as-known', params: { ref: caseRef } })}
    >
      {text('past.open')}
    </Button>
  )
}

const isUnseen = (error: unknown) => error instanceof ApiProblem && error.status === 404

/** The same words for a case without a seat and for one that does not exist: nothing is confirmed. */
function Unseen() {
  const text = useText()
  return (
    <Page title={text('timeline.case.crumb')} crumbs={[]}>
      <Empty
        next={text('timeline.case.unseen-note')}
        link={<Link to="/cases">{text('timeline.case.unseen-link')}</Link>}
      >
        {text('timeline.case.unseen')}
      </Empty>
      <AskAndEmergency />
    </Page>
  )
}
