import { Button, Group, Modal } from '@mantine/core'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../api.ts'
import { leadToSignIn } from '../leave.ts'
import { signOut, useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'

const KEY = 'throughcare.active'
const MINUTE_MS = 60_000
const IDLE_MINUTES = 15
const WARN_BEFORE_MS = 2 * MINUTE_MS
const TOUCH_EVERY_MS = 4 * MINUTE_MS
const NOTE_EVERY_MS = 5_000

const lastActive = () => Number(localStorage.getItem(KEY)) || 0
const noteActive = () => localStorage.setItem(KEY, String(Date.now()))

/**
 * Warns two minutes before a session ends for want of use; any tab of this browser counts as use.
 *
 * Somebody who writes for a long time asks nothing of the server, so their typing keeps the session.
 */
export function IdleWatch() {
  const text = useText()
  const format = useFormat()
  const session = useSession()
  const navigate = useNavigate()
  const router = useRouter()
  const idleMs = (session?.idleMinutes ?? IDLE_MINUTES) * MINUTE_MS
  const [endsAt, setEndsAt] = useState<Date | null>(null)
  useActivity(endsAt !== null)
  const look = useCallback(() => {
    const ends = lastActive() + idleMs
    if (Date.now() >= ends) {
      void signOut().catch(() => {})
      leadToSignIn(router, true)
    } else {
      setEndsAt(Date.now() >= ends - WARN_BEFORE_MS ? new Date(ends) : null)
    }
  }, [idleMs, router])
  useEffect(() => {
    const timer = setInterval(look, NOTE_EVERY_MS)
    return () => clearInterval(timer)
  }, [look])
  const stay = () => {
    noteActive()
    setEndsAt(null)
    void touch()
  }
  const leave = async () => {
    await signOut()
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <Modal
      opened={endsAt !== null}
      onClose={stay}
      title={text('web.idle.title')}
      closeButtonProps={{ 'aria-label': text('web.idle.stay') }}
    >
      <p>{endsAt && text('web.idle.note', { time: format.time(endsAt) })}</p>
      <Group mt={20} gap={8} justify="flex-end">
        <Button variant="default" onClick={() => void leave()}>
          {text('web.idle.leave')}
        </Button>
        <Button onClick={stay} data-autofocus>
          {text('web.idle.stay')}
        </Button>
      </Group>
    </Modal>
  )
}

/** The server's own clock runs too: now and then it is told that somebody is here. */
async function touch(): Promise<void> {
  await api.get('/session').catch(() => {})
}

function useActivity(warned: boolean): void {
  const touched = useRef(Date.now())
  useEffect(() => {
    noteActive()
  }, [])
  useEffect(() => {
    if (warned) return
    const active = () => {
      const now = Date.now()
      if (now - lastActive() > NOTE_EVERY_MS) noteActive()
      if (now - touched.current > TOUCH_EVERY_MS) {
        touched.current = now
        void touch()
      }
    }
    const events = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
    for (const name of events) window.addEventListener(name, active, { passive: true })
    return () => {
      for (const name of events) window.removeEventListener(name, active)
    }
  }, [warned])
}
