import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { agenciesQuery } from '../../../web/agencies.ts'
import { todayHere } from '../../../web/format.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Received as Answer, ReceivedQuery } from '../share-contract.ts'
import { isUnseen, UnseenCase } from './case/unseen.tsx'
import styles from './sharing.module.css'
import { receivedQuery } from './sharing-queries.ts'

/** "What did agency X receive about Y in March?" */
export function Received() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [asked, setAsked] = useState<ReceivedQuery | null>(null)
  const found = useQuery(receivedQuery(ref, asked))
  if (isUnseen(found.error)) return <UnseenCase />
  return (
    <Page
      title={text('sharing.received.title', { ref })}
      note={text('sharing.received.note')}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
        { label: text('sharing.shares.link'), to: `/cases/${ref}/sharing` },
      ]}
    >
      <Ask onAsk={setAsked} />
      {asked && found.isPending && <Loading rows={4} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Rows answer={found.data} />}
    </Page>
  )
}

function Ask({ onAsk }: { onAsk: (query: ReceivedQuery) => void }) {
  const text = useText()
  const agencies = useQuery(agenciesQuery).data ?? []
  const [agency, setAgency] = useState('')
  const [from, setFrom] = useState(`${todayHere().slice(0, 8)}01`)
  const [until, setUntil] = useState(todayHere())
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = Number(agency || agencies[0]?.id)
    const days = from && until && from <= until
    setWrong(!days)
    if (chosen && days) onAsk({ agency: chosen, from, until })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate data-no-print>
      <NativeSelect
        label={text('sharing.received.agency')}
        value={agency}
        data={agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(event) => setAgency(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <TextInput
          type="date"
          label={text('sharing.received.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={text('sharing.received.until')}
          min={from}
          error={wrong && text('sharing.received.days-wrong')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <div className={styles.buttons}>
        <Button type="submit">{text('sharing.received.show')}</Button>
      </div>
    </form>
  )
}

function Rows({ answer }: { answer: Answer }) {
  const text = useText()
  const format = useFormat()
  const { rows } = answer
  const period = {
    agency: answer.agency.name,
    from: format.date(answer.from),
    until: format.date(answer.until),
  }
  return (
    <Section title={text('sharing.received.result', period)}>
      {rows.length === 0 && <Empty>{text('sharing.received.none')}</Empty>}
      {rows.length > 0 && (
        <DataTable
          caption={text('sharing.received.result', period)}
          head={(['item', 'owner', 'road', 'days', 'opened'] as const).map((column) => (
            <th key={column} scope="col">
              {text(`sharing.received.${column}`)}
            </th>
          ))}
        >
          {rows.map((row) => (
            <tr key={`${row.item}-${row.version}-${row.by}-${row.share}-${row.from}`}>
              <th scope="row">
                {text('sharing.item.line', {
                  category: text(`agreements.categories.${row.category}`),
                  kind: text(`sharing.item.kind.${row.kind}`),
                  version: row.version,
                })}
              </th>
              <td data-label={text('sharing.received.owner')}>
                <AgencyBadge agency={row.owner} withName />
              </td>
              <td data-label={text('sharing.received.road')}>
                {text(`sharing.received.by.${row.by}`)}
              </td>
              <td data-label={text('sharing.received.days')}>
                {text('sharing.received.period', {
                  from: format.date(row.from),
                  until: row.until ? format.date(row.until) : '',
                })}
              </td>
              <td data-label={text('sharing.received.opened')}>
                {text('sharing.received.times', { count: row.opened })}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  )
}
