import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { recordBreach } from '../../../web/client.gen.ts'
import { useMadeOnce } from '../../../web/idempotency.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead, EntryNote } from '../../../web/parts/entries.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { BreachAccount, BreachLine, Breaches as Read } from '../breach-contract.ts'
import { AccountForm } from './breaches/account-form.tsx'
import { breachesQuery } from './breaches/breach-queries.ts'
import { ClockChip, isOverdue, kindsOf } from './breaches/clock.tsx'
import styles from './review.module.css'

/** The breach register: what is open first, with the hour at which it is due. */
export function Breaches() {
  const text = useText()
  const found = useQuery(breachesQuery)
  const [recording, setRecording] = useState(false)
  const read = found.data
  return (
    <Page
      title={text('breaches.title')}
      note={text('breaches.note')}
      crumbs={read?.mayRecord ? [{ label: text('web.nav.privacy'), to: '/privacy' }] : []}
      actions={
        read?.mayRecord &&
        !recording && <Button onClick={() => setRecording(true)}>{text('breaches.record')}</Button>
      }
    >
      {found.isPending && <Loading rows={6} />}
      {found.error && !read && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {read && recording && <Record read={read} onLeave={() => setRecording(false)} />}
      {read && <Content read={read} />}
    </Page>
  )
}

function Record({ read, onLeave }: { read: Read; onLeave: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const once = useMadeOnce()
  const save = async (account: BreachAccount, agencyId: number) => {
    const { id } = await once((options) =>
      recordBreach({ body: { agencyId, ...account } }, options),
    )
    await client.invalidateQueries({ queryKey: ['breaches'] })
    void toast(text('breaches.recorded'))
    await navigate({ to: '/privacy/breaches/$id', params: { id } })
  }
  return (
    <Section title={text('breaches.record')} note={text('breaches.record-note')}>
      <div className={styles.block}>
        <AccountForm
          agencies={read.concerned}
          send={text('breaches.record-send')}
          save={save}
          onLeave={onLeave}
        />
      </div>
    </Section>
  )
}

function Content({ read }: { read: Read }) {
  const text = useText()
  const open = read.breaches.filter(({ closedAt }) => closedAt === null)
  const closed = read.breaches.filter(({ closedAt }) => closedAt !== null)
  return (
    <>
      <Sentence note={text(`breaches.scope.${read.mayRecord ? read.scope : 'auditor'}`)}>
        {text('breaches.sentence', { open: open.length, late: open.filter(isOverdue).length })}
      </Sentence>
      <Section title={text('breaches.open')}>
        {open.length === 0 && <Empty>{text('breaches.none-open')}</Empty>}
        <Lines breaches={open} />
      </Section>
      <Section title={text('breaches.done')}>
        {closed.length === 0 && <Empty>{text('breaches.none-closed')}</Empty>}
        <Lines breaches={closed} />
      </Section>
      {read.told.length > 0 && <Told told={read.told} />}
    </>
  )
}

function Lines({ breaches }: { breaches: readonly BreachLine[] }) {
  const text = useText()
  const format = useFormat()
  return (
    <Entries>
      {breaches.map((breach) => (
        <Entry key={breach.id}>
          <EntryHead>
            <AgencyBadge agency={breach.agency} />
            <Link to="/privacy/breaches/$id" params={{ id: breach.id }}>
              {text('breaches.one', { number: breach.number, agency: breach.agency.name })}
            </Link>
            <ClockChip breach={breach} />
          </EntryHead>
          <EntryNote>
            {text('breaches.under', {
              kinds: kindsOf(breach.kinds, text, format.list),
              when: format.longMoment(breach.awareAt),
            })}
          </EntryNote>
        </Entry>
      ))}
    </Entries>
  )
}

/** Breaches of other agencies: that they are there and whom to ask; no more is told. */
function Told({ told }: { told: Read['told'] }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section title={text('breaches.told.title')} note={text('breaches.told.note')}>
      <Entries>
        {told.map((one) => (
          <Entry key={one.id}>
            <EntryHead>
              <AgencyBadge agency={one.agency} withName />
              <span>
                {text('breaches.under', {
                  kinds: kindsOf(one.kinds, text, format.list),
                  when: format.longMoment(one.awareAt),
                })}
              </span>
            </EntryHead>
            <EntryNote>
              {text('breaches.told.by', { name: one.by, when: format.moment(one.toldAt) })}
            </EntryNote>
          </Entry>
        ))}
      </Entries>
    </Section>
  )
}
