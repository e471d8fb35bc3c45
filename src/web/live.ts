import { queryClient } from './query-client.ts'

/** What changed, never what it says: a kind (`case`, `lead`, `notice`) and ids of things. */
export interface LiveMessage {
  kind: string
  ids: string[]
}

const NAME = 'throughcare-live'

/**
 * Refreshes what a change concerns. A query says which kinds it shows in `meta: { live: ['lead'] }`;
 * without it the first word of its key counts. Only what is on screen is read again at once.
 */
export function refreshFor(message: LiveMessage): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey, meta }) => {
      if (message.kind === 'resync') return queryKey[0] !== 'session'
      const kinds = (meta?.live as readonly string[] | undefined) ?? [String(queryKey[0])]
      return kinds.includes(message.kind) || kinds.includes('*')
    },
  })
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
