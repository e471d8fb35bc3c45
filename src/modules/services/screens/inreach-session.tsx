import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { DomainName } from '../../../web/parts/domain.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useText } from '../../../web/words.ts'
import type { Session } from '../inreach-contract.ts'
import styles from './directory/directory.module.css'
import { sessionQuery, useSessionAct } from './inreach/inreach-queries.ts'
import { DeclineForm, ResultForm, SlotForm } from './inreach/session-forms.tsx'
import { SessionState, useWhen } from './inreach/session-words.tsx'
import { Workers } from './inreach/workers.tsx'

/** One session inside: what is asked, the slot, who comes to the gate, what came of it. */
export function InreachSession() {
  const text = useText()
  const { id = '' } = useParams({ strict: false })
  const { data: session, isPending, error, refetch } = useQuery(sessionQuery(id))
  const crumbs = [
    { to: '/services', label: text('services.title') },
    { to: '/services/in-reach', label: text('inreach.title') },
  ]
  if (!session) {
    return (
      <Page title={text('inreach.one')} crumbs={crumbs}>
        {isPending && <Loading rows={6} />}
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
      </Page>
    )
  }
  return (
    <Page
      title={session.topic}
      crumbs={crumbs}
      note={text('inreach.between', { asking: session.asking.name, prison: session.prison.name })}
      beside={<SessionState session={session} />}
      actions={<Actions session={session} />}
    >
      <Facts session={session} />
      <Workers session={session} />
    </Page>
  )
}

type Form = 'slot' | 'decline' | 'result' | null

function Actions({ session }: { session: Session }) {
  const text = useText()
  const [form, setForm] = useState<Form>(null)
  const take = useSessionAct(session, 'take', () => void toast(text('inreach.taken')))
  const withdraw = useSessionAct(session, 'withdraw', () => void toast(text('inreach.withdrawn')))
  const { may, state } = session
  const close = () => setForm(null)
  return (
    <>
      {may.includes('withdraw') && (
        <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({})}>
          {text('inreach.withdraw')}
        </Button>
      )}
      {may.includes('take') && (
        <Button loading={take.isPending} onClick={() => take.mutate({})}>
          {text('inreach.take')}
        </Button>
      )}
      {may.includes('decline') && (
        <Button variant="default" onClick={() => setForm('decline')}>
          {text('inreach.decline.open')}
        </Button>
      )}
      {may.includes('slot') && (
        <Button
          variant={state === 'planned' ? 'default' : 'filled'}
          onClick={() => setForm('slot')}
        >
          {text(state === 'asked' ? 'inreach.slot.open' : 'inreach.slot.move')}
        </Button>
      )}
      {may.includes('record') && (
        <Button
          variant={state === 'planned' ? 'filled' : 'default'}
          onClick={() => setForm('result')}
        >
          {text(state === 'planned' ? 'inreach.result.open' : 'inreach.result.correct')}
        </Button>
      )}
      {form === 'slot' && <SlotForm session={session} onClose={close} />}
      {form === 'decline' && <DeclineForm session={session} onClose={close} />}
      {form === 'result' && <ResultForm session={session} onClose={close} />}
      {(take.error ?? withdraw.error) && <Trouble error={take.error ?? withdraw.error} />}
    </>
  )
}

function Facts({ session }: { session: Session }) {
  const text = useText()
  const when = useWhen()
  return (
    <Section title={text('inreach.parts.what')}>
      <dl className={styles.facts}>
        <Fact field="when">{when(session)}</Fact>
        <Fact field="room">{session.room}</Fact>
        <Fact field="answerNote">{session.answerNote}</Fact>
        <Fact field="declineReason">{session.declineReason}</Fact>
        <Fact field="domain">
          <DomainName domain={session.domain} />
        </Fact>
        <Fact field="service">
          {session.service && (
            <Link to="/services/$id" params={{ id: session.service.id }}>
              {session.service.name}
            </Link>
          )}
        </Fact>
        <Fact field="size">
          {text('inreach.size', { minutes: session.minutes, count: session.groupSize })}
        </Fact>
        <Fact field="needs">{session.needs}</Fact>
        <Fact field="prison">
          <Link to="/services/prisons/$id" params={{ id: String(session.prison.id) }}>
            {session.prison.name}
          </Link>
        </Fact>
      </dl>
    </Section>
  )
}

function Fact({ field, children }: { field: string; children: ReactNode }) {
  const text = useText()
  if (!children) return null
  return (
    <div>
      <dt>{text(`inreach.fields.${field}`)}</dt>
      <dd>{children}</dd>
    </div>
  )
}
