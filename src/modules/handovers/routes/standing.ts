import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../../platform/http/once.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
import { ById } from '../../timeline/contract.ts'
import * as wire from '../contract.ts'
import { listEscalations, resolveEscalation } from '../service/escalations.ts'
import { addStanding, endStanding, listStandings } from '../service/standing.ts'

const Made = z.object({ id: z.uuid() })

/** Words given in advance, and what managers settle. */
export const standingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/standing-acceptances',
    { schema: { operationId: 'listStandingAcceptances', response: { 200: wire.Standings } } },
    (request) => listStandings(request),
  )
  app.post(
    '/standing-acceptances',
    {
      schema: {
        operationId: 'addStandingAcceptance',
        body: wire.NewStanding,
        response: { 201: Made },
      },
    },
    (request, reply) => makeOnce(request, reply, (tx) => addStanding(tx, request.body)),
  )
  app.post(
    '/standing-acceptances/:id/end',
    { schema: { operationId: 'endStandingAcceptance', params: ById, response: { 200: Made } } },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => endStanding(tx, request.params.id, version))
    },
  )
  app.get(
    '/escalations',
    { schema: { operationId: 'listEscalations', response: { 200: wire.Escalations } } },
    (request) => listEscalations(request),
  )
  app.post(
    '/escalations/:id/resolution',
    {
      schema: {
        operationId: 'resolveEscalation',
        params: ById,
        body: wire.ResolveEscalation,
        response: { 200: Made },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { params, body } = request
      return request.asActor((tx) => resolveEscalation(tx, params.id, version, body))
    },
  )
}
