import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { Agency, MemberInvited } from '../../contract.ts'
import styles from './admin.module.css'
import { useRefreshAgencies } from './admin-queries.ts'
import { fieldIds } from './member-form.tsx'
import { type Rights, RightsFields } from './rights-fields.tsx'

interface InviteMemberProps {
  agency: Agency
  onClose: () => void
}

/** A new colleague: who it is and what they do; then the link, which is shown this once. */
export function InviteMember({ agency, onClose }: InviteMemberProps) {
  useFocusBack()
  const text = useText()
  const [made, setMade] = useState<MemberInvited | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={
        made
          ? text('admin.invite.made', { name: made.name })
          : text('admin.invite.title', { agency: agency.name })
      }
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      {made ? (
        <InvitationLink made={made} onClose={onClose} />
      ) : (
        <InviteForm agency={agency} onClose={onClose} onMade={setMade} />
      )}
    </Modal>
  )
}

interface InviteFormProps extends InviteMemberProps {
  onMade: (made: MemberInvited) => void
}

function InviteForm({ agency, onClose, onMade }: InviteFormProps) {
  const text = useText()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [rights, setRights] = useState<Rights>({ functions: [], desks: [], endsOn: null })
  const once = useMadeOnce()
  const refresh = useRefreshAgencies()
  const save = useMutation({
    mutationFn: () =>
      once((options) =>
        api.post<MemberInvited>(
          '/members',
          { agencyId: agency.id, name: name.trim(), email: email.trim(), ...rights },
          options,
        ),
      ),
    onSuccess: async (made) => {
      onMade(made)
      await refresh()
    },
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn({ name, email, functions: rights.functions }, text)
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      <TextInput
        id="member-name"
        label={text('admin.member.name')}
        value={name}
        maxLength={120}
        autoComplete="off"
        error={errorOf('member-name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        id="member-email"
        type="email"
        label={text('admin.member.email')}
        description={text('admin.member.email-note')}
        value={email}
        maxLength={200}
        autoComplete="off"
        error={errorOf('member-email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RightsFields
        agency={agency}
        rights={rights}
        change={(part) => setRights({ ...rights, ...part })}
        errorOf={errorOf}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {text('admin.invite.make')}
        </Button>
      </div>
    </form>
  )
}

interface Newcomer {
  name: string
  email: string
  functions: readonly string[]
}

/** What a new colleague still needs, each with the field to which it leads. */
function missingIn({ name, email, functions }: Newcomer, text: Text): FormError[] {
  return [
    ...(name.trim().length < 2
      ? [{ field: 'member-name', message: text('admin.member.name-missing') }]
      : []),
    ...(/^\S+@\S+\.\S+$/.test(email.trim())
      ? []
      : [{ field: 'member-email', message: text('admin.member.email-missing') }]),
    ...(functions.length === 0
      ? [{ field: 'member-functions', message: text('admin.member.functions-missing') }]
      : []),
  ]
}

/** The link is kept nowhere: who closes this has it, or makes another one. */
function InvitationLink({ made, onClose }: { made: MemberInvited; onClose: () => void }) {
  const text = useText()
  const format = useFormat()
  const { invitation } = made
  if (!invitation) return <p>{text('admin.invite.gone')}</p>
  return (
    <div className={styles.form}>
      <p>{text('admin.invite.hand-over', { moment: format.moment(invitation.expiresAt) })}</p>
      <TextInput
        label={text('admin.invite.link')}
        value={invitation.link}
        readOnly
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="tc-note tc-dense">{text('admin.invite.once')}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.close')}
        </Button>
        <CopyButton value={invitation.link}>
          {({ copied, copy }) => (
            <>
              <Button onClick={copy}>{text('admin.invite.copy')}</Button>
              <span role="status" className="tc-note tc-dense">
                {copied && text('admin.invite.copied')}
              </span>
            </>
          )}
        </CopyButton>
      </div>
    </div>
  )
}
