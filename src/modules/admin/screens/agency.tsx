import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { AgencyBadge, KindName } from '../../../web/parts/agency-badge.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { Agency as AgencyRead, Member } from '../contract.ts'
import styles from './admin/admin.module.css'
import {
  agencyQuery,
  membersQuery,
  signaturesQuery,
  useIsAdministrator,
} from './admin/admin-queries.ts'
import { AgencyForm } from './admin/agency-form.tsx'
import { DeskForm } from './admin/desk-form.tsx'
import { DropLinks } from './admin/drop-links.tsx'
import { EndMember } from './admin/end-member.tsx'
import { InviteMember } from './admin/invite-member.tsx'
import { MemberForm } from './admin/member-form.tsx'
import { MemberTable } from './admin/member-table.tsx'
import { ProviderSection } from './admin/provider-section.tsx'
import { Phone, Signature } from './agencies.tsx'

/** One agency: how it is reached, its desks, who works there. */
export function Agency() {
  const text = useText()
  const { id = '' } = useParams({ strict: false })
  const { data: agency, isPending, error, refetch } = useQuery(agencyQuery(id))
  const crumbs = [{ to: '/agencies', label: text('admin.agencies.title') }]
  if (!agency) {
    return (
      <Page title={text('admin.agency.title')} crumbs={crumbs}>
        {isPending && <Loading rows={6} />}
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
      </Page>
    )
  }
  return <AgencyPage agency={agency} crumbs={crumbs} />
}

type Open = 'agency' | 'desk' | 'invite' | { change: Member } | { end: Member } | null

interface AgencyPageProps {
  agency: AgencyRead
  crumbs: { to: string; label: string }[]
}

function AgencyPage({ agency, crumbs }: AgencyPageProps) {
  const text = useText()
  const administrator = useIsAdministrator()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <Page
      title={agency.name}
      crumbs={crumbs}
      note={<KindName kind={agency.kind} />}
      actions={
        administrator && (
          <>
            <Button variant="default" onClick={() => setOpen('agency')}>
              {text('admin.agency.change')}
            </Button>
            <Button onClick={() => setOpen('invite')}>{text('admin.invite.open')}</Button>
          </>
        )
      }
    >
      <Facts agency={agency} />
      <Section
        title={text('admin.desks.title')}
        note={text('admin.desks.note')}
        action={
          administrator && (
            <Button variant="subtle" size="compact-sm" onClick={() => setOpen('desk')}>
              {text('admin.desks.add')}
            </Button>
          )
        }
      >
        <Desks agency={agency} />
      </Section>
      {agency.kind === 'custody' && <DropLinks agency={agency} />}
      {administrator && <ProviderSection agency={agency} />}
      <Members
        agency={agency}
        administrator={administrator}
        onChange={(member) => setOpen({ change: member })}
        onEnd={(member) => setOpen({ end: member })}
      />
      {open === 'agency' && <AgencyForm agency={agency} onClose={close} />}
      {open === 'desk' && <DeskForm agency={agency} onClose={close} />}
      {open === 'invite' && <InviteMember agency={agency} onClose={close} />}
      {typeof open === 'object' && open && 'change' in open && (
        <MemberForm agency={agency} member={open.change} onClose={close} />
      )}
      {typeof open === 'object' && open && 'end' in open && (
        <EndMember agency={agency} member={open.end} onClose={close} />
      )}
    </Page>
  )
}

function Facts({ agency }: { agency: AgencyRead }) {
  const text = useText()
  const signatures = useQuery(signaturesQuery)
  const known = signatures.data && signatures.data.size > 0
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{text('admin.agency.badge')}</dt>
        <dd>
          <AgencyBadge agency={agency} />
        </dd>
      </div>
      <div>
        <dt>{text('admin.columns.phone')}</dt>
        <dd>{agency.phone ? <Phone number={agency.phone} /> : text('admin.not-stated')}</dd>
      </div>
      <div>
        <dt>{text('admin.columns.email')}</dt>
        <dd>
          {agency.email ? (
            <a href={`mailto:${agency.email}`}>{agency.email}</a>
          ) : (
            text('admin.not-stated')
          )}
        </dd>
      </div>
      {known && (
        <div>
          <dt>{text('admin.columns.signed')}</dt>
          <dd>
            <Signature signed={signatures.data?.get(agency.id)} />
          </dd>
        </div>
      )}
    </dl>
  )
}

function Desks({ agency }: { agency: AgencyRead }) {
  const text = useText()
  if (agency.desks.length === 0) return <Empty>{text('admin.desks.none-yet')}</Empty>
  return (
    <ul className="tc-list">
      {agency.desks.map((desk) => (
        <li key={desk.id}>
          {desk.name}
          <span className="tc-note tc-dense" style={{ display: 'block' }}>
            {text(`admin.desk-kinds.${desk.kind}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

interface MembersProps {
  agency: AgencyRead
  administrator: boolean
  onChange: (member: Member) => void
  onEnd: (member: Member) => void
}

function Members({ agency, ...rest }: MembersProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), 200)
  const list = useQuery(membersQuery(String(agency.id), wanted))
  const members = list.data?.members ?? []
  return (
    <Section
      title={text('admin.members.title')}
      note={text('admin.members.count', { count: agency.members })}
    >
      {agency.members > 8 && (
        <TextInput
          className={styles.search}
          label={text('admin.members.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {list.isPending && <Loading rows={4} />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && members.length === 0 && (
        <Empty next={!wanted && text('admin.members.none-next')}>
          {wanted ? text('admin.members.none-found') : text('admin.members.none')}
        </Empty>
      )}
      {members.length > 0 && <MemberTable members={members} {...rest} />}
      {list.data?.nextCursor && <p className="tc-note tc-dense">{text('admin.members.more')}</p>}
    </Section>
  )
}
