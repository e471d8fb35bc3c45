import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { CaseRow } from '../contract.ts'
import { CaseFilters } from './cases/case-filters.tsx'
import { CaseTable } from './cases/case-table.tsx'
import styles from './cases/cases.module.css'
import { casesQuery, useCasesFilter } from './cases/cases-query.ts'

const WHOLE_REFERENCE = /^[A-Z]{1,4}-\d{1,9}$/

/** The cases on which I or my desks sit. What is typed narrows what is shown and never leaves the page. */
export function Cases() {
  const text = useText()
  const { filter, change } = useCasesFilter()
  const [typed, setTyped] = useState('')
  const list = useInfiniteQuery(casesQuery(filter))
  const all = list.data?.pages.flatMap((page) => page.cases) ?? []
  const wanted = typed.trim().toUpperCase()
  const shown = all.filter(({ ref }) => ref.includes(wanted))
  return (
    <Page title={text('cases.title')} note={list.data && text('cases.note')}>
      <CaseFilters filter={filter} change={change} typed={typed} onType={setTyped} />
      {list.isPending && <Loading rows={9} />}
      {list.isError && !list.data && (
        <Trouble error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data && (
        <div aria-busy={list.isPlaceholderData || undefined}>
          {shown.length > 0 && <CaseTable rows={shown} />}
          {shown.length === 0 && (
            <NoCases all={all} wanted={wanted} stage={filter.stage} more={list.hasNextPage} />
          )}
          <div className={styles.more}>
            {list.isFetchNextPageError && (
              <Trouble error={list.error} onRetry={() => void list.fetchNextPage()} />
            )}
            {list.hasNextPage && !list.isFetchNextPageError && (
              <Button
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {text('cases.more')}
              </Button>
            )}
            <p className="tc-note tc-dense" role="status">
              {all.length > 0 &&
                (wanted
                  ? text('cases.shown-of', { count: shown.length, all: all.length })
                  : text('cases.shown', { count: all.length }))}
            </p>
          </div>
        </div>
      )}
    </Page>
  )
}

interface NoCasesProps {
  all: readonly CaseRow[]
  wanted: string
  stage: string | undefined
  more: boolean
}

/** Nothing typed fits, nothing stands in this stage, or there is no case at all: three different things. */
function NoCases({ all, wanted, stage, more }: NoCasesProps) {
  const text = useText()
  if (wanted && all.length > 0) {
    return (
      <Empty
        next={more && text('cases.none.typed-more')}
        link={
          WHOLE_REFERENCE.test(wanted) && (
            <Link to="/cases/$ref" params={{ ref: wanted }}>
              {text('cases.none.open', { ref: wanted })}
            </Link>
          )
        }
      >
        {text('cases.none.typed', { wanted })}
      </Empty>
    )
  }
  if (stage) {
    return (
      <Empty
        link={
          <Link to="/cases" search={{}}>
            {text('cases.none.all-stages')}
          </Link>
        }
      >
        {text('cases.none.stage')}
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
