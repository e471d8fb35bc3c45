import { useRef } from 'react'
import { ApiProblem, newIdempotencyKey } from './api.ts'

/** The call of a form that makes something; the key goes with it. */
export type Make<T = unknown> = (options: { idempotencyKey: string }) => Promise<T>

/**
 * Sends a form that makes something, so that it is made once: pressed twice, or pressed again after
 * the answer was lost, the same request finds what was made. What was refused made nothing and may be
 * corrected; if the text was changed after the first press had come through, that is said once.
 */
export function useMadeOnce(): <T>(make: Make<T>) => Promise<T> {
  const key = useRef<string | null>(null)
  return async (make) => {
    key.current ??= newIdempotencyKey()
    try {
      const made = await make({ idempotencyKey: key.current })
      key.current = null
      return made
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'idempotency_key_reused') key.current = null
      throw error
    }
  }
}

const DOUBLE_CLICK_MS = 500

let lastChange = Number.NEGATIVE_INFINITY
if (typeof document !== 'undefined')
  document.addEventListener('input', () => (lastChange = performance.now()), { capture: true })

/**
 * The second press of a double click does nothing, so that nothing is said or done twice. Whoever has
 * typed or ticked something since the first press means the second one, however quick they are.
 */
export function useFirstPress(): (act: () => void) => void {
  const last = useRef(Number.NEGATIVE_INFINITY)
  return (act) => {
    const now = performance.now()
    if (now - last.current < DOUBLE_CLICK_MS && lastChange < last.current) return
    last.current = now
    act()
  }
}
