import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import styles from './directory/directory.module.css'
import { servicesQuery, useServiceFilter } from './directory/directory-queries.ts'
import { ServiceFilters } from './directory/service-filters.tsx'
import { ServiceTable } from './directory/service-table.tsx'

const PAUSE_MS = 250

/** What helps in this place: found by words, part of life, language, cost and place. */
export function Services() {
  const text = useText()
  const { filter, change } = useServiceFilter()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const list = useInfiniteQuery(servicesQuery(filter, wanted))
  const first = list.data?.pages[0]
  const services = list.data?.pages.flatMap((page) => page.services) ?? []
  const narrowed = wanted !== '' || Object.values(filter).some((part) => part !== undefined)
  return (
    <Page
      title={text('services.title')}
      note={text('services.note')}
      actions={
        !list.isPending && <Actions mayCreate={first?.mayCreate} mayImport={first?.mayImport} />
      }
    >
      <ServiceFilters
        filter={filter}
        change={change}
        typed={typed}
        onType={setTyped}
        list={first}
      />
      {list.isPending && <Loading rows={9} />}
      {list.isError && !list.data && (
        <Trouble error={list.error} onRetry={() => void list.refetch()} />
      )}
      {first && (
        <div aria-busy={list.isPlaceholderData || undefined}>
          <p className={`tc-note tc-dense ${styles.counted}`} role="status">
            {first.count > 0 && text('services.count', { count: first.count })}
          </p>
          {services.length > 0 && <ServiceTable services={services} />}
          {services.length === 0 && (
            <Empty next={text(narrowed ? 'services.none-fits-next' : 'services.none-next')}>
              {text(narrowed ? 'services.none-fits' : 'services.none')}
            </Empty>
          )}
          {list.hasNextPage && (
            <div className={styles.more}>
              <Button
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {text('services.more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Page>
  )
}

interface ActionsProps {
  mayCreate: boolean | undefined
  mayImport: boolean | undefined
}

function Actions({ mayCreate, mayImport }: ActionsProps) {
  const text = useText()
  return (
    <>
      <PrintButton />
      <Button variant="default" component={Link} to="/services/exchange">
        {text(mayImport ? 'services.exchange.open' : 'services.exchange.open-export')}
      </Button>
      {mayCreate && (
        <Button component={Link} to="/services/new">
          {text('services.add')}
        </Button>
      )}
    </>
  )
}
