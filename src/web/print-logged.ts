import { flushSync } from 'react-dom'
import type { NewPrint, Printed } from '../modules/audit/contract.ts'
import { api } from './api.ts'
import { showOnPaper } from './names.ts'

const root = document.documentElement

/** Closes a page for paper: only what was logged is printed, whichever menu printing was asked from. */
export function guardPaper(): () => void {
  root.setAttribute('data-print-guard', '')
  return () => root.removeAttribute('data-print-guard')
}

let printing: Promise<void> | null = null

/**
 * Logs what is about to stand on paper, then prints it, once however often the button is pressed. If it
 * cannot be logged, nothing is printed.
 *
 * `lay` puts the stamp on the page before the browser lays it out.
 */
export function printLogged(print: NewPrint, lay: (printed: Printed) => void): Promise<void> {
  printing ??= logAndPrint(print, lay).finally(() => {
    printing = null
  })
  return printing
}

async function logAndPrint(print: NewPrint, lay: (printed: Printed) => void): Promise<void> {
  const printed = await api.post<Printed>('/prints', print)
  flushSync(() => {
    lay(printed)
    showOnPaper(print.names ? 'names' : 'initials')
  })
  root.setAttribute('data-print-logged', '')
  window.addEventListener(
    'afterprint',
    () => {
      root.removeAttribute('data-print-logged')
      showOnPaper(null)
    },
    { once: true },
  )
  window.print()
}
