import { queryClient } from './query-client.ts'

/** What changed, never what it says: a kind (`case`, `lead`, `notice`) and ids of things. */
export interface LiveMessage {
  kind: string
  ids: string[]
}

const NAME = 'throughcare-live'

const CASE_REF = /^[A-Z]{1,4}-\d{1,9}$/
const GATHER_MS = 300

/**
 * Whether a change concerns what a query shows. A query says which kinds it shows in
 * `meta: { live: ['lead'] }`; without it the first word of its key counts. A query about one case is
 * left alone when another case has changed, since each reading is an entry in the access log.
 */
export function concerns(
  query: { queryKey: readonly unknown[]; meta?: Record<string, unknown> | undefined },
  message: LiveMessage,
): boolean {
  const { queryKey, meta } = query
  if (message.kind === 'resync') return queryKey[0] !== 'session'
  const kinds = (meta?.live as readonly string[] | undefined) ?? [String(queryKey[0])]
  if (!kinds.includes(message.kind) && !kinds.includes('*')) return false
  const refs = queryKey.filter((part) => typeof part === 'string' && CASE_REF.test(part))
  const changed = message.ids.filter((id) => CASE_REF.test(id))
  return (
    refs.length === 0 || changed.length === 0 || refs.some((ref) => changed.includes(String(ref)))
  )
}

let gathered: LiveMessage[] = []

/** Refreshes what changes concern; those that come together are one reading. */
function refreshFor(message: LiveMessage): void {
  gathered.push(message)
  if (gathered.length > 1) return
  setTimeout(() => {
    const messages = gathered
    gathered = []
    void queryClient.invalidateQueries({
      predicate: (query) => messages.some((one) => concerns(query, one)),
    })
  }, GATHER_MS)
}

/**
 * Listens for changes with one connection per browser: the tab that holds the lock has it and passes
 * messages on to the others; when that tab closes, the next one takes over.
 */
export function listenForChanges(onEnded: () => void): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = (event: MessageEvent<LiveMessage>) => refreshFor(event.data)
  const hold = () =>
    new Promise<void>((resolve) => {
      const source = new EventSource('/api/v1/events')
      source.onmessage = (event: MessageEvent<string>) => {
        const message = readMessage(event.data)
        if (!message) return
        refreshFor(message)
        channel.postMessage(message)
      }
      source.addEventListener('ended', onEnded)
      stop.signal.addEventListener('abort', () => {
        source.close()
        resolve()
      })
    })
  if (navigator.locks) {
    navigator.locks.request(NAME, { signal: stop.signal }, hold).catch(() => {})
  } else {
    void hold()
  }
  return () => {
    stop.abort()
    channel.close()
  }
}

/** A message that we do not understand is left alone: a newer server may send more kinds. */
function readMessage(data: string): LiveMessage | undefined {
  try {
    const message = JSON.parse(data) as Partial<LiveMessage>
    if (typeof message.kind !== 'string') return undefined
    return { kind: message.kind, ids: Array.isArray(message.ids) ? message.ids : [] }
  } catch {
    return undefined
  }
}
