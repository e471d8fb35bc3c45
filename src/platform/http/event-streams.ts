import type { ServerResponse } from 'node:http'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { askGate } from '../auth/gate.ts'
import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import type { Log } from '../log.ts'
import { requireWho } from './actor-requests.ts'
import { type Announcement, listenForAnnouncements } from './announcements.ts'

export interface EventStreams {
  /** The route `GET /events`. */
  routes: FastifyPluginAsyncZod
  /** Reads again whom the open streams speak for, and ends those whose session is over. */
  recheck(): Promise<void>
  close(): Promise<void>
}

interface Stream {
  token: string
  authority: number
  member: number
  principals: ReadonlySet<number>
  out: ServerResponse
}

interface Watched {
  token: string
  authority_id: number
  member_id: number
  principals: number[]
}

const mostPerSession = 6

/**
 * Tells open browsers that something changed: a kind and ids, never what it says. A message goes only
 * to sessions of the principals that it names; the browser then asks for what it may see.
 */
export function openEventStreams(databases: Databases, log: Log, heartbeat = 25_000): EventStreams {
  const streams = new Set<Stream>()
  const watch = (tokens: string[]) => askGate<Watched>(databases.gate, 'watch_sessions', [tokens])

  const recheck = async () => {
    const open = [...streams]
    if (open.length === 0) return
    const watched = await watch([...new Set(open.map((stream) => stream.token))])
    const known = new Map(watched.map((row) => [row.token, row]))
    for (const stream of open) {
      const row = known.get(stream.token)
      if (!row) stream.out.end('event: ended\ndata: {}\n\n')
      else stream.principals = new Set(row.principals)
    }
  }
  const beat = setInterval(() => {
    for (const { out } of streams) out.write(': still here\n\n')
    recheck().catch(() => log.warn('sessions of open streams could not be read again'))
  }, heartbeat)
  beat.unref()

  const announce = (message: Announcement | 'resync') => {
    const text = write(message)
    for (const stream of streams) if (concerns(stream, message)) stream.out.write(text)
  }
  const listening = listenForAnnouncements(databases.actorPool, log, announce)

  return {
    recheck,
    close: async () => {
      clearInterval(beat)
      for (const { out } of streams) out.end()
      await listening.close()
    },
    routes: async (app) => {
      app.get('/events', { schema: { operationId: 'followEvents' } }, async (request, reply) => {
        const { token } = requireWho(request)
        const [row] = await watch([token])
        if (!row) throw new Problem(401, 'session_missing')
        const mine = [...streams].filter((stream) => stream.token === token)
        if (mine.length >= mostPerSession) mine[0]?.out.end()
        reply.hijack()
        const out = reply.raw
        const stream: Stream = {
          token,
          authority: row.authority_id,
          member: row.member_id,
          principals: new Set(row.principals),
          out,
        }
        out.writeHead(200, { ...reply.getHeaders(), ...streamHeaders } as Record<string, string>)
        out.write('retry: 3000\n\n')
        streams.add(stream)
        out.on('close', () => streams.delete(stream))
      })
    },
  }
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies that collect answers before they pass them on would hold messages back.
  'x-accel-buffering': 'no',
}

const concerns = (stream: Stream, message: Announcement | 'resync') =>
  message === 'resync' ||
  (message.authority === stream.authority &&
    !message.except?.includes(stream.member) &&
    message.principals.some((principal) => stream.principals.has(principal)))

/** Whom it concerns stays here: the names of desks and members are not the browser's business. */
function write(message: Announcement | 'resync'): string {
  const told =
    message === 'resync' ? { kind: 'resync', ids: [] } : { kind: message.kind, ids: message.ids }
  return `data: ${JSON.stringify(told)}\n\n`
}
