import { useBlocker } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useText } from '../words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** The browser asks before it closes or reloads a page on which something typed is not saved. */
export function useUnsavedWarning(unsaved: () => boolean): void {
  const now = useRef(unsaved)
  now.current = unsaved
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (now.current()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
}

/**
 * Asks before a page is left on which something typed is not saved: by a link, the back button or a
 * reload. Whoever saved goes on with `ignoreBlocker`.
 */
export function UnsavedGuard({ when }: { when: boolean }) {
  const text = useText()
  useUnsavedWarning(() => when)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: false,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      opened={status === 'blocked'}
      title={text('web.unsaved.title')}
      confirm={text('web.unsaved.leave')}
      onConfirm={() => proceed?.()}
      onCancel={() => reset?.()}
    >
      <p>{text('web.unsaved.note')}</p>
    </ConfirmDialog>
  )
}
