import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../../web/api.ts'
import { logLogPrint } from '../../../web/client.gen.ts'
import { download } from '../../../web/download.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { toast } from '../../../web/toast.tsx'
import { useText } from '../../../web/words.ts'
import type { LogFilter, LogUse, CaseLog as Read } from '../contract.ts'
import { AskUse } from './parts/ask-use.tsx'
import { LogFilters } from './parts/log-filters.tsx'
import { LogTable } from './parts/log-table.tsx'
import { asksUse, caseLogQuery } from './review-queries.ts'

/** Who looked at a case, when, for which agency and what for. */
export function CaseLog() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  // An auditor reads here; paper and files are handed out by the officer.
  const mayTake = !useSession()?.functions.includes('auditor')
  const [use, setUse] = useState<LogUse | null>(null)
  const [filter, setFilter] = useState<LogFilter>({})
  const log = useInfiniteQuery(caseLogQuery(ref, filter, use))
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? []
  const first = log.data?.pages[0]
  return (
    <Page
      title={text('review.log.title', { ref })}
      note={text('review.log.note')}
      crumbs={first?.scope === 'looks' ? crumbsOf(ref, text('timeline.case.crumb')) : []}
      actions={mayTake && first && <Leaves caseRef={ref} filter={filter} rows={rows.length} />}
    >
      {log.isPending && <Loading rows={8} />}
      {asksUse(log.error) && <AskUse onUse={setUse} />}
      {log.error && !log.data && !asksUse(log.error) && (
        <Trouble error={log.error} onRetry={() => void log.refetch()} />
      )}
      {first && (
        <>
          <Said read={first} />
          <Section title={text('review.log.section')}>
            <LogFilters filter={filter} change={setFilter} rows={rows} />
            {rows.length === 0 ? (
              <Empty>{text('review.log.none')}</Empty>
            ) : (
              <LogTable rows={rows} pick={(member) => setFilter({ ...filter, member })} />
            )}
            {log.hasNextPage && (
              <Button
                mt={12}
                variant="default"
                loading={log.isFetchingNextPage}
                onClick={() => void log.fetchNextPage()}
                data-no-print
              >
                {text('review.log.more')}
              </Button>
            )}
          </Section>
        </>
      )}
    </Page>
  )
}

const crumbsOf = (ref: string, cases: string) => [
  { label: cases, to: '/cases' },
  { label: ref, to: `/cases/${ref}` },
]

/** How far the reader sees, and what they said they read it for. */
function Said({ read }: { read: Read }) {
  const text = useText()
  return (
    <Sentence note={text('review.use.said', { use: text(`review.use.${read.use}`) })}>
      {text(`review.log.scope.${read.scope}`)}
    </Sentence>
  )
}

/** On paper or as a file; both stand in the log before they leave. */
function Leaves({ caseRef, filter, rows }: { caseRef: string; filter: LogFilter; rows: number }) {
  const text = useText()
  const print = useMutation({
    mutationFn: () => logLogPrint({ path: { ref: caseRef }, body: { rows } }),
    onSuccess: () => window.print(),
  })
  const file = useMutation({
    mutationFn: () =>
      download(`/cases/${encodeURIComponent(caseRef)}/log/file${query({ ...filter })}`),
    onSuccess: () => void toast(text('web.export.done')),
  })
  return (
    <>
      <Button
        variant="default"
        loading={file.isPending}
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        onClick={() => file.mutate()}
      >
        {text('review.log.file')}
      </Button>
      <PrintButton busy={print.isPending} onPrint={() => print.mutate()} />
      {(print.error ?? file.error) && (
        <Trouble error={print.error ?? file.error} what={text('web.export.not-done')} />
      )}
    </>
  )
}
