import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFileImport } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../../web/parts/empty.tsx'
import { ExportMenu } from '../../../web/parts/export-menu.tsx'
import { ListPrint } from '../../../web/parts/list-print.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { ReleasedTodayButton } from '../../../web/parts/on-duty.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Together } from '../../../web/parts/together.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { mayOpen, useSession } from '../../../web/session.ts'
import { useText } from '../../../web/words.ts'
import type { ReleaseRow } from '../contract.ts'
import { PrintedFoot, PrintedHead } from './releases/printed.tsx'
import { ReleaseCards } from './releases/release-cards.tsx'
import { ReleaseCounts } from './releases/release-counts.tsx'
import { ReleaseFilters } from './releases/release-filters.tsx'
import { ReleaseTable } from './releases/release-table.tsx'
import styles from './releases/releases.module.css'
import {
  isNarrowed,
  type ReleasesFilter,
  releaseCountsQuery,
  releasesQuery,
  useReleasesFilter,
} from './releases/releases-query.ts'

/** On paper there is always room for the table, whatever the width of the sheet. */
const NARROW = 'screen and (max-width: 61.99em)'

/** Everybody who leaves prison in the chosen time, and what is still missing for each of them. */
export function Releases() {
  const text = useText()
  const session = useSession()
  const { filter, change } = useReleasesFilter()
  const list = useInfiniteQuery(releasesQuery(filter))
  const counts = useQuery(releaseCountsQuery(filter))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const first = list.data?.pages[0]
  return (
    <Page
      title={text('releases.title')}
      actions={
        <>
          <ReleasedTodayButton />
          {mayOpen(session, 'imports') && <ImportButton />}
          <ExportMenu list="releases" filter={filter} />
          <ListPrint what="releases" rows={rows.length} />
        </>
      }
    >
      <ReleaseFilters filter={filter} change={change} />
      <Together rows={9}>
        {list.isPending && <Loading rows={9} />}
        {list.isError && !first && (
          <Trouble error={list.error} onRetry={() => void list.refetch()} />
        )}
        {first && (
          <div aria-busy={list.isPlaceholderData || undefined} className={styles.list}>
            {counts.data && (
              <>
                <PrintedHead filter={filter} rows={rows} counts={counts.data} until={first.until} />
                <ReleaseCounts counts={counts.data} until={first.until} />
              </>
            )}
            {counts.isError && (
              <Trouble error={counts.error} onRetry={() => void counts.refetch()} />
            )}
            <Rows rows={rows} filter={filter} />
            <More list={list} shown={rows.length} />
            <PrintedFoot rows={rows} />
          </div>
        )}
      </Together>
    </Page>
  )
}

function ImportButton() {
  const text = useText()
  return (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
      renderRoot={(props) => <Link to="/releases/import" {...props} />}
    >
      {text('releases.import')}
    </Button>
  )
}

function Rows({ rows, filter }: { rows: readonly ReleaseRow[]; filter: ReleasesFilter }) {
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  if (rows.length === 0) return <NoReleases filter={filter} />
  return narrow ? <ReleaseCards rows={rows} /> : <ReleaseTable rows={rows} />
}

function NoReleases({ filter }: { filter: ReleasesFilter }) {
  const text = useText()
  const session = useSession()
  if (isNarrowed(filter)) {
    return (
      <Empty
        next={text('releases.none.narrowed-next')}
        link={
          <Link to="/releases" search={{ weeks: filter.weeks }}>
            {text('releases.none.show-all')}
          </Link>
        }
      >
        {text('releases.none.narrowed')}
      </Empty>
    )
  }
  return (
    <Empty
      next={text('releases.none.next')}
      link={
        mayOpen(session, 'imports') && <Link to="/releases/import">{text('releases.import')}</Link>
      }
    >
      {text('releases.none', { weeks: filter.weeks })}
    </Empty>
  )
}

interface MoreProps {
  list: Pick<
    ReturnType<typeof useInfiniteQuery>,
    'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'isPlaceholderData' | 'error'
  > & { fetchNextPage: () => unknown }
  shown: number
}

function More({ list, shown }: MoreProps) {
  const text = useText()
  const more = () => void list.fetchNextPage()
  return (
    <div className={styles.more} data-no-print>
      {list.isFetchNextPageError && <Trouble error={list.error} onRetry={more} />}
      {list.hasNextPage && !list.isFetchNextPageError && (
        <Button
          variant="default"
          loading={list.isFetchingNextPage}
          disabled={list.isPlaceholderData}
          onClick={more}
        >
          {text('releases.more')}
        </Button>
      )}
      {shown > 0 && (
        <p className="tc-note tc-dense">
          <span role="status">{text('releases.shown', { count: shown })}</span>{' '}
          {text('releases.links-note')}
        </p>
      )}
    </div>
  )
}
