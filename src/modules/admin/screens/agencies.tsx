import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { agenciesQuery } from '../../../web/agencies.ts'
import { AgencyBadge, KindName } from '../../../web/parts/agency-badge.tsx'
import { Chip, PlainState } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Together } from '../../../web/parts/together.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import { type Agency, AgencyKind } from '../contract.ts'
import { type Signed, signaturesQuery, useIsAdministrator } from './admin/admin-queries.ts'
import { AgencyForm } from './admin/agency-form.tsx'
import { NobodyPresent } from './admin/nobody-present.tsx'
import { SignInRuleSection } from './admin/sign-in-rule.tsx'

/** The partner agencies by kind: how they are reached, how many work there, who has signed. */
export function Agencies() {
  const text = useText()
  const administrator = useIsAdministrator()
  const [adding, setAdding] = useState(false)
  const agencies = useQuery(agenciesQuery)
  const signatures = useQuery(signaturesQuery)
  return (
    <Page
      title={text('admin.agencies.title')}
      note={text('admin.agencies.note')}
      actions={
        administrator && <Button onClick={() => setAdding(true)}>{text('admin.agency.add')}</Button>
      }
    >
      <Together rows={8}>
        <NobodyPresent />
        {agencies.isPending && <Loading rows={8} />}
        {agencies.error && (
          <Trouble error={agencies.error} onRetry={() => void agencies.refetch()} />
        )}
        {agencies.data?.length === 0 && <Empty>{text('admin.agencies.none')}</Empty>}
        {agencies.data && agencies.data.length > 0 && (
          <AgencyTable agencies={agencies.data} signatures={signatures.data} />
        )}
        {administrator && <SignInRuleSection />}
      </Together>
      {adding && <AgencyForm onClose={() => setAdding(false)} />}
    </Page>
  )
}

interface AgencyTableProps {
  agencies: readonly Agency[]
  signatures: ReadonlyMap<number, Signed> | undefined
}

function AgencyTable({ agencies, signatures }: AgencyTableProps) {
  const text = useText()
  const known = signatures && signatures.size > 0 ? signatures : undefined
  const of = (state: Signed['state']) =>
    agencies.filter(({ id }) => known?.get(id)?.state === state).length
  const unsigned = of('not_signed') + of('left')
  const kinds = AgencyKind.options.filter((kind) => agencies.some((one) => one.kind === kind))
  const columns = ['name', 'phone', 'desks', 'members', ...(known ? ['signed'] : [])]
  return (
    <>
      <Sentence note={known && text('admin.agencies.unsigned-note')}>
        {known
          ? text('admin.agencies.standing', {
              count: agencies.length,
              unsigned,
              earlier: of('earlier'),
            })
          : text('admin.agencies.count', { count: agencies.length })}
      </Sentence>
      <DataTable
        caption={text('admin.agencies.caption')}
        grouped
        head={columns.map((column) => (
          <th key={column} scope="col">
            {text(`admin.columns.${column}`)}
          </th>
        ))}
      >
        {kinds.map((kind) => (
          <tbody key={kind}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length}>
                <KindName kind={kind} />
              </th>
            </tr>
            {agencies
              .filter((agency) => agency.kind === kind)
              .map((agency) => (
                <AgencyRow key={agency.id} agency={agency} signatures={known} />
              ))}
          </tbody>
        ))}
      </DataTable>
    </>
  )
}

interface AgencyRowProps {
  agency: Agency
  signatures: ReadonlyMap<number, Signed> | undefined
}

function AgencyRow({ agency, signatures }: AgencyRowProps) {
  const text = useText()
  const desks = agency.desks.map(({ name }) => name)
  return (
    <tr>
      <th scope="row">
        <Link to="/agencies/$id" params={{ id: String(agency.id) }}>
          <AgencyBadge agency={agency} withName />
        </Link>
      </th>
      <td data-label={text('admin.columns.phone')}>
        {agency.phone ? <Phone number={agency.phone} /> : text('admin.not-stated')}
      </td>
      <td data-label={text('admin.columns.desks')}>
        {desks.length > 0 ? desks.join(', ') : text('admin.desks.none')}
      </td>
      <td data-label={text('admin.columns.members')}>
        {text('admin.members.count', { count: agency.members })}
      </td>
      {signatures && (
        <td data-label={text('admin.columns.signed')}>
          <Signature signed={signatures.get(agency.id)} />
        </td>
      )}
    </tr>
  )
}

/** Numbers run from left to right in every language. */
export function Phone({ number }: { number: string }) {
  return (
    <a className="tc-numbers" href={`tel:${number.replace(/[^+\d]/g, '')}`} dir="ltr">
      {number}
    </a>
  )
}

/** An agency that is party to nothing is neither signed nor late. */
export function Signature({ signed }: { signed: Signed | undefined }) {
  const text = useText()
  const format = useFormat()
  if (signed === undefined) return text('admin.signed.no-party')
  if (signed.state === 'earlier')
    return (
      <Chip state="due">
        {text('admin.signed.earlier', { date: signed.until ? format.date(signed.until) : '' })}
      </Chip>
    )
  if (signed.state === 'left') return <Chip state="due">{text('admin.signed.left')}</Chip>
  if (signed.state === 'not_signed') return <Chip state="due">{text('admin.signed.not')}</Chip>
  return <PlainState state="settled">{text('admin.signed.yes')}</PlainState>
}
