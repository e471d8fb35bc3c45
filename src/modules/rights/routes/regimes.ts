import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../../platform/http/once.ts'
import { ById, ByRef } from '../../timeline/contract.ts'
import { NewRegimeChange, Regimes } from '../regime-contract.ts'
import { changeRegime, confirmRegime, readRegimes, withdrawRegime } from '../service/regimes.ts'

const Made = z.object({ id: z.uuid() })

/** From the law-enforcement directive to the GDPR and back: by a decision alone (LED-01, LED-03). */
export const regimeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/regimes',
    { schema: { operationId: 'readRegimes', params: ByRef, response: { 200: Regimes } } },
    (request) => readRegimes(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/regimes',
    {
      schema: {
        operationId: 'changeRegime',
        params: ByRef,
        body: NewRegimeChange,
        response: { 201: Made },
      },
    },
    (request, reply) =>
      makeOnce(request, reply, (tx) => changeRegime(tx, request.params.ref, request.body)),
  )
  for (const [what, operationId, act] of [
    ['confirmation', 'confirmRegime', confirmRegime],
    ['withdrawal', 'withdrawRegime', withdrawRegime],
  ] as const)
    app.post(
      `/regimes/:id/${what}`,
      { schema: { operationId, params: ById, response: { 200: Made } } },
      (request) => request.asActor((tx) => act(tx, (request.params as { id: string }).id)),
    )
}
