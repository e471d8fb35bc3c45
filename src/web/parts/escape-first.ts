import { type RefObject, useEffect } from 'react'

/**
 * Escape leads back from what stands over a form and closes nothing below: this listener is older than
 * that of any form's dialog. `goBack` holds what to do, or null while nothing stands there.
 */
export function useEscapeFirst(goBack: RefObject<(() => void) | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !goBack.current) return
      event.stopImmediatePropagation()
      goBack.current()
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [goBack])
}
