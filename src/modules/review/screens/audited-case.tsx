import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../../web/api.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead, EntryNote } from '../../../web/parts/entries.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Item } from '../../items/contract.ts'
import { Marks, staysOnScreen, Words } from '../../items/screens/item-words.tsx'
import { ContinuityTable } from '../../timeline/screens/continuity-map/continuity-table.tsx'
import type { AuditedCase as Read } from '../audit-case-contract.ts'
import { auditedCaseQuery } from './review-queries.ts'

const nothing = () => {}
/** Never opened, ended, over, or specially protected meanwhile: all of these answer alike. */
const isShut = (error: unknown) => error instanceof ApiProblem && error.status === 404

/** A case as it stands open to an auditor: who is accountable for what, and the items of the table. Nothing can be done here. */
export function AuditedCase() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const found = useQuery(auditedCaseQuery(ref))
  return (
    <Page
      title={found.data ? text('review.audited.title', { ref }) : ref}
      note={text('review.audited.note')}
      crumbs={[{ label: text('review.audit.title'), to: '/auditors' }]}
      actions={
        found.data && (
          <Link to="/cases/$ref/log" params={{ ref }}>
            {text('review.audited.log')}
          </Link>
        )
      }
    >
      {found.isPending && <Loading rows={8} />}
      {isShut(found.error) && <Empty>{text('review.opened.none-yours')}</Empty>}
      {found.error && !isShut(found.error) && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && <Content read={found.data} />}
    </Page>
  )
}

function Content({ read }: { read: Read }) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <Sentence note={text('review.audited.reason', { reason: read.reason })}>
        {text('review.audited.until', { until: format.moment(read.endsAt) })}
      </Sentence>
      <Section title={text('review.audited.continuity')}>
        <ContinuityTable
          continuity={read.continuity}
          mayOffer={false}
          onOffer={nothing}
          onLead={nothing}
        />
      </Section>
      <Section title={text('review.audited.items')} note={text('review.audited.left-out')}>
        {read.items.length === 0 && <Empty>{text('review.audited.no-items')}</Empty>}
        <Entries>
          {read.items.map((item) => (
            <ReadItem key={item.id} item={item} />
          ))}
        </Entries>
      </Section>
    </>
  )
}

function ReadItem({ item }: { item: Item }) {
  const text = useText()
  const format = useFormat()
  const { words, owner, category, asOf } = item
  return (
    <Entry>
      <EntryHead>
        <AgencyBadge agency={owner} withName />
        <span>{text(`agreements.categories.${category}`)}</span>
        <Marks item={item} />
      </EntryHead>
      {words && <Words words={words} screenOnly={staysOnScreen(item)} />}
      <EntryNote>
        {text('review.audited.as-of', {
          date: format.date(asOf),
          by: words?.writtenBy ?? 'none',
          version: item.currentVersion,
        })}
      </EntryNote>
    </Entry>
  )
}
