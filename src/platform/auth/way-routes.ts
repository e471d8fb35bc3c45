import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireWho } from '../http/actor-requests.ts'
import { codeRoutes } from './code-routes.ts'
import { SessionAnswer } from './contract.ts'
import * as wire from './passkey-contract.ts'
import * as passkeys from './passkeys.ts'
import { proofRoutes } from './proof-routes.ts'
import type { AuthOptions } from './routes.ts'
import type { Visitor } from './sign-in.ts'
import { endOtherSessions, endSessionOfMine, readWays } from './ways.ts'

/** What these routes share with those of the session. */
export interface WayOptions extends AuthOptions {
  /** Few requests for an address, where secrets are tried. */
  slow: { rateLimit: false | { max: number; timeWindow: number } }
  visitor(request: FastifyRequest): Visitor
  welcome(request: FastifyRequest, reply: FastifyReply, token: string): Promise<SessionAnswer>
}

const nothing = z.null()

/** Signing in with a passkey, and one's own ways in. */
export function wayRoutes(options: WayOptions): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(passkeySignIn(options))
    await app.register(ownPasskeys(options))
    await app.register(ownSessions(options))
    await app.register(proofRoutes(options))
    await app.register(codeRoutes(options))
  }
}

function passkeySignIn(options: WayOptions): FastifyPluginAsyncZod {
  const { databases, origin, slow: config } = options
  return async (app) => {
    app.post(
      '/session/passkey/ask',
      {
        config,
        schema: {
          operationId: 'askPasskey',
          security: [],
          response: { 201: wire.PasskeyAsked },
        },
      },
      async (_request, reply) => {
        reply.code(201)
        return passkeys.askPasskey(databases, origin)
      },
    )
    app.post(
      '/session/passkey',
      {
        config,
        schema: {
          operationId: 'signInWithPasskey',
          security: [],
          body: wire.UsePasskey,
          response: { 201: SessionAnswer },
        },
      },
      async (request, reply) => {
        const { browser } = options.visitor(request)
        const token = await passkeys.signInWithPasskey(databases, origin, request.body, browser)
        return options.welcome(request, reply, token)
      },
    )
  }
}

function ownPasskeys({ databases, origin, sessionsEnded }: WayOptions): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/session/ways',
      { schema: { operationId: 'readWays', response: { 200: wire.Ways } } },
      (request) => readWays(databases, requireWho(request).token),
    )
    app.post(
      '/session/passkeys/ask',
      { schema: { operationId: 'askNewPasskey', response: { 201: wire.NewPasskeyAsked } } },
      async (request, reply) => {
        reply.code(201)
        return passkeys.askNewPasskey(databases, origin, requireWho(request).token)
      },
    )
    app.post(
      '/session/passkeys',
      {
        schema: {
          operationId: 'addPasskey',
          body: wire.AddPasskey,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await passkeys.addPasskey(databases, origin, requireWho(request).token, request.body)
        return reply.code(204).send(null)
      },
    )
    app.patch(
      '/session/passkeys/:id',
      {
        schema: {
          operationId: 'namePasskey',
          params: wire.ById,
          body: wire.NamePasskey,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        const { token } = requireWho(request)
        await passkeys.namePasskey(databases, token, request.params.id, request.body.name)
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/session/passkeys/:id',
      {
        schema: {
          operationId: 'removePasskey',
          params: wire.ById,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await passkeys.removePasskey(databases, requireWho(request).token, request.params.id)
        await sessionsEnded()
        return reply.code(204).send(null)
      },
    )
  }
}

function ownSessions({ databases, sessionsEnded }: WayOptions): FastifyPluginAsyncZod {
  return async (app) => {
    app.delete(
      '/sessions/others',
      { schema: { operationId: 'endOtherSessions', response: { 204: nothing } } },
      async (request, reply) => {
        await endOtherSessions(databases, requireWho(request).token)
        await sessionsEnded()
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/sessions/:id',
      {
        schema: {
          operationId: 'endSessionOfMine',
          params: wire.ById,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await endSessionOfMine(databases, requireWho(request).token, request.params.id)
        await sessionsEnded()
        return reply.code(204).send(null)
      },
    )
  }
}
