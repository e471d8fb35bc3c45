import { useSyncExternalStore } from 'react'

const KEY = 'throughcare.names'
const listeners = new Set<() => void>()

/** A wall screen never shows a name, whatever this device remembers. */
export function isProjector(): boolean {
  return new URLSearchParams(window.location.search).has('projector')
}

let onPaper: 'initials' | 'names' | null = null

/** While something is printed, what stands on the paper counts and not the switch. */
export function showOnPaper(what: typeof onPaper): void {
  onPaper = what
  for (const listener of listeners) listener()
}

/** Whether this device shows names at this moment. */
export function namesShown(): boolean {
  if (onPaper !== null) return onPaper === 'names'
  return !isProjector() && localStorage.getItem(KEY) === 'shown'
}

/** Shows or hides names on this device, in all its tabs. */
export function showNames(shown: boolean): void {
  if (shown) localStorage.setItem(KEY, 'shown')
  else localStorage.removeItem(KEY)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', fromOtherTab)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', fromOtherTab)
  }
}

/** Whether names stand beside case references now; hidden unless switched on, and at every sign-out. */
export function useNamesShown(): boolean {
  return useSyncExternalStore(subscribe, namesShown, () => false)
}

/** What to call a person on this screen: the name behind the switch, else the initials. */
export function usePersonLabel(): (person: { initials: string; name: string | null }) => string {
  const shown = useNamesShown()
  return (person) => (shown && person.name ? person.name : person.initials)
}
