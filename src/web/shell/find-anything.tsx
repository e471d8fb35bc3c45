import { lazy, Suspense, useEffect, useState } from 'react'

const Finder = lazy(() => import('./finder.tsx').then((m) => ({ default: m.Finder })))

const OPEN = 'throughcare:find'

/** Opens the search over everything; its code comes with the first opening. */
export function openFindAnything(): void {
  window.dispatchEvent(new Event(OPEN))
}

/** Listens for Ctrl K (or Cmd K) and for the boxes that open the search. */
export function FindAnything() {
  const [needed, setNeeded] = useState(false)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    const open = () => {
      setNeeded(true)
      setOpened(true)
    }
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open()
      }
    }
    window.addEventListener(OPEN, open)
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener(OPEN, open)
      window.removeEventListener('keydown', onKey)
    }
  }, [])
  if (!needed) return null
  return (
    <Suspense fallback={null}>
      <Finder opened={opened} onClose={() => setOpened(false)} />
    </Suspense>
  )
}
