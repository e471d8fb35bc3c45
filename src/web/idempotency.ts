import { useRef } from 'react'
import { newIdempotencyKey } from './api.ts'

/**
 * The key of a form that creates something: the same for every press of its button, a new one after
 * `renew()`, which the form calls once its answer has come.
 */
export function useIdempotencyKey(): { current: () => string; renew: () => void } {
  const key = useRef<string | null>(null)
  return {
    current: () => {
      key.current ??= newIdempotencyKey()
      return key.current
    },
    renew: () => {
      key.current = null
    },
  }
}
