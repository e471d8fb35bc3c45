import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import * as wire from './auditor-contract.ts'
import { Done } from './contract.ts'
import { confirmAuditor, endAuditor, inviteAuditor, listAuditors } from './service/auditors.ts'

const ById = z.strictObject({ id: z.uuid() })

/** Accounts of a supervisory authority: read-only, for a time, named by two persons (LED-34, LED-35). */
export const auditorRoutes: FastifyPluginAsyncZod<{ origin: string }> = async (app, { origin }) => {
  app.get(
    '/auditors',
    { schema: { operationId: 'listAuditors', response: { 200: wire.Auditors } } },
    (request) => listAuditors(request),
  )
  app.post(
    '/auditors',
    {
      schema: {
        operationId: 'inviteAuditor',
        body: wire.NewAuditor,
        response: { 201: wire.InvitedAuditor },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => inviteAuditor(tx, request.body, origin))
    },
  )
  app.post(
    '/auditors/:id/agreement',
    {
      schema: { operationId: 'confirmAuditor', params: ById, response: { 200: Done } },
    },
    (request) => request.asActor((tx) => confirmAuditor(tx, request.params.id)),
  )
  app.post(
    '/auditors/:id/end',
    { schema: { operationId: 'endAuditor', params: ById, response: { 200: Done } } },
    (request) => request.asActor((tx) => endAuditor(tx, request.params.id)),
  )
}
