import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { PersonSearch, PersonSearchQuery } from './contract.ts'
import { searchPersons } from './service/search.ts'

/** Finding a person again. */
export const personsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/persons/search',
    {
      schema: {
        operationId: 'searchPersons',
        querystring: PersonSearchQuery,
        response: { 200: PersonSearch },
      },
    },
    (request) => request.asActor((tx) => searchPersons(tx, request.query.q)),
  )
}
