import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as wire from '../contract.ts'
import { listReleases } from '../service/releases.ts'
import { openToday } from '../service/today.ts'

/** Who is released next, and what the day brings. */
export const releasesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/releases',
    {
      schema: {
        operationId: 'listReleases',
        querystring: wire.ReleasesQuery,
        response: { 200: wire.Releases },
      },
    },
    (request) => listReleases(request, request.query),
  )
  app.get(
    '/today',
    { schema: { operationId: 'readToday', response: { 200: wire.Today } } },
    (request) => openToday(request),
  )
}
