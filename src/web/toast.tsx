import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useText } from './words.ts'

const Shown = lazy(() =>
  import('./shell/toasts-shown.tsx').then((m) => ({ default: m.ToastsShown })),
)
let needed = false
let closeWords = ''
const listeners = new Set<() => void>()

/** Says in passing that something was done: "Saved for these 6 people". Never the only place. */
export async function toast(message: string): Promise<void> {
  needed = true
  for (const listener of listeners) listener()
  const { showToast } = await import('./shell/toasts-shown.tsx')
  showToast(message, closeWords)
}

/** Where short messages appear; its code comes with the first one. */
export function Toasts() {
  closeWords = useText()('web.close')
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => needed,
  )
  if (!shown) return null
  return (
    <Suspense fallback={null}>
      <Shown />
    </Suspense>
  )
}
