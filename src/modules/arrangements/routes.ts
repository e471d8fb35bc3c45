import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { ArrangementList } from './contract.ts'
import { listArrangements } from './service.ts'

/** The agreements in force, for whoever is bound by them. */
export const arrangementsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/arrangements',
    { schema: { operationId: 'listArrangements', response: { 200: ArrangementList } } },
    (request) => request.asActor(listArrangements),
  )
}
