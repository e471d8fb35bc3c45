import { useNavigate, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { readSession } from '../client.gen.ts'
import { leadToSignIn } from '../leave.ts'
import { signOut, useSession } from '../session.ts'

const IdleWarning = lazy(() =>
  import('./idle-warning.tsx').then((m) => ({ default: m.IdleWarning })),
)

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
  if (!endsAt) return null
  return (
    <Suspense fallback={null}>
      <IdleWarning endsAt={endsAt} onStay={stay} onLeave={() => void leave()} />
    </Suspense>
  )
}

/** The server's own clock runs too: now and then it is told that somebody is here. */
async function touch(): Promise<void> {
  await readSession().catch(() => {})
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
