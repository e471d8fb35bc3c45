import { useSyncExternalStore } from 'react'
import { keeping } from './kept-here.ts'

const KEY = 'throughcare.names'
const { tell, subscribe } = keeping(KEY)

/** A wall screen never shows a name, whatever this device remembers. */
export function isProjector(): boolean {
  return new URLSearchParams(window.location.search).has('projector')
}

let onPaper: 'initials' | 'names' | null = null

/** While something is printed, what stands on the paper counts and not the switch. */
export function showOnPaper(what: typeof onPaper): void {
  onPaper = what
  tell()
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
  tell()
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
