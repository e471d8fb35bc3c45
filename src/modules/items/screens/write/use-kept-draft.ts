import { useEffect, useRef, useState } from 'react'
import { api } from '../../../../web/api.ts'
import type { Draft } from './draft.ts'

/** So long after the last letter what was typed is kept as a draft. */
const keepAfter = 2500

/**
 * Keeps the draft by itself a moment after the last letter, when the page is left or hidden, and when
 * the connection is back; at once when asked. Nothing that was typed is lost by a reload.
 */
export function useKeptDraft(ref: string, draft: Draft) {
  const [busy, setBusy] = useState(false)
  const path = `/cases/${ref}/items/draft`
  const held = useRef({
    ...{ begun: draft, now: draft, unkept: false, stopped: false, failed: false },
    ...{ underWay: false, again: false },
  })
  held.current.now = draft
  const keep = () =>
    api.put(path, { content: JSON.stringify(held.current.now) }, { keepalive: true })
  const flush = useRef(() => {})
  flush.current = () => {
    const one = held.current
    // The connection may come back while a keeping is being lost to it: then it is kept once more.
    one.again = one.underWay && !one.unkept
    if (!one.unkept || one.stopped) return
    one.unkept = false
    one.underWay = true
    keep()
      .catch(() => {
        one.unkept = true
      })
      .finally(() => {
        one.underWay = false
        if (one.again) flush.current()
      })
  }
  useEffect(() => {
    const one = held.current
    if (one.begun === draft) return
    one.unkept = true
    const timer = setTimeout(() => flush.current(), keepAfter)
    return () => clearTimeout(timer)
  }, [draft])
  useEffect(() => onLeaving(() => flush.current()), [])
  const whileBusy = async (work: () => Promise<unknown>, done: () => void) => {
    setBusy(true)
    try {
      await work()
      held.current.unkept = false
      done()
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    stop: () => {
      held.current.stopped = true
    },
    /** The save did not succeed, so what was typed is kept again. */
    goOn: () => {
      held.current.stopped = false
      held.current.failed = true
      held.current.unkept = true
    },
    /** After a lost answer a draft may have been kept although the item was there already. */
    saved: async () => {
      if (held.current.failed) await api.delete(path).catch(() => undefined)
    },
    now: (done: () => void) => void whileBusy(keep, done),
    discard: (fresh: Draft, done: () => void) =>
      void whileBusy(
        () => api.delete(path),
        () => {
          held.current.begun = fresh
          done()
        },
      ),
  }
}

/** The page is reloaded, closed, hidden or left for another one, or the connection has come back. */
function onLeaving(act: () => void): () => void {
  const onHidden = () => {
    if (document.visibilityState === 'hidden') act()
  }
  window.addEventListener('pagehide', act)
  window.addEventListener('online', act)
  document.addEventListener('visibilitychange', onHidden)
  return () => {
    window.removeEventListener('pagehide', act)
    window.removeEventListener('online', act)
    document.removeEventListener('visibilitychange', onHidden)
    act()
  }
}
