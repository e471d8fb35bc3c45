import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../platform/http/once.ts'
import * as wire from './contract.ts'
import { askSystemKey, confirmSystemKey, endSystemKey, listSystemKeys } from './service.ts'

/** Keys of partners' own software: for one desk, one purpose, some scopes, until a day. */
export const systemsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/system-keys',
    { schema: { operationId: 'listSystemKeys', response: { 200: wire.SystemKeys } } },
    (request) => listSystemKeys(request),
  )
  app.post(
    '/system-keys',
    {
      schema: {
        operationId: 'askSystemKey',
        body: wire.NewSystemKey,
        response: { 201: wire.SystemKeyAsked },
      },
    },
    (request, reply) => makeOnce(request, reply, (tx) => askSystemKey(tx, request.body)),
  )
  app.post(
    '/system-keys/:id/agreement',
    {
      schema: {
        operationId: 'confirmSystemKey',
        params: wire.ById,
        response: { 200: wire.SystemKeyMade },
      },
    },
    (request) => request.asActor((tx) => confirmSystemKey(tx, request.params.id)),
  )
  app.delete(
    '/system-keys/:id',
    { schema: { operationId: 'endSystemKey', params: wire.ById, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.asActor((tx) => endSystemKey(tx, request.params.id))
      return reply.code(204).send(null)
    },
  )
}
