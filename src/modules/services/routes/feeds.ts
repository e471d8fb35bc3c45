import { createHash } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { hashToken, newToken } from '../../../platform/auth/tokens.ts'
import { clock } from '../../../platform/clock.ts'
import type { Databases } from '../../../platform/db/connections.ts'
import { notFound } from '../../../platform/errors.ts'
import type { RateLimits } from '../../../platform/http/options.ts'
import { readPhrases } from '../../../platform/http/phrases.ts'
import { writeFeed } from '../calendar/write-feed.ts'
import { CalendarFeed, CalendarFeedMade } from '../feed-contract.ts'
import { endFeed, findFeed, readFeed, saveFeed } from '../queries/feeds.ts'

interface MemberFeedOptions {
  /** Where the address leads to. */
  origin: string
}

/** The secret address of one's own calendar: made, made anew, stopped. It is told once. */
export const memberFeedRoutes: FastifyPluginAsyncZod<MemberFeedOptions> = async (
  app,
  { origin },
) => {
  const answer = { response: { 200: CalendarFeed } }
  app.get('/calendar-feed', { schema: { operationId: 'readCalendarFeed', ...answer } }, (request) =>
    request.asActor(findFeed),
  )
  app.post(
    '/calendar-feed',
    { schema: { operationId: 'makeCalendarFeed', response: { 201: CalendarFeedMade } } },
    (request, reply) => {
      const token = newToken()
      reply.code(201)
      return request.asActor(async (tx) => {
        await saveFeed(tx, hashToken(token))
        return { address: `${origin}/calendar/${token}.ics`, madeAt: clock.now().toISOString() }
      })
    },
  )
  app.delete(
    '/calendar-feed',
    { schema: { operationId: 'stopCalendarFeed', ...answer } },
    (request) =>
      request.asActor(async (tx) => {
        await endFeed(tx)
        return findFeed(tx)
      }),
  )
}

interface FeedOptions extends MemberFeedOptions {
  databases: Databases
  rateLimits: RateLimits
}

const perMinute = 60
const address = /^([\w-]{43})\.ics$/

/**
 * The calendar itself, for programs that cannot sign in. Whoever holds the address reads this and
 * nothing else; no cookie counts here, and the database asks again each time what its member may see.
 */
export function calendarFeedRoutes(options: FeedOptions): FastifyPluginAsync {
  const { databases, origin, rateLimits } = options
  const phrases = readPhrases('feeds')
  const limit = rateLimits ? { max: perMinute, timeWindow: 60_000 } : false
  return async (app) => {
    app.get<{ Params: { file: string } }>(
      '/calendar/:file',
      { schema: { hide: true }, config: { rateLimit: limit } },
      async (request, reply) => {
        const token = address.exec(request.params.file)?.[1]
        const feed = token ? await readFeed(databases, hashToken(token)) : null
        if (!feed) throw notFound('calendar')
        const mark = createHash('sha256').update(JSON.stringify(feed)).digest('base64url')
        const tag = `"${mark.slice(0, 27)}"`
        reply.headers({ ETag: tag, 'Cache-Control': 'private, no-cache' })
        if (request.headers['if-none-match'] === tag) return reply.code(304).send()
        reply.type('text/calendar; charset=utf-8')
        return reply.send(writeFeed(feed, phrases, origin, clock.now()))
      },
    )
  }
}
