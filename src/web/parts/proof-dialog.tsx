import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { whenProofIsAsked } from '../ask-proof.ts'
import { askProof, listDemoAccounts, proveSelf, readProofWays } from '../client.gen.ts'
import { answerWithPasskey, DeviceRefused } from '../passkeys.ts'
import { useSession } from '../session.ts'
import { useText } from '../words.ts'
import { useEscapeFirst } from './escape-first.ts'
import { FormErrors, useFormProblems } from './form-errors.tsx'
import { Loading } from './loading.tsx'
import { Trouble } from './trouble.tsx'
import styles from './wording-notices.module.css'

type Answer = (proved: boolean) => void

/**
 * Asks, over whatever page or form it was, to show once more that it is the member (SEC-09). Then the same
 * request goes again. Nothing that was typed is lost: whoever goes back finds the form as it was.
 */
export function ProofDialog() {
  const [answer, setAnswer] = useState<{ give: Answer } | null>(null)
  const back = useRef<(() => void) | null>(null)
  useEffect(() => {
    whenProofIsAsked(() => new Promise((give) => setAnswer({ give })))
    return () => whenProofIsAsked(null)
  }, [])
  useEscapeFirst(back)
  const close = (proved: boolean) => {
    setAnswer(null)
    answer?.give(proved)
  }
  back.current = answer ? () => close(false) : null
  return answer ? <Question onAnswer={close} /> : null
}

function Question({ onAnswer }: { onAnswer: Answer }) {
  const text = useText()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['proof-ways'],
    queryFn: ({ signal }) => readProofWays({ signal }),
    gcTime: 0,
  })
  return (
    <Modal.Root
      opened
      onClose={() => onAnswer(false)}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size={480}
      zIndex={420}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          {/* A header of its own would be a second banner over the form from which it came. */}
          <Modal.Title className={styles.dialogTitle}>{text('signin.proof.title')}</Modal.Title>
          <div className={styles.dialog}>
            <p>{text('signin.proof.note')}</p>
            {isPending && <Loading rows={2} />}
            {error && <Trouble error={error} onRetry={() => void refetch()} />}
            {data?.passkey && <ByPasskey onProved={() => onAnswer(true)} />}
            {data?.code && <ByCode onProved={() => onAnswer(true)} />}
            {data?.passphrase && <ByPassphrase onProved={() => onAnswer(true)} />}
            <div className={styles.dialogButtons}>
              <Button variant="default" onClick={() => onAnswer(false)}>
                {text('signin.proof.back')}
              </Button>
            </div>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
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
  const errors = useFormProblems(prove.error, { code: 'proof-code' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (code.trim() && !prove.isPending) prove.mutate(code)
  }
  return (
    <form className={styles.dialog} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={text('signin.proof.refused')} />
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
  const errors = useFormProblems(prove.error, { passphrase: 'proof-passphrase' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (passphrase && !prove.isPending) prove.mutate(passphrase)
  }
  return (
    <form className={styles.dialog} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={text('signin.proof.refused')} />
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
