import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireWho } from '../http/actor-requests.ts'
import { PasskeyAsked } from './passkey-contract.ts'
import * as wire from './proof-contract.ts'
import { askProof, proveSelf, readProofWays } from './step-up.ts'
import type { WayOptions } from './way-routes.ts'

/** Showing once more that it is oneself, before something grave. */
export function proofRoutes({ databases, origin, slow }: WayOptions): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/session/proof',
      { schema: { operationId: 'readProofWays', response: { 200: wire.ProofWays } } },
      (request) => readProofWays(databases, requireWho(request).token),
    )
    app.post(
      '/session/proof/ask',
      { schema: { operationId: 'askProof', response: { 201: PasskeyAsked } } },
      async (request, reply) => {
        reply.code(201)
        return askProof(databases, origin, requireWho(request).token)
      },
    )
    app.post(
      '/session/proof',
      {
        config: slow,
        schema: {
          operationId: 'proveSelf',
          body: wire.ProveSelf,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const { token } = requireWho(request)
        await proveSelf(databases, origin, token, request.body, request.ip)
        return reply.code(204).send(null)
      },
    )
  }
}
