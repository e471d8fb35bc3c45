import { Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { acceptInvitationWithPasskey, askInvitedPasskey } from '../client.gen.ts'
import { Trouble } from '../parts/trouble.tsx'
import { DeviceRefused, makePasskey } from '../passkeys.ts'
import { useText } from '../words.ts'
import styles from './outside.module.css'

interface InvitedPasskeyProps {
  token: string
  onEntered: (session: unknown) => void
}

/** Answers an invitation with a passkey: no passphrase is ever set, so none can be guessed or given away. */
export function InvitedPasskey({ token, onEntered }: InvitedPasskeyProps) {
  const text = useText()
  const [name, setName] = useState(() => text('signin.invited.name'))
  const accept = useMutation({
    mutationFn: async (name: string) => {
      const quiet = { quiet401: true }
      const asked = await askInvitedPasskey({ path: { token } }, quiet)
      const answer = await makePasskey(asked)
      const body = { attempt: asked.attempt, name, answer }
      return acceptInvitationWithPasskey({ path: { token }, body }, quiet)
    },
    onSuccess: onEntered,
  })
  const missing = !name.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!missing && !accept.isPending) accept.mutate(name.trim())
  }
  const { error } = accept
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>{text('signin.invited.note')}</p>
      {error instanceof DeviceRefused ? (
        <p className={styles.notice} role="alert">
          {text(`signin.device.${error.reason}`)}
        </p>
      ) : (
        error && <Trouble error={error} what={text('signin.passkey.not-made')} />
      )}
      <TextInput
        id="passkey-name"
        label={text('signin.invited.label')}
        description={text('signin.passkey.name-note')}
        maxLength={60}
        value={name}
        error={missing ? text('signin.passkey.name-missing') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        leftSection={<IconFingerprint size={18} stroke={1.75} aria-hidden />}
        loading={accept.isPending}
      >
        {text('signin.invited.make')}
      </Button>
    </form>
  )
}
