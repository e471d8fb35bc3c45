import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Breach as Read } from '../breach-contract.ts'
import type { LogUse } from '../contract.ts'
import { Accounts } from './breaches/account.tsx'
import { breachQuery } from './breaches/breach-queries.ts'
import { ClockChip, isOverdue } from './breaches/clock.tsx'
import { Extents } from './breaches/extent.tsx'
import { Reports } from './breaches/reports.tsx'
import { Tellings } from './breaches/tellings.tsx'
import { AskUse } from './parts/ask-use.tsx'
import { asksUse } from './review-queries.ts'

/** One breach: its clock, what was said, whom the log names, what was reported, who was told. */
export function Breach() {
  const { id = '' } = useParams({ strict: false })
  const text = useText()
  const [use, setUse] = useState<LogUse | null>(null)
  const found = useQuery(breachQuery(id, use))
  const breach = found.data
  return (
    <Page
      title={
        breach
          ? text('breaches.one', { number: breach.number, agency: breach.agency.name })
          : text('breaches.title')
      }
      crumbs={[{ label: text('breaches.title'), to: '/privacy/breaches' }]}
      beside={breach && <ClockChip breach={breach} />}
    >
      {found.isPending && <Loading rows={8} />}
      {asksUse(found.error) && <AskUse onUse={setUse} />}
      {found.error && !breach && !asksUse(found.error) && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {breach && <Content breach={breach} />}
    </Page>
  )
}

function Content({ breach }: { breach: Read }) {
  const text = useText()
  return (
    <>
      <Sentence note={text('review.use.said', { use: text(`review.use.${breach.use}`) })}>
        <Clock breach={breach} />
      </Sentence>
      <p data-no-print>
        <Link to="/privacy/breaches/$id/report" params={{ id: breach.id }}>
          {text('breaches.paper.open')}
        </Link>
      </p>
      <Accounts breach={breach} />
      <Extents breach={breach} />
      <Reports breach={breach} />
      <Tellings breach={breach} />
    </>
  )
}

/** The hour at which the report is due, by the clock of the city, and whether it is past. */
function Clock({ breach }: { breach: Read }) {
  const text = useText()
  const format = useFormat()
  const when = format.longMoment(breach.dueAt)
  if (breach.closedAt)
    return text('breaches.said.closed', {
      day: format.dateOf(breach.closedAt),
      name: breach.closedBy ?? '',
    })
  if (isOverdue(breach)) return text('breaches.said.late', { when })
  return text(breach.phase === null ? 'breaches.said.due' : 'breaches.said.entered', { when })
}
