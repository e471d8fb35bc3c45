import { useEffect, useState } from 'react'

/**
 * Gives the focus back to where a dialog was opened, for dialogs that exist only while they are open
 * (the library returns it only from dialogs that stay mounted). If the opener is gone, as after an
 * offer was sent, the content takes it, so that a reader without a mouse is never thrown to the top.
 */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        const now = document.activeElement
        if (now && now !== document.body) return
        const back = opener instanceof HTMLElement && opener.isConnected ? opener : null
        const target = back ?? document.getElementById('content')
        target?.focus({ preventScroll: true })
      }, 0)
    },
    [opener],
  )
}
