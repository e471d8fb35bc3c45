import { useSyncExternalStore } from 'react'

let offlineSince: Date | null = null
const listeners = new Set<() => void>()

/** Notes whether the server can be reached; kept from the first failure to the first answer. */
export function noteConnection(reached: boolean): void {
  const before = offlineSince
  if (reached) offlineSince = null
  else offlineSince ??= new Date()
  if (before !== offlineSince) for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  const lost = () => noteConnection(false)
  const back = () => noteConnection(true)
  listeners.add(listener)
  window.addEventListener('offline', lost)
  window.addEventListener('online', back)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('offline', lost)
    window.removeEventListener('online', back)
  }
}

/** Since when the server cannot be reached; null while it can. */
export function useOfflineSince(): Date | null {
  return useSyncExternalStore(subscribe, () => offlineSince)
}
