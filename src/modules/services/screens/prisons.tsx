import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { PrisonBrief } from '../card-contract.ts'
import styles from './directory/directory.module.css'
import { Reviewed } from './directory/reviewed.tsx'
import { Phone } from './directory/service-facts.tsx'
import { prisonsQuery } from './prisons/prison-queries.ts'

const PAUSE_MS = 250
const columns = ['prison', 'contact', 'phone', 'hours', 'issues', 'reviewed'] as const

/** The prisons: who answers first, on which number, and what is open with them. */
export function Prisons() {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const list = useQuery(prisonsQuery(wanted))
  const prisons = list.data?.prisons ?? []
  return (
    <Page
      title={text('prisons.title')}
      note={text('prisons.note')}
      crumbs={[{ to: '/services', label: text('services.title') }]}
    >
      <search className={styles.filters} aria-label={text('prisons.search')} data-no-print>
        <TextInput
          className={styles.search}
          type="search"
          aria-label={text('prisons.search')}
          placeholder={text('prisons.search')}
          value={typed}
          maxLength={120}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      {list.isPending && <Loading rows={4} />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && prisons.length === 0 && (
        <Empty next={text(wanted ? 'prisons.none-fits-next' : 'prisons.none-next')}>
          {text(wanted ? 'prisons.none-fits' : 'prisons.none')}
        </Empty>
      )}
      {prisons.length > 0 && (
        <DataTable
          caption={text('prisons.caption')}
          head={columns.map((column) => (
            <th key={column} scope="col">
              {text(`prisons.columns.${column}`)}
            </th>
          ))}
        >
          {prisons.map((prison) => (
            <Row key={prison.prison.id} prison={prison} />
          ))}
        </DataTable>
      )}
    </Page>
  )
}

function Row({ prison: { prison, ...card } }: { prison: PrisonBrief }) {
  const text = useText()
  return (
    <tr className={card.overdue ? styles.old : undefined}>
      <th scope="row">
        <Link to="/services/prisons/$id" params={{ id: String(prison.id) }}>
          <AgencyBadge agency={prison} withName />
        </Link>
      </th>
      <td data-label={text('prisons.columns.contact')}>
        {card.contact || text('prisons.unknown')}
      </td>
      <td data-label={text('prisons.columns.phone')}>
        {card.phone ? <Phone number={card.phone} /> : text('prisons.unknown')}
      </td>
      <td data-label={text('prisons.columns.hours')}>{card.hours || text('prisons.unknown')}</td>
      <td data-label={text('prisons.columns.issues')}>
        {card.openIssues > 0 ? (
          <Chip state="due">{text('prisons.open-issues', { count: card.openIssues })}</Chip>
        ) : (
          text('prisons.no-open-issues')
        )}
      </td>
      <td data-label={text('prisons.columns.reviewed')}>
        <Reviewed on={card.reviewedOn} overdue={card.overdue} />
      </td>
    </tr>
  )
}
