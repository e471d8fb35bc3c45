import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { askPasskey, signInWithPasskey } from '../client.gen.ts'
import { Trouble } from '../parts/trouble.tsx'
import {
  answerWithPasskey,
  DeviceRefused,
  knowsPasskeys,
  offersPasskeys,
  stopAsking,
} from '../passkeys.ts'
import type { Session } from '../session.ts'
import { useText } from '../words.ts'
import styles from './outside.module.css'

/** A question to the device counts for five minutes; then it is asked anew. */
const ASK_AGAIN_MS = 240_000

/** The way in without a passphrase: by a button, or from the list under the address field. */
export function PasskeyWay({ onEntered }: { onEntered: (session: Session) => void }) {
  const text = useText()
  const [round, setRound] = useState(0)
  const pressed = useRef(false)
  const entering = useMutation({
    mutationFn: () => enter(),
    onMutate: () => {
      pressed.current = true
    },
    onSettled: () => {
      pressed.current = false
    },
    onSuccess: onEntered,
    // The button took the question away from the list under the field.
    onError: () => setRound(round + 1),
  })
  const entered = useEffectEvent(onEntered)
  useEffect(() => {
    let wanted = round >= 0
    const offer = async () => {
      // Whoever presses the button before the list is ready is asked once: a second question would end the first.
      const still = () => wanted && !pressed.current
      const known = await offersPasskeys().catch(() => false)
      if (!known || !still()) return
      const session = await enter(still).catch(() => null)
      if (session && wanted) entered(session)
    }
    void offer()
    const again = setInterval(() => void offer(), ASK_AGAIN_MS)
    return () => {
      wanted = false
      clearInterval(again)
      if (knowsPasskeys()) void stopAsking()
    }
  }, [round])
  if (!knowsPasskeys()) return null
  const { error } = entering
  return (
    <div className={styles.form}>
      <Button
        leftSection={<IconFingerprint size={18} stroke={1.75} aria-hidden />}
        loading={entering.isPending}
        onClick={() => entering.mutate()}
      >
        {text('signin.passkey.use')}
      </Button>
      {error instanceof DeviceRefused ? (
        <p className={styles.notice} role="alert">
          {text(`signin.device.${error.reason}`)}
        </p>
      ) : (
        error && <Trouble error={error} what={text('web.sign-in.refused')} />
      )}
      <p className={styles.note}>{text('signin.passkey.or')}</p>
    </div>
  )
}

/** `offered`: in the list under the field, as long as that is still wanted when the question has come. */
async function enter(offered?: () => boolean): Promise<Session> {
  const asked = await askPasskey({ quiet401: true })
  if (offered?.() === false) throw new DeviceRefused('stopped')
  const answer = await answerWithPasskey(asked, offered !== undefined)
  const body = { attempt: asked.attempt, answer }
  return (await signInWithPasskey({ body }, { quiet401: true })) as Session
}
