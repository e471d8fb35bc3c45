import { Button } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { confirmRegime, readRegimes, withdrawRegime } from '../../../web/client.gen.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Regimes as Read } from '../regime-contract.ts'
import { RegimeForm } from './regimes/regime-form.tsx'
import styles from './rights.module.css'

type Change = Read['changes'][number]

const regimesQuery = (ref: string) =>
  queryOptions({
    queryKey: ['regimes', ref],
    queryFn: ({ signal }) => readRegimes({ path: { ref } }, { signal }),
    meta: { live: ['case'] },
  })

/** What passed from one law to the other on a case: who decided, when, on what basis; and a new decision. */
export function Regimes() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [deciding, setDeciding] = useState(false)
  const found = useQuery(regimesQuery(ref))
  const read = found.data
  return (
    <Page
      title={text('rights.regimes.title', { ref })}
      note={text('rights.regimes.note')}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      actions={
        read?.acts &&
        read.items.length > 0 &&
        !deciding && (
          <Button variant="default" onClick={() => setDeciding(true)}>
            {text('rights.regimes.new')}
          </Button>
        )
      }
    >
      {found.isPending && <Loading rows={5} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {read && deciding && (
        <Section title={text('rights.regimes.new')}>
          <RegimeForm read={read} onClose={() => setDeciding(false)} />
        </Section>
      )}
      {read && (
        <Section title={text('rights.regimes.decided')}>
          {read.changes.length === 0 && <Empty>{text('rights.regimes.none')}</Empty>}
          <ul className={styles.recipients}>
            {read.changes.map((change) => (
              <Decision key={change.id} change={change} caseRef={ref} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function Decision({ change, caseRef }: { change: Change; caseRef: string }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (what: typeof confirmRegime | typeof withdrawRegime) =>
      what({ path: { id: change.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['regimes', caseRef] }),
  })
  const waits = change.special && !change.confirmedAt
  const day = (at: string) => format.dateOf(at)
  return (
    <li>
      <p>
        <AgencyBadge agency={change.owner} withName />{' '}
        {text('rights.regimes.line', {
          count: change.items,
          category: text(`agreements.categories.${change.category}`),
          to: text(`editions.regime.${change.to}`),
          law: change.law,
        })}{' '}
        {change.withdrawnAt && <Chip state="neutral">{text('rights.regimes.withdrawn')}</Chip>}
        {!change.withdrawnAt && waits && <Chip state="due">{text('rights.regimes.waits')}</Chip>}
      </p>
      <p className="tc-note">
        {text('rights.regimes.by', { name: change.decidedBy ?? '', date: day(change.decidedAt) })}{' '}
        {change.confirmedAt &&
          text('rights.regimes.confirmed-by', {
            name: change.confirmedBy ?? '',
            date: day(change.confirmedAt),
          })}{' '}
        {change.withdrawnAt &&
          text('rights.regimes.withdrawn-by', {
            name: change.withdrawnBy ?? '',
            date: day(change.withdrawnAt),
          })}
      </p>
      <p>{text('rights.regimes.necessity-said', { words: change.necessity })}</p>
      <p>{text('rights.regimes.proportionality-said', { words: change.proportionality })}</p>
      {act.error && <Trouble error={act.error} what={text('rights.items.not-saved')} />}
      {change.mine && !change.withdrawnAt && (
        <div className={styles.recipient}>
          {waits && !change.own && (
            <Button size="xs" loading={act.isPending} onClick={() => act.mutate(confirmRegime)}>
              {text('rights.regimes.confirm')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            loading={act.isPending}
            onClick={() => act.mutate(withdrawRegime)}
          >
            {text('rights.regimes.withdraw')}
          </Button>
        </div>
      )}
    </li>
  )
}
