import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { PersonLabel } from '../../../../web/parts/case-link.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Transfer } from '../../contract.ts'
import styles from './deliveries.module.css'
import { useRefreshDeliveries } from './delivery-queries.ts'

/** Gone here, new there, and likely one person. Nothing is joined until somebody says so. */
export function ProposedTransfers({ transfers }: { transfers: readonly Transfer[] }) {
  const text = useText()
  return (
    <Section
      title={text('deliveries.transfers.title')}
      note={text('deliveries.transfers.count', { count: transfers.length })}
    >
      <p className={styles.explain}>{text('deliveries.transfers.why')}</p>
      <ul className={styles.questions}>
        {transfers.map((transfer) => (
          <Pair key={`${transfer.from.notice}-${transfer.to.notice}`} transfer={transfer} />
        ))}
      </ul>
    </Section>
  )
}

function Pair({ transfer }: { transfer: Transfer }) {
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshDeliveries()
  const { from, to, reasons } = transfer
  const answer = useMutation({
    mutationFn: (person: 'same' | 'other') =>
      api.post('/transfers', { from: from.notice, to: to.notice, person }, { ifMatch: to.version }),
    onSuccess: async (_nothing, person) => {
      await refresh()
      void toast(text(`deliveries.transfers.answered-${person}`))
    },
  })
  return (
    <li>
      <div className={styles.pair}>
        <Side side={from} title={text('deliveries.transfers.gone')} />
        <Side side={to} title={text('deliveries.transfers.new')} />
      </div>
      <p className="tc-note tc-dense">
        {format.list(reasons.map((reason) => text(`persons.reasons.${reason}`)))}
      </p>
      {answer.error && (
        <Trouble error={answer.error} what={text('deliveries.transfers.not-saved')} />
      )}
      <div className={styles.answers}>
        <Button
          size="compact-sm"
          variant="light"
          loading={answer.isPending}
          onClick={() => answer.mutate('same')}
        >
          {text('deliveries.transfers.same')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => answer.mutate('other')}>
          {text('deliveries.transfers.other')}
        </Button>
      </div>
    </li>
  )
}

function Side({ side, title }: { side: Transfer['from']; title: string }) {
  const text = useText()
  const format = useFormat()
  const { notice, prison, person, number, release } = side
  return (
    <div>
      <p className={styles.sideName}>{title}</p>
      <AgencyBadge agency={prison} withName />
      <p>
        <Link to="/notices/$id" params={{ id: notice }}>
          <PersonLabel person={person} />
        </Link>{' '}
        <bdi className="tc-note">{number}</bdi>
      </p>
      <p className="tc-note tc-dense">
        {release.on
          ? text('deliveries.transfers.release', { date: format.date(release.on) })
          : text('deliveries.transfers.no-date')}
      </p>
    </div>
  )
}
