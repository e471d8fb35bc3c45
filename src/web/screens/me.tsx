import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listSessions } from '../client.gen.ts'
import { AgencyBadge } from '../parts/agency-badge.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Loading } from '../parts/loading.tsx'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { DataTable } from '../parts/table.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { signOut, useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'
import { MyCalendar } from './my-calendar.tsx'
import { MyMail } from './my-mail.tsx'

/** Where the member is signed in; what they do not know they end. */
export function Me() {
  const text = useText()
  const [asking, setAsking] = useState(false)
  return (
    <Page
      title={text('web.me.title')}
      note={text('web.me.note')}
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          {text('web.me.everywhere')}
        </Button>
      }
    >
      <WhoIAm />
      <MyMail />
      <MyCalendar />
      <Section title={text('web.me.table')}>
        <Sessions />
      </Section>
      <EndAll opened={asking} onCancel={() => setAsking(false)} />
    </Page>
  )
}

function WhoIAm() {
  const text = useText()
  const format = useFormat()
  const session = useSession()
  if (!session) return null
  const functions = session.functions.map((held) => text(`web.functions.${held}`))
  return (
    <Section title={text('web.me.who')}>
      <ul className="tc-list">
        <li>{session.member.name}</li>
        <li>
          <AgencyBadge agency={session.agency} withName />
        </li>
        <li>{format.list(functions)}</li>
      </ul>
    </Section>
  )
}

function Sessions() {
  const text = useText()
  const format = useFormat()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['my-sessions'],
    queryFn: ({ signal }) => listSessions({ signal }),
  })
  if (isPending) return <Loading />
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  return (
    <DataTable
      caption={text('web.me.table')}
      head={
        <>
          <th scope="col">{text('web.me.device')}</th>
          <th scope="col">{text('web.me.since')}</th>
          <th scope="col">{text('web.me.last')}</th>
        </>
      }
    >
      {data.sessions.map((session) => (
        <tr key={session.createdAt + session.lastSeenAt}>
          <th scope="row">
            {session.browser === 'other' ? text('web.me.device') : session.browser}
            {session.thisOne && ` · ${text('web.me.here')}`}
          </th>
          <td data-label={text('web.me.since')}>{format.moment(session.createdAt)}</td>
          <td data-label={text('web.me.last')}>{format.moment(session.lastSeenAt)}</td>
        </tr>
      ))}
    </DataTable>
  )
}

function EndAll({ opened, onCancel }: { opened: boolean; onCancel: () => void }) {
  const text = useText()
  const navigate = useNavigate()
  const end = useMutation({
    mutationFn: () => signOut(true),
    onSuccess: () => navigate({ to: '/sign-in', search: {} }),
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={text('web.me.everywhere-title')}
      confirm={text('web.me.everywhere')}
      busy={end.isPending}
      onConfirm={() => end.mutate()}
      onCancel={onCancel}
    >
      <p>{text('web.me.everywhere-note')}</p>
      {end.error && <Trouble error={end.error} />}
    </ConfirmDialog>
  )
}
