import { Button, NativeSelect } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Segmented } from '../../../web/parts/segmented.tsx'
import { Together } from '../../../web/parts/together.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import type { ListSearch } from '../../../web/search-params.ts'
import { useText } from '../../../web/words.ts'
import { importsQuery } from './import-list/use-import.ts'
import { NoticeTable } from './notices/notice-table.tsx'
import styles from './notices/notices.module.css'
import { type NoticesFilter, noticesQuery, spans } from './notices/notices-queries.ts'
import { WaitingDeliveries } from './notices/waiting-deliveries.tsx'

/** Who was announced by a prison and has no case: each becomes one by a decision, or is erased. */
export function Notices() {
  const text = useText()
  const filter: NoticesFilter = useSearch({ from: '/desk/notices' })
  const list = useInfiniteQuery(noticesQuery(filter))
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? []
  return (
    <Page
      title={text('notices.title')}
      note={text('notices.note')}
      actions={
        <Button
          variant="default"
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
          renderRoot={(props) => <Link to="/releases/import" {...props} />}
        >
          {text('notices.import')}
        </Button>
      }
    >
      <Together rows={8}>
        <WaitingDeliveries />
        <Filters filter={filter} />
        {list.isPending && <Loading rows={8} />}
        {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && notices.length === 0 && <NoNotices filter={filter} />}
        {notices.length > 0 && (
          <div aria-busy={list.isPlaceholderData || undefined} className={styles.list}>
            <NoticeTable notices={notices} />
          </div>
        )}
        {list.hasNextPage && (
          <Button
            variant="default"
            mt={16}
            loading={list.isFetchingNextPage}
            disabled={list.isPlaceholderData}
            onClick={() => void list.fetchNextPage()}
          >
            {text('notices.more')}
          </Button>
        )}
      </Together>
    </Page>
  )
}

function Filters({ filter }: { filter: NoticesFilter }) {
  const text = useText()
  const navigate = useNavigate()
  const prisons = useQuery({ ...importsQuery, retry: false }).data?.prisons ?? []
  const change = (part: Partial<ListSearch>) =>
    void navigate({ to: '/notices', search: { ...filter, ...part }, replace: true })
  return (
    <search className={styles.filters} aria-label={text('notices.filter.label')} data-no-print>
      <Segmented
        label={text('notices.filter.time')}
        value={String(filter.weeks ?? 0)}
        options={spans.map((weeks) => ({
          value: String(weeks),
          label: text('notices.filter.weeks', { weeks }),
        }))}
        onChange={(weeks) => change({ weeks: Number(weeks) || undefined })}
      />
      <NativeSelect
        aria-label={text('notices.filter.prison')}
        value={filter.prison === undefined ? '' : String(filter.prison)}
        data={[
          { value: '', label: text('notices.filter.prison-all') },
          ...prisons.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(event) => change({ prison: Number(event.currentTarget.value) || undefined })}
      />
      <NativeSelect
        aria-label={text('notices.filter.residence')}
        value={filter.residence ?? ''}
        data={['', 'unknown', 'city'].map((value) => ({
          value,
          label: text(`notices.filter.residence-${value || 'all'}`),
        }))}
        onChange={(event) => change({ residence: event.currentTarget.value || undefined })}
      />
    </search>
  )
}

function NoNotices({ filter }: { filter: NoticesFilter }) {
  const text = useText()
  const narrowed = filter.weeks || filter.prison || filter.residence
  if (narrowed) {
    return (
      <Empty link={<Link to="/notices">{text('notices.show-all')}</Link>}>
        {text('notices.none-here')}
      </Empty>
    )
  }
  return (
    <Empty
      next={text('notices.none-next')}
      link={<Link to="/releases/import">{text('notices.import')}</Link>}
    >
      {text('notices.none')}
    </Empty>
  )
}
