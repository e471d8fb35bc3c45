import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { AgencyBadge } from '../parts/agency-badge.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Page } from '../parts/page.tsx'
import { PurposeChoices } from '../parts/purpose-switch.tsx'
import { Section } from '../parts/section.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { usePurpose } from '../purpose.ts'
import { signOut, useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'
import { MyCalendar } from './my-calendar.tsx'
import { MyMail } from './my-mail.tsx'
import { MySessions } from './my-sessions.tsx'

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
      <WhatIWorkFor />
      <MyMail />
      <MyCalendar />
      <MySessions />
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

/** Only where an agreement gives a choice. */
function WhatIWorkFor() {
  const text = useText()
  const { held } = usePurpose()
  if (held.length < 2) return null
  return (
    <Section title={text('web.purpose.title')} note={text('web.purpose.note')}>
      <PurposeChoices />
    </Section>
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
