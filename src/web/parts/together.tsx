import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Loading } from './loading.tsx'

/** Whoever answers later than this is not waited for. */
const PATIENCE_MS = 3000
const MOMENT_MS = 20

/** Asked for the first time, so that nothing of it stands on the screen yet. */
const firstAsked = {
  predicate: (query: { state: { status: string } }) => query.state.status === 'pending',
}

interface TogetherProps {
  rows?: number
  children: ReactNode
}

/**
 * Parts of a page that ask apart appear together: what comes late would push a button away from under the finger
 * that presses it. Once they are there, each changes by itself.
 */
export function Together({ rows, children }: TogetherProps) {
  const client = useQueryClient()
  const [shown, setShown] = useState(false)
  const asked = useIsFetching(firstAsked)
  // A part that came with the last answer begins to ask a moment later.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed number is the reason to look again
  useEffect(() => {
    const soon = setTimeout(() => client.isFetching(firstAsked) === 0 && setShown(true), MOMENT_MS)
    return () => clearTimeout(soon)
  }, [asked, client])
  useEffect(() => {
    const late = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(late)
  }, [])
  return (
    <>
      {!shown && <Loading rows={rows} />}
      <div hidden={!shown}>{children}</div>
    </>
  )
}
