import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { confirmAuditor, endAuditor, inviteAuditor } from '../../../web/client.gen.ts'
import { useFirstPress } from '../../../web/idempotency.ts'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead, EntryNote, EntryWords } from '../../../web/parts/entries.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Together } from '../../../web/parts/together.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { momentOf } from '../../../web/time-zone.ts'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Auditor } from '../auditor-contract.ts'
import { Copied } from './log/copied.tsx'
import { OpenedCases } from './parts/opened-cases.tsx'
import styles from './review.module.css'
import { auditorsQuery } from './review-queries.ts'

/** Accounts of the supervisory authority: who, until when, and who the second person was. */
export function Auditors() {
  const text = useText()
  const found = useQuery(auditorsQuery)
  return (
    <Page title={text('review.audit.title')} note={text('review.audit.note')}>
      <Together rows={4}>
        {found.isPending && <Loading rows={4} />}
        {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && (
          <>
            <Section title={text('review.audit.accounts')}>
              {found.data.auditors.length === 0 && <Empty>{text('review.audit.none')}</Empty>}
              <Entries>
                {found.data.auditors.map((one) => (
                  <AuditorEntry
                    key={one.id}
                    auditor={one}
                    ends={found.data.mayInvite}
                    seconds={found.data.maySecond}
                  />
                ))}
              </Entries>
            </Section>
            <OpenedCases
              auditors={found.data.auditors}
              mayOpen={found.data.mayInvite}
              maySecond={found.data.maySecond}
            />
            {found.data.mayInvite && <Invite />}
          </>
        )}
      </Together>
    </Page>
  )
}

interface EntryProps {
  auditor: Auditor
  ends: boolean
  seconds: boolean
}

function AuditorEntry({ auditor, ends, seconds }: EntryProps) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const { id, state } = auditor
  const act = useMutation({
    mutationFn: (what: 'confirm' | 'end') =>
      what === 'confirm' ? confirmAuditor({ path: { id } }) : endAuditor({ path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['auditors'] })
      void toast(text('review.audit.saved'))
    },
  })
  return (
    <Entry>
      <EntryHead>
        <span>{text('review.audit.line', { name: auditor.name, body: auditor.body })}</span>
        <Chip state={state === 'open' ? 'settled' : state === 'waits' ? 'due' : 'neutral'}>
          {text(`review.audit.state.${state}`, { until: format.moment(auditor.endsAt) })}
        </Chip>
      </EntryHead>
      <EntryNote>
        {text('review.audit.by', {
          first: auditor.invitedBy,
          second: auditor.confirmedBy ?? 'none',
          when: format.moment(auditor.invitedAt),
        })}
      </EntryNote>
      {act.error && <Trouble error={act.error} />}
      {state === 'waits' && !auditor.mine && seconds && (
        <div>
          <Button loading={act.isPending} onClick={() => act.mutate('confirm')}>
            {text('review.audit.confirm', { name: auditor.name })}
          </Button>
        </div>
      )}
      {state !== 'over' && ends && (
        <div>
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate('end')}>
            {text('review.audit.end', { name: auditor.name })}
          </Button>
        </div>
      )}
    </Entry>
  )
}

const fields = ['name', 'email', 'body', 'endsAt'] as const
type Field = (typeof fields)[number]

function Invite() {
  const text = useText()
  const client = useQueryClient()
  const [typed, setTyped] = useState<Record<Field, string>>({
    name: '',
    email: '',
    body: '',
    endsAt: '',
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const firstPress = useFirstPress()
  const invite = useMutation({
    mutationFn: () =>
      inviteAuditor({
        body: { ...typed, endsAt: momentOf(typed.endsAt, '23:59') ?? '' },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['auditors'] })
      void toast(text('review.audit.invited'))
    },
  })
  const idOf = (field: Field) => `auditor-${field}`
  const refused = useFormProblems(
    invite.error,
    Object.fromEntries(fields.map((field) => [field, idOf(field)])),
  )
  const problems = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = fields
      .filter((field) => typed[field].trim() === '')
      .map((field) => ({ field: idOf(field), message: text(`review.audit.missing.${field}`) }))
    setMissing(found)
    if (found.length === 0) firstPress(invite.mutate)
  }
  return (
    <Section title={text('review.audit.invite')} note={text('review.audit.invite-note')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={problems} />
        {fields.map((field) => (
          <TextInput
            key={field}
            id={idOf(field)}
            type={field === 'endsAt' ? 'date' : field === 'email' ? 'email' : 'text'}
            label={text(`review.audit.field.${field}`)}
            value={typed[field]}
            error={problems.find((one) => one.field === idOf(field))?.message}
            onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
          />
        ))}
        <div>
          <Button type="submit" loading={invite.isPending}>
            {text('review.audit.send')}
          </Button>
        </div>
        {invite.data && (
          <div role="status">
            <EntryWords>{text('review.audit.link')}</EntryWords>
            <Copied value={invite.data.link} lines />
          </div>
        )}
      </form>
    </Section>
  )
}
