import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { signIn } from '../client.gen.ts'
import { type FormError, FormErrors, useFormProblems } from '../parts/form-errors.tsx'
import { Page } from '../parts/page.tsx'
import { beginSession, type Session } from '../session.ts'
import { setUpStateQuery } from '../shell/practice-banner.tsx'
import { useText } from '../words.ts'
import { CodeForm } from './code-form.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import styles from './outside.module.css'
import { Outside } from './outside.tsx'
import { PasskeyWay } from './passkey-way.tsx'
import { isProved, ProviderRefusal, ProviderWay } from './provider-way.tsx'

interface Credentials {
  email: string
  passphrase: string
}

/** The way in: a passkey, or e-mail address and passphrase; then back to where the reader wanted to go. */
export function SignIn() {
  const text = useText()
  const { ended, next } = useSearch({ from: '/sign-in' })
  const empty = useQuery(setUpStateQuery).data?.state === 'open'
  const [credentials, setCredentials] = useState<Credentials>({ email: '', passphrase: '' })
  const enter = useEntrance()
  const [step, setStep] = useState<string | null>(null)
  const entered = (session: Session) => void enter(session)
  const [proved] = useState(isProved)
  if (proved) return <Proved />
  return (
    <Outside>
      <Page title={text('web.sign-in.title')} note={text('web.sign-in.note')}>
        <div className={styles.columns}>
          <div className={styles.form}>
            {ended && (
              <p className={styles.notice} role="status">
                {text('web.sign-in.ended')}
              </p>
            )}
            {empty && <p className={styles.notice}>{text('web.sign-in.empty')}</p>}
            <ProviderRefusal />
            {step ? (
              <CodeForm step={step} onEntered={entered} onBack={() => setStep(null)} />
            ) : (
              <>
                <PasskeyWay onEntered={entered} />
                <SignInForm
                  credentials={credentials}
                  onChange={setCredentials}
                  onEntered={entered}
                  onCodeOwed={setStep}
                />
                <ProviderWay by={{ email: credentials.email }} next={next} />
              </>
            )}
          </div>
          <DemoAccounts onChoose={setCredentials} />
        </div>
      </Page>
    </Outside>
  )
}

/** The window that came back from the provider: the page from which it was opened goes on by itself. */
function Proved() {
  const text = useText()
  return (
    <Outside>
      <Page title={text('provider.back.proved')} note={text('provider.back.proved-note')}>
        <Button onClick={() => window.close()}>{text('provider.back.close')}</Button>
      </Page>
    </Outside>
  )
}

/** Begins a session and leads to where the reader wanted to go. */
function useEntrance() {
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  return async (session: Session) => {
    beginSession(session)
    await navigate({ href: next ?? '/', replace: true })
  }
}

interface SignInFormProps {
  credentials: Credentials
  onChange: (credentials: Credentials) => void
  onEntered: (session: Session) => void
  /** The passphrase was right, and a code is asked beside it. */
  onCodeOwed: (step: string) => void
}

function SignInForm({ credentials, onChange, onEntered, onCodeOwed }: SignInFormProps) {
  const text = useText()
  const entering = useMutation({
    mutationFn: (body: Credentials) => signIn({ body }, { quiet401: true }),
    onSuccess: (answer) =>
      'step' in answer ? onCodeOwed(answer.step) : onEntered(answer as Session),
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(entering.error)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lines = missingIn(credentials, text)
    setMissing(lines)
    if (lines.length === 0 && !entering.isPending) entering.mutate(credentials)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors
        errors={errors}
        title={missing.length > 0 ? undefined : text('web.sign-in.refused')}
      />
      <TextInput
        id="email"
        type="email"
        name="email"
        // The list under this field names passkeys too, where the browser has that.
        autoComplete="username webauthn"
        inputMode="email"
        dir="ltr"
        spellCheck={false}
        label={text('web.sign-in.email')}
        value={credentials.email}
        error={errorOf('email')}
        onChange={(event) => onChange({ ...credentials, email: event.currentTarget.value })}
      />
      <PasswordInput
        id="passphrase"
        name="passphrase"
        autoComplete="current-password"
        label={text('web.sign-in.passphrase')}
        visibilityToggleButtonProps={{ 'aria-label': text('web.sign-in.show'), tabIndex: 0 }}
        value={credentials.passphrase}
        error={errorOf('passphrase')}
        onChange={(event) => onChange({ ...credentials, passphrase: event.currentTarget.value })}
      />
      <Button type="submit" loading={entering.isPending}>
        {text('web.sign-in.submit')}
      </Button>
      <p className={styles.note}>{text('web.sign-in.forgotten')}</p>
    </form>
  )
}

function missingIn(credentials: Credentials, text: (id: string) => string): FormError[] {
  const lines: FormError[] = []
  if (!credentials.email.trim()) {
    lines.push({ field: 'email', message: text('web.sign-in.email-missing') })
  }
  if (!credentials.passphrase) {
    lines.push({ field: 'passphrase', message: text('web.sign-in.passphrase-missing') })
  }
  return lines
}
