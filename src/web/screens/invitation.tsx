import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api.ts'
import { acceptInvitation, readInvitation } from '../client.gen.ts'
import { type FormError, FormErrors, useFormProblems } from '../parts/form-errors.tsx'
import { Loading } from '../parts/loading.tsx'
import { Page } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { knowsPasskeys } from '../passkeys.ts'
import { beginSession, type Session } from '../session.ts'
import { useText } from '../words.ts'
import { InvitedPasskey } from './invited-passkey.tsx'
import styles from './outside.module.css'
import { Outside } from './outside.tsx'
import { ProviderWay } from './provider-way.tsx'

const SHORTEST = 12
const RECOMMENDED = 15

/** An invited member chooses a passphrase; the address of the invitation works once. */
export function Invitation() {
  const text = useText()
  // Read once: afterwards the address no longer shows it.
  const [token] = useState(() => window.location.hash.slice(1))
  const { data, error, isPending } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => readInvitation({ path: { token } }, { signal, quiet401: true }),
    retry: false,
  })
  const enter = useEntrance()
  // Used, over or mistyped: nothing is to be chosen here, and the sentence says what to do.
  const dead = error instanceof ApiProblem && error.status === 404
  const note = data
    ? text('web.invitation.note', { name: data.name, agency: data.agency })
    : text('web.invitation.note-plain')
  return (
    <Outside>
      <Page
        title={text(dead ? 'web.invitation.dead' : 'web.invitation.title')}
        note={dead ? undefined : note}
      >
        {isPending && <Loading />}
        {dead && (
          <>
            <p role="alert">{text('web.invitation.dead-next')}</p>
            <p className={styles.next}>
              <Link to="/sign-in">{text('web.sign-in.title')}</Link>
            </p>
          </>
        )}
        {error && !dead && <Trouble error={error} />}
        {data && <ProviderWay by={{ invitation: token }} />}
        {data && knowsPasskeys() && <InvitedPasskey token={token} onEntered={enter} />}
        {data && (
          <div className={knowsPasskeys() ? styles.leave : undefined}>
            <PassphraseForm token={token} email={data.email} />
          </div>
        )}
      </Page>
    </Outside>
  )
}

function useEntrance() {
  const navigate = useNavigate()
  return async (session: unknown) => {
    beginSession(session as Session)
    await navigate({ href: '/', replace: true })
  }
}

function useAccept(token: string) {
  return useMutation({
    mutationFn: (passphrase: string) =>
      acceptInvitation({ path: { token }, body: { passphrase } }, { quiet401: true }),
    onSuccess: useEntrance(),
  })
}

function PassphraseForm({ token, email }: { token: string; email: string }) {
  const text = useText()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<FormError[]>([])
  const accept = useAccept(token)
  const refused = useFormProblems(accept.error)
  const errors = wrong.length > 0 ? wrong : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lines = wrongIn(passphrase, again, text)
    setWrong(lines)
    if (lines.length === 0 && !accept.isPending) accept.mutate(passphrase)
  }
  const toggle = { 'aria-label': text('web.sign-in.show'), tabIndex: 0 }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {knowsPasskeys() && <p>{text('signin.invited.or')}</p>}
      <FormErrors errors={errors} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordInput
        id="passphrase"
        name="passphrase"
        autoComplete="new-password"
        label={text('web.invitation.passphrase')}
        description={text('web.invitation.rules')}
        visibilityToggleButtonProps={toggle}
        value={passphrase}
        error={errorOf('passphrase')}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <Length of={passphrase} />
      <PasswordInput
        id="again"
        name="again"
        autoComplete="new-password"
        label={text('web.invitation.again')}
        visibilityToggleButtonProps={toggle}
        value={again}
        error={errorOf('again')}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant={knowsPasskeys() ? 'default' : 'filled'}
        loading={accept.isPending}
      >
        {text('web.invitation.submit')}
      </Button>
    </form>
  )
}

/** Counts what was typed in words; a coloured meter would reward odd letters, not length. */
function Length({ of }: { of: string }) {
  const text = useText()
  const count = [...of].length
  const id = count >= RECOMMENDED ? 'web.invitation.length-good' : 'web.invitation.length'
  return <p className={styles.note}>{text(id, { count })}</p>
}

function wrongIn(passphrase: string, again: string, text: (id: string) => string): FormError[] {
  if ([...passphrase].length < SHORTEST) {
    return [{ field: 'passphrase', message: text('web.invitation.too-short') }]
  }
  if (passphrase !== again) {
    return [{ field: 'again', message: text('web.invitation.not-same') }]
  }
  return []
}
