import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { practiceCookie, readSessionCookie, sessionCookie } from '../auth/cookie.ts'
import { Problem } from '../errors.ts'
import { decorateActor } from './actor-requests.ts'
import { refuseCrossSite } from './cross-site.ts'
import { answerUnknownRoutes } from './not-found.ts'
import { describeRoutes, serveDescription } from './openapi.ts'
import type { HttpOptions } from './options.ts'
import { answerProblems, problemOf, sendProblem } from './problems.ts'
import { limitRates } from './rate-limits.ts'
import { logRequests } from './request-log.ts'
import { guardSchemas, keepWriters } from './schemas.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { readSystemKey } from './system-keys.ts'
import { refusePlainNetwork } from './transport.ts'
import { tagVersions } from './versions.ts'

const megabyte = 1024 * 1024

/**
 * A server with every convention of our interface and no route but its own description.
 *
 * The order of the hooks is the order of trust: first what every answer carries, then who may
 * speak to us at all, then how often, then who it is.
 */
export async function createHttp(options: HttpOptions, version: string): Promise<FastifyInstance> {
  const { words, log, tls } = options
  const base = {
    logger: false,
    bodyLimit: megabyte,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
    frameworkErrors: (
      error: Error,
      _request: unknown,
      reply: Parameters<typeof sendProblem>[0],
    ) => {
      sendProblem(reply, problemOf(error), words)
    },
  } as const
  const made = tls ? Fastify({ ...base, https: { ...tls, minVersion: 'TLSv1.2' } }) : Fastify(base)
  const app = made as unknown as FastifyInstance
  readBodies(app)
  answerProblems(app, words, log)
  logRequests(app, log)
  setSecurityHeaders(app)
  refusePlainNetwork(app)
  refuseCrossSite(app, options.origins)
  app.decorate('sessionCookie', options.practice ? practiceCookie : sessionCookie)
  await app.register(cookie)
  const tokenOf = (request: FastifyRequest) => readSessionCookie(request) ?? readSystemKey(request)
  await limitRates(app, options.rateLimits, tokenOf)
  const systems = options.systemOperations ?? {}
  decorateActor(app, options.databases, systems)
  guardSchemas(app)
  await keepWriters(app)
  tagVersions(app)
  answerUnknownRoutes(app, words)
  await describeRoutes(app, version, systems)
  serveDescription(app)
  return app.withTypeProvider<ZodTypeProvider>() as unknown as FastifyInstance
}

/** JSON only, without keys that reach into prototypes; an empty body is no body. */
function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    parse(request, String(body), (error, value) =>
      done(error ? new Problem(400, 'malformed_json') : null, value),
    )
  })
}
