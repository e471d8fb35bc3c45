import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireWho } from '../http/actor-requests.ts'
import * as wire from './code-contract.ts'
import { beginCodes, confirmCodes, removeCodes, signInWithCode } from './codes.ts'
import { SessionAnswer } from './contract.ts'
import type { WayOptions } from './way-routes.ts'

/** Codes from a phone, beside the passphrase. */
export function codeRoutes(options: WayOptions): FastifyPluginAsyncZod {
  const { databases, slow: config, sessionsEnded } = options
  return async (app) => {
    app.post(
      '/session/code',
      {
        config,
        schema: {
          operationId: 'signInWithCode',
          security: [],
          body: wire.GiveCode,
          response: { 201: SessionAnswer },
        },
      },
      async (request, reply) => {
        const token = await signInWithCode(databases, request.body, options.visitor(request))
        return options.welcome(request, reply, token)
      },
    )
    app.post(
      '/session/codes',
      { schema: { operationId: 'beginCodes', response: { 201: wire.CodesBegun } } },
      async (request, reply) => {
        reply.code(201)
        return beginCodes(databases, requireWho(request).token)
      },
    )
    app.post(
      '/session/codes/confirm',
      {
        config,
        schema: {
          operationId: 'confirmCodes',
          body: wire.ConfirmCodes,
          response: { 201: wire.RecoveryCodes },
        },
      },
      async (request, reply) => {
        const { token } = requireWho(request)
        const made = await confirmCodes(databases, token, request.body.code, request.ip)
        await sessionsEnded()
        reply.code(201)
        return made
      },
    )
    app.delete(
      '/session/codes',
      { schema: { operationId: 'removeCodes', response: { 204: z.null() } } },
      async (request, reply) => {
        await removeCodes(databases, requireWho(request).token)
        await sessionsEnded()
        return reply.code(204).send(null)
      },
    )
  }
}
