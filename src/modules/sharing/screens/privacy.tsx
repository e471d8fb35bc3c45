import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead } from '../../../web/parts/entries.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Privacy as Read } from '../protect-contract.ts'
import { LiftDeclaration } from './privacy/lift-declaration.tsx'
import { LookEntry } from './privacy/look-entry.tsx'
import { privacyQuery } from './sharing-queries.ts'

/** The page of the data protection officer: what to judge, what exists, what may surprise somebody. */
export function Privacy() {
  const text = useText()
  const found = useQuery(privacyQuery)
  return (
    <Page title={text('sharing.privacy.title')} note={text('sharing.privacy.note')}>
      <p data-no-print>
        <Link to="/retention">{text('web.nav.retention')}</Link>
      </p>
      {found.isPending && <Loading rows={8} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Content read={found.data} />}
    </Page>
  )
}

function Content({ read }: { read: Read }) {
  const text = useText()
  const toJudge = read.overrides.filter(({ verdict }) => verdict === null)
  return (
    <>
      <Sentence>
        {text('sharing.privacy.sentence', {
          looks: toJudge.length,
          surprises: read.surprises.length,
        })}
      </Sentence>
      <Section title={text('sharing.privacy.looks')} note={text('sharing.privacy.looks-note')}>
        {toJudge.length === 0 && <Empty>{text('sharing.privacy.no-looks')}</Empty>}
        <Entries>
          {toJudge.map((look) => (
            <LookEntry key={look.id} look={look} />
          ))}
        </Entries>
      </Section>
      <Months read={read} />
      <Declarations read={read} />
      <Surprises read={read} />
      <Repeated read={read} />
      <Questions read={read} />
    </>
  )
}

/** Judged looks by month: the review that stays until each is judged, and after it. */
function Months({ read }: { read: Read }) {
  const text = useText()
  const format = useFormat()
  const months = [...new Set(read.overrides.map(({ begunAt }) => begunAt.slice(0, 7)))]
  const judged = read.overrides.filter(({ verdict }) => verdict !== null)
  return (
    <Section title={text('sharing.privacy.months')}>
      {months.length === 0 && <Empty>{text('sharing.privacy.no-months')}</Empty>}
      {months.map((month) => {
        const of = read.overrides.filter(({ begunAt }) => begunAt.startsWith(month))
        const count = (verdict: string | null) => of.filter((one) => one.verdict === verdict).length
        return (
          <p key={month} className="tc-dense">
            {text('sharing.privacy.month', {
              month: format.month(`${month}-01`),
              all: of.length,
              justified: count('justified'),
              not: count('not_justified'),
              open: count(null),
            })}
          </p>
        )
      })}
      <Entries>
        {judged.map((look) => (
          <LookEntry key={look.id} look={look} />
        ))}
      </Entries>
    </Section>
  )
}

function Declarations({ read: { declarations } }: { read: Read }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section
      title={text('sharing.privacy.declarations')}
      note={text('sharing.privacy.declarations-note')}
    >
      {declarations.length === 0 && <Empty>{text('sharing.privacy.no-declarations')}</Empty>}
      <Entries>
        {declarations.map((one) => (
          <Entry key={one.id}>
            <EntryHead>
              <AgencyBadge agency={one.agency} withName />
              <span>
                {text('sharing.privacy.declared', {
                  name: one.name,
                  ref: one.ref,
                  when: format.moment(one.declaredAt),
                })}
              </span>
              {one.liftedAt && (
                <Chip state="neutral">
                  {text('sharing.privacy.lifted', { date: format.dateOf(one.liftedAt) })}
                </Chip>
              )}
            </EntryHead>
            {!one.liftedAt && !one.mine && <LiftDeclaration declaration={one} />}
          </Entry>
        ))}
      </Entries>
    </Section>
  )
}

function Surprises({ read: { surprises } }: { read: Read }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section
      title={text('sharing.privacy.surprises')}
      note={text('sharing.privacy.surprises-note')}
    >
      {surprises.length === 0 && <Empty>{text('sharing.privacy.no-surprises')}</Empty>}
      {surprises.length > 0 && (
        <DataTable
          caption={text('sharing.privacy.surprises')}
          head={(['case', 'from', 'to', 'decided', 'state'] as const).map((column) => (
            <th key={column} scope="col">
              {text(`sharing.privacy.column.${column}`)}
            </th>
          ))}
        >
          {surprises.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.ref}</th>
              <td data-label={text('sharing.privacy.column.from')}>
                <AgencyBadge agency={one.owner} withName />
              </td>
              <td data-label={text('sharing.privacy.column.to')}>
                {format.list(one.to.map(({ name }) => name))}
              </td>
              <td data-label={text('sharing.privacy.column.decided')}>
                {text('sharing.privacy.decided', {
                  name: one.decidedBy,
                  when: format.moment(one.decidedAt),
                })}
              </td>
              <td data-label={text('sharing.privacy.column.state')}>
                {one.withdrawnAt
                  ? text('sharing.shares.over')
                  : text('sharing.shares.until', { date: format.date(one.expiresOn) })}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  )
}

function Repeated({ read: { repeated } }: { read: Read }) {
  const text = useText()
  if (repeated.length === 0) return null
  return (
    <Section title={text('sharing.privacy.repeated')} note={text('sharing.privacy.repeated-note')}>
      <Entries>
        {repeated.map((one) => (
          <Entry key={`${one.agency.id}-${one.last}`}>
            <EntryHead>
              <AgencyBadge agency={one.agency} withName />
              <span>
                {text('sharing.privacy.repeated-line', { times: one.times, cases: one.cases })}
              </span>
            </EntryHead>
          </Entry>
        ))}
      </Entries>
    </Section>
  )
}

function Questions({ read: { questions } }: { read: Read }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section
      title={text('sharing.privacy.questions')}
      note={text('sharing.privacy.questions-note')}
    >
      {questions.length === 0 && <Empty>{text('sharing.privacy.no-questions')}</Empty>}
      <Entries>
        {questions.map((one) => (
          <Entry key={one.agency.id}>
            <EntryHead>
              <AgencyBadge agency={one.agency} withName />
              <span>
                {text('sharing.privacy.questions-line', { asked: one.asked, waiting: one.waiting })}
              </span>
              {one.oldest && (
                <Chip state="due">
                  {text('sharing.privacy.waits-since', {
                    date: format.dateOf(one.oldest),
                  })}
                </Chip>
              )}
            </EntryHead>
          </Entry>
        ))}
      </Entries>
    </Section>
  )
}
