import { useEffect, useSyncExternalStore } from 'react'

export interface Crumb {
  readonly label: string
  readonly to: string
}

export interface PageState {
  readonly title: string
  readonly crumbs: readonly Crumb[]
}

let current: PageState = { title: '', crumbs: [] }
const listeners = new Set<() => void>()

function publish(next: PageState): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the top bar and the window title say about the page that is open. */
export function usePageState(): PageState {
  return useSyncExternalStore(subscribe, () => current)
}

/** Tells the frame which page is open. The title reaches the browser's history: never a name. */
export function useAnnouncePage(title: string, crumbs: readonly Crumb[], product: string): void {
  const trail = JSON.stringify(crumbs)
  useEffect(() => {
    publish({ title, crumbs: JSON.parse(trail) as Crumb[] })
    document.title = `${title} · ${product}`
  }, [title, trail, product])
}
