import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { browserFamily } from '../../platform/auth/browser-family.ts'
import { setSessionCookie } from '../../platform/auth/cookie.ts'
import { clock } from '../../platform/clock.ts'
import type { Config } from '../../platform/config.ts'
import type { Databases } from '../../platform/db/connections.ts'
import { forbidden, notFound } from '../../platform/errors.ts'
import type { RateLimits } from '../../platform/http/options.ts'
import { checkCertificate } from '../../platform/tls/certificate.ts'
import { proposeCalendar } from './calendar-proposal.ts'
import { readSetUpLink, readSetUpState, setUp } from './set-up.ts'
import * as wire from './set-up-contract.ts'

export interface SetUpOptions {
  databases: Databases
  config: Pick<Config, 'origin' | 'tls' | 'trustedProxies'>
  rateLimits: RateLimits
  /** Only a program that has it can make the keys of a city. */
  master?: Buffer
}

/** The way in for a city that does not exist yet: whoever holds the one-time link makes it. */
export function setUpRoutes(options: SetUpOptions): FastifyPluginAsyncZod {
  const { databases, config, rateLimits, master } = options
  const slow: FastifyContextConfig = {
    rateLimit: rateLimits ? { max: rateLimits.signIn, timeWindow: 60_000 } : false,
  }
  return async (app) => {
    app.get(
      '/set-up',
      {
        schema: { operationId: 'readSetUpState', security: [], response: { 200: wire.SetUpState } },
      },
      () => readSetUpState(databases),
    )
    app.get(
      '/set-up/:token',
      {
        config: slow,
        schema: {
          operationId: 'readSetUpLink',
          security: [],
          params: wire.BySetUpToken,
          response: { 200: wire.SetUpLink },
        },
      },
      (request) => {
        requireNear(request, config.origin)
        return readSetUpLink(databases, request.params.token)
      },
    )
    app.post(
      '/set-up/:token',
      {
        config: slow,
        schema: {
          operationId: 'setUp',
          security: [],
          params: wire.BySetUpToken,
          body: wire.SetUp,
          response: { 201: wire.SetUpDone },
        },
      },
      async (request, reply) => {
        requireNear(request, config.origin)
        if (!master) throw notFound('set_up_link')
        const browser = browserFamily(request.headers['user-agent'])
        const { token } = request.params
        setSessionCookie(reply, await setUp(databases, master, token, request.body, browser))
        reply.code(201)
        return { authority: request.body.city }
      },
    )
    app.get(
      '/calendar-proposal',
      {
        schema: {
          operationId: 'proposeCalendar',
          security: [],
          querystring: wire.CalendarQuery,
          response: { 200: wire.CalendarProposal },
        },
      },
      async (request) => proposeCalendar(request.query),
    )
    app.get(
      '/opening',
      { schema: { operationId: 'readOpening', security: [], response: { 200: wire.Opening } } },
      async () => describeOpening(config),
    )
  }
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/** Where nobody said under which name the desk is reached, a city is made at the machine itself. */
function requireNear(request: FastifyRequest, origin: string): void {
  if (!loopback.test(new URL(origin).hostname)) return
  if (!/^(::ffff:)?127\.|^::1$/.test(request.ip)) throw forbidden('set_up_from_this_computer')
}

/** How browsers reach this desk, and what they will say about its certificate. */
export function describeOpening({
  origin,
  tls,
  trustedProxies,
}: SetUpOptions['config']): wire.Opening {
  const { hostname, port, protocol } = new URL(origin)
  return {
    way: trustedProxies.length > 0 && !tls ? 'proxy' : tls ? 'network' : 'computer',
    origin,
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    certificate: tls ? checkCertificate(tls, hostname, clock.now()) : null,
  }
}
