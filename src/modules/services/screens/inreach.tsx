import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { DomainName } from '../../../web/parts/domain.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Segmented } from '../../../web/parts/segmented.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { Session } from '../inreach-contract.ts'
import styles from './directory/directory.module.css'
import { AskForSession } from './inreach/ask-for-session.tsx'
import { type Box, sessionsQuery } from './inreach/inreach-queries.ts'
import { MonthCounts } from './inreach/month-counts.tsx'
import { SessionState, useWhen } from './inreach/session-words.tsx'

const boxes = ['open', 'planned', 'past'] as const

/** Sessions of outside services inside a prison: what is asked, what is planned, what came of it. */
export function Inreach() {
  const text = useText()
  const [box, setBox] = useState<Box>('open')
  const [asking, setAsking] = useState(false)
  const list = useQuery(sessionsQuery(box))
  const { data } = list
  return (
    <Page
      title={text('inreach.title')}
      note={text('inreach.note')}
      crumbs={[{ to: '/services', label: text('services.title') }]}
      rail={<MonthCounts />}
      actions={
        data?.mayAsk &&
        data.prisons.length > 0 && (
          <Button onClick={() => setAsking(true)}>{text('inreach.ask.open')}</Button>
        )
      }
    >
      <div className={styles.filters} data-no-print>
        <Segmented
          label={text('inreach.boxes')}
          value={box}
          options={boxes.map((value) => ({ value, label: text(`inreach.box.${value}`) }))}
          onChange={setBox}
        />
      </div>
      {list.isPending && <Loading rows={5} />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {data?.sessions.length === 0 && <Empty>{text(`inreach.none.${box}`)}</Empty>}
      {data && data.sessions.length > 0 && <Sessions sessions={data.sessions} />}
      {asking && data && <AskForSession prisons={data.prisons} onClose={() => setAsking(false)} />}
    </Page>
  )
}

const columns = ['session', 'when', 'domain', 'state'] as const

function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const text = useText()
  const when = useWhen()
  return (
    <DataTable
      caption={text('inreach.caption')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`inreach.columns.${column}`)}
        </th>
      ))}
    >
      {sessions.map((session) => (
        <tr key={session.id}>
          <th scope="row">
            <Link to="/services/in-reach/$id" params={{ id: session.id }}>
              {session.topic}
            </Link>
            <span className={styles.under}>
              {text('inreach.between', {
                asking: session.asking.name,
                prison: session.prison.name,
              })}
            </span>
          </th>
          <td data-label={text('inreach.columns.when')}>{when(session)}</td>
          <td data-label={text('inreach.columns.domain')}>
            <DomainName domain={session.domain} />
          </td>
          <td data-label={text('inreach.columns.state')}>
            <SessionState session={session} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
