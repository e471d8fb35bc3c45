import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Unbound, useBound } from '../../../web/parts/bound.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { ExportMenu } from '../../../web/parts/export-menu.tsx'
import { ListPrint } from '../../../web/parts/list-print.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { CaseFilters } from './cases/case-filters.tsx'
import { CaseTable } from './cases/case-table.tsx'
import styles from './cases/cases.module.css'
import { type CasesFilter, casesQuery, isNarrowed, useCasesFilter } from './cases/cases-query.ts'
import { SavedFilters } from './cases/saved-filters.tsx'

const WHOLE_REFERENCE = /^[A-Z]{1,4}-\d{1,9}$/

/** The cases on which I or my desks sit, narrowed as I like, on paper and in a file alike. */
export function Cases() {
  const text = useText()
  const { filter, change, open, untouched } = useCasesFilter()
  const list = useInfiniteQuery(casesQuery(filter))
  const shown = list.data?.pages.flatMap((page) => page.cases) ?? []
  return (
    <Page
      title={text('cases.title')}
      note={text('cases.note')}
      actions={
        <>
          <ExportMenu list="cases" filter={filter} />
          <ListPrint what="cases" rows={shown.length} />
        </>
      }
    >
      <SavedFilters filter={filter} untouched={untouched} open={open} />
      <CaseFilters filter={filter} change={change} />
      {list.isPending && <Loading rows={9} />}
      {list.isError && !list.data && (
        <Trouble error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data && (
        <div aria-busy={list.isPlaceholderData || undefined}>
          {shown.length > 0 && <CaseTable rows={shown} />}
          {shown.length === 0 && <NoCases filter={filter} more={list.hasNextPage} />}
          <div className={styles.more}>
            {list.isFetchNextPageError && (
              <Trouble error={list.error} onRetry={() => void list.fetchNextPage()} />
            )}
            {list.hasNextPage && !list.isFetchNextPageError && (
              <Button
                variant="default"
                data-no-print
                loading={list.isFetchingNextPage}
                disabled={list.isPlaceholderData}
                onClick={() => void list.fetchNextPage()}
              >
                {text('cases.more')}
              </Button>
            )}
            <p className="tc-note tc-dense" role="status">
              {shown.length > 0 &&
                text(list.hasNextPage ? 'cases.shown' : 'cases.shown-all', { count: shown.length })}
            </p>
          </div>
        </div>
      )}
    </Page>
  )
}

/** Nothing fits, or there is no case at all: two different things. */
function NoCases({ filter, more }: { filter: CasesFilter; more: boolean }) {
  const text = useText()
  const { ref } = filter
  const bound = useBound(!isNarrowed(filter))
  if (!bound) return <Unbound />
  if (ref && WHOLE_REFERENCE.test(ref)) {
    return <Empty link={<AllCases />}>{text('cases.none.ref', { ref })}</Empty>
  }
  if (isNarrowed(filter)) {
    return (
      <Empty next={more && text('cases.none.narrowed-more')} link={<AllCases />}>
        {text('cases.none.narrowed')}
      </Empty>
    )
  }
  return (
    <Empty
      next={text('cases.none.next')}
      link={<Link to="/handovers">{text('cases.none.handovers')}</Link>}
    >
      {text('cases.none')}
    </Empty>
  )
}

function AllCases() {
  const text = useText()
  return (
    <Link to="/cases" search={{ order: 'release' }}>
      {text('cases.none.show-all')}
    </Link>
  )
}
