import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import type { RateLimits } from './options.ts'

const minute = 60_000

/**
 * How much one session (or the key of one system) and one address may ask in a minute. The limit of an address is far above
 * that of a session: a whole authority may sit behind one address.
 */
export async function limitRates(
  app: FastifyInstance,
  limits: RateLimits,
  tokenOf: (request: FastifyRequest) => string | undefined,
): Promise<void> {
  if (!limits) return
  await app.register(rateLimit, {
    global: true,
    max: limits.perAddress,
    timeWindow: minute,
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
    addHeaders: hidden,
    addHeadersOnExceeding: hidden,
  })
  const perSession = app.createRateLimit({
    max: limits.perSession,
    timeWindow: minute,
    keyGenerator: (request) => sessionKey(tokenOf(request)) ?? request.ip,
  })
  app.addHook('onRequest', async (request) => {
    // The files of the screens are many and cheap, and at sign-in all of an office share one address.
    if (!request.url.startsWith('/api/')) return
    const found = await perSession(request)
    if (!found.isAllowed && found.isExceeded) throw tooMany(found.ttl)
  })
}

const hidden = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
}

function tooMany(ttl: number): Problem {
  const retryAfter = Math.max(1, Math.ceil(ttl / 1000))
  return new Problem(429, 'too_many_requests', undefined, { seconds: retryAfter }, { retryAfter })
}

const sessionKey = (token: string | undefined) =>
  token && createHash('sha256').update(token).digest('base64url')
