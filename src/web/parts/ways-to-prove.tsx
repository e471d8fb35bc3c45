import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconExternalLink, IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react'
import {
  askProof,
  goToProof,
  listDemoAccounts,
  proveSelf,
  type ReadProofWaysAnswer,
  readProofWays,
} from '../client.gen.ts'
import { answerWithPasskey, DeviceRefused } from '../passkeys.ts'
import { useSession } from '../session.ts'
import { useText } from '../words.ts'
import { type FormError, FormErrors, useFormProblems } from './form-errors.tsx'
import { Loading } from './loading.tsx'
import { Trouble } from './trouble.tsx'
import styles from './wording-notices.module.css'

interface WaysToProveProps {
  ways: ReadProofWaysAnswer
  onProved: () => void
}

/** All that this member can show now: a passkey, a code, the passphrase, a sign-in at their provider. */
export function WaysToProve({ ways, onProved }: WaysToProveProps) {
  return (
    <>
      {ways.passkey && <ByPasskey onProved={onProved} />}
      {ways.code && <ByCode onProved={onProved} />}
      {ways.passphrase && <ByPassphrase onProved={onProved} />}
      {ways.provider && (
        <ByProvider agency={ways.provider.agency} second={ways.passphrase} onProved={onProved} />
      )}
    </>
  )
}

const LOOK_AGAIN_MS = 2000

interface ByProviderProps {
  agency: string
  /** Another way stands above it. */
  second: boolean
  onProved: () => void
}

/**
 * Signing in anew at the provider, in another window: what was typed here stays. This page looks every two seconds
 * whether it was done; the browser keeps the windows of two sites apart, so neither can tell the other.
 */
function ByProvider({ agency, second, onProved }: ByProviderProps) {
  const text = useText()
  const [gone, setGone] = useState(false)
  const way = useQuery({
    queryKey: ['proof-provider'],
    queryFn: () => goToProof(),
    gcTime: 0,
    retry: false,
  })
  const { data } = useQuery({
    queryKey: ['proof-fresh'],
    queryFn: ({ signal }) => readProofWays({ signal }),
    enabled: gone,
    refetchInterval: LOOK_AGAIN_MS,
    gcTime: 0,
  })
  const proved = useEffectEvent(onProved)
  useEffect(() => {
    if (data?.fresh) proved()
  }, [data?.fresh])
  if (way.isPending) return <Loading rows={1} />
  if (way.error)
    return (
      <Trouble
        error={way.error}
        what={text('provider.not-gone')}
        onRetry={() => void way.refetch()}
      />
    )
  return (
    <>
      <Button
        component="a"
        variant={second ? 'default' : 'filled'}
        href={way.data.address}
        target="_blank"
        rel="noopener"
        rightSection={<IconExternalLink size={18} stroke={1.75} aria-hidden />}
        onClick={() => setGone(true)}
      >
        {text('signin.proof.provider', { agency })}
      </Button>
      <p role="status">{gone && text('signin.proof.provider-waits')}</p>
    </>
  )
}

function ByPasskey({ onProved }: { onProved: () => void }) {
  const text = useText()
  const prove = useMutation({
    mutationFn: async () => {
      const asked = await askProof()
      const answer = await answerWithPasskey(asked)
      await proveSelf({ body: { attempt: asked.attempt, answer } })
    },
    onSuccess: onProved,
  })
  const { error } = prove
  return (
    <>
      {error instanceof DeviceRefused ? (
        <FormErrors
          errors={[{ message: text(`signin.device.${error.reason}`) }]}
          title={text('signin.proof.refused')}
        />
      ) : (
        error && <Trouble error={error} what={text('signin.proof.refused')} />
      )}
      <Button
        leftSection={<IconFingerprint size={18} stroke={1.75} aria-hidden />}
        loading={prove.isPending}
        onClick={() => prove.mutate()}
        data-autofocus
      >
        {text('signin.proof.passkey')}
      </Button>
    </>
  )
}

function ByCode({ onProved }: { onProved: () => void }) {
  const text = useText()
  const [code, setCode] = useState('')
  const prove = useMutation({
    mutationFn: (code: string) => proveSelf({ body: { code } }),
    onSuccess: onProved,
  })
  const refused = useFormProblems(prove.error, { code: 'proof-code' })
  const [missing, setMissing] = useState<FormError[]>([])
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setMissing(code.trim() ? [] : [{ field: 'proof-code', message: text('signin.code.missing') }])
    if (code.trim() && !prove.isPending) prove.mutate(code)
  }
  return (
    <form className={styles.dialog} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={titleOf(missing, text)} />
      <TextInput
        id="proof-code"
        autoComplete="one-time-code"
        inputMode="numeric"
        dir="ltr"
        maxLength={12}
        label={text('signin.codes.first')}
        value={code}
        error={errors[0]?.field ? errors[0].message : undefined}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={prove.isPending}>
        {text('signin.proof.go-on')}
      </Button>
    </form>
  )
}

function ByPassphrase({ onProved }: { onProved: () => void }) {
  const text = useText()
  const shown = useDemoPassphrase()
  const [typed, setTyped] = useState<string | null>(null)
  const passphrase = typed ?? shown
  const prove = useMutation({
    mutationFn: (passphrase: string) => proveSelf({ body: { passphrase } }),
    onSuccess: onProved,
  })
  const refused = useFormProblems(prove.error, { passphrase: 'proof-passphrase' })
  const [missing, setMissing] = useState<FormError[]>([])
  const errors = missing.length > 0 ? missing : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const message = text('web.sign-in.passphrase-missing')
    setMissing(passphrase ? [] : [{ field: 'proof-passphrase', message }])
    if (passphrase && !prove.isPending) prove.mutate(passphrase)
  }
  return (
    <form className={styles.dialog} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={titleOf(missing, text)} />
      <PasswordInput
        id="proof-passphrase"
        name="passphrase"
        autoComplete="current-password"
        label={text('operations.key.passphrase')}
        visibilityToggleButtonProps={{ 'aria-label': text('web.sign-in.show'), tabIndex: 0 }}
        value={passphrase}
        error={errors[0]?.field ? errors[0].message : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" loading={prove.isPending}>
        {text('signin.proof.go-on')}
      </Button>
    </form>
  )
}

/** Something missing has a heading of its own; all else was refused. */
const titleOf = (missing: readonly FormError[], text: (id: string) => string) =>
  missing.length > 0 ? undefined : text('signin.proof.refused')

/** In the demo city everybody's passphrase is known, so it stands there already. */
function useDemoPassphrase(): string {
  const session = useSession()
  const { data } = useQuery({
    queryKey: ['demo-accounts'],
    queryFn: ({ signal }) => listDemoAccounts({ signal }),
    enabled: session?.demo ?? false,
    retry: false,
  })
  const own = data?.accounts.find(({ email }) => email === session?.member.email)
  return own?.passphrase ?? ''
}
