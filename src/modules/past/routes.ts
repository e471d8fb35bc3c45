import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as wire from './contract.ts'
import { openMoments, openPast } from './service/read-past.ts'

/** A case as it was known at a moment, and the moments worth choosing. */
export const pastRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/as-known',
    {
      schema: {
        operationId: 'readCaseAsKnown',
        params: wire.ByRef,
        querystring: wire.AsKnownQuery,
        response: { 200: wire.AsKnown },
      },
    },
    (request) => openPast(request, request.params.ref, request.query.at),
  )
  app.get(
    '/cases/:ref/moments',
    {
      schema: {
        operationId: 'listCaseMoments',
        params: wire.ByRef,
        response: { 200: wire.CaseMoments },
      },
    },
    (request) => openMoments(request, request.params.ref),
  )
}
