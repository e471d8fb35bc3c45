export interface Keeping {
  /** Something that is kept here has changed. */
  tell(): void
  /** Hears of changes, of those in other tabs of this device too. */
  subscribe(listener: () => void): () => void
}

/** Tells the screens when what this device keeps under a name has changed, here or in another tab. */
export function keeping(key: string, onOtherTab: () => void = () => {}): Keeping {
  const listeners = new Set<() => void>()
  return {
    tell: () => {
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      const fromOtherTab = (event: StorageEvent) => {
        if (event.key !== key && event.key !== null) return
        onOtherTab()
        listener()
      }
      listeners.add(listener)
      window.addEventListener('storage', fromOtherTab)
      return () => {
        listeners.delete(listener)
        window.removeEventListener('storage', fromOtherTab)
      }
    },
  }
}
