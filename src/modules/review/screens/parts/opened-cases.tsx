import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { agreeAuditCase, endAuditCase } from '../../../../web/client.gen.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AuditCase } from '../../audit-case-contract.ts'
import type { Auditor } from '../../auditor-contract.ts'
import { auditCasesQuery } from '../review-queries.ts'
import { OpenCase } from './open-case.tsx'

interface OpenedCasesProps {
  auditors: readonly Auditor[]
  /** The officer, who opens a case. */
  mayOpen: boolean
  /** Agrees, refuses and closes; an auditor reads. */
  maySecond: boolean
}

/** Single cases that stand open to an auditor, or did: why, until when, and the two persons. */
export function OpenedCases({ auditors, mayOpen, maySecond }: OpenedCasesProps) {
  const text = useText()
  const found = useQuery(auditCasesQuery)
  const running = auditors.filter(({ state }) => state !== 'over')
  return (
    <>
      <Section
        title={text(maySecond ? 'review.opened.title' : 'review.opened.yours')}
        note={text('review.opened.note')}
      >
        {found.isPending && <Loading rows={2} />}
        {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
        {found.data?.cases.length === 0 && (
          <Empty>{text(maySecond ? 'review.opened.none' : 'review.opened.none-yours')}</Empty>
        )}
        <Entries>
          {found.data?.cases.map((one) => (
            <OpenedEntry key={one.id} opened={one} acts={maySecond} />
          ))}
        </Entries>
      </Section>
      {mayOpen && running.length > 0 && <OpenCase auditors={running} />}
    </>
  )
}

function OpenedEntry({ opened, acts }: { opened: AuditCase; acts: boolean }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const { id, ref, state } = opened
  const act = useMutation({
    mutationFn: (what: 'agree' | 'end') =>
      what === 'agree' ? agreeAuditCase({ path: { id } }) : endAuditCase({ path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['audit-cases'] })
      void toast(text('review.audit.saved'))
    },
  })
  return (
    <Entry>
      <EntryHead>
        {acts || state !== 'open' ? (
          <span>
            {text('review.opened.line', { ref, name: opened.auditor, body: opened.body })}
          </span>
        ) : (
          <Link to="/auditors/cases/$ref" params={{ ref }}>
            {text('review.opened.read', { ref })}
          </Link>
        )}
        <Chip state={state === 'open' ? 'settled' : state === 'waits' ? 'due' : 'neutral'}>
          {text(`review.audit.state.${state}`, { until: format.moment(opened.endsAt) })}
        </Chip>
      </EntryHead>
      <EntryWords>{opened.reason}</EntryWords>
      <EntryNote>
        {text('review.opened.by', {
          first: opened.askedBy,
          second: opened.confirmedBy ?? 'none',
          when: format.moment(opened.askedAt),
        })}
      </EntryNote>
      {act.error && <Trouble error={act.error} />}
      {acts && state === 'waits' && !opened.mine && (
        <div>
          <Button loading={act.isPending} onClick={() => act.mutate('agree')}>
            {text('review.opened.agree', { ref, name: opened.auditor })}
          </Button>
        </div>
      )}
      {acts && state !== 'over' && (
        <div>
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate('end')}>
            {text(`review.opened.end-${state}`, { ref })}
          </Button>
        </div>
      )}
    </Entry>
  )
}
