import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as wire from './reassign-contract.ts'
import { reassign, undoReassignment } from './service/reassign.ts'

/** Roles handed on in many cases at once, with a preview and a way back (HA5). */
export const reassignRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/reassignments',
    {
      schema: {
        operationId: 'reassignCases',
        body: wire.Reassign,
        response: { 200: wire.Reassigned },
      },
    },
    (request) => request.asActor((tx) => reassign(tx, request.body)),
  )
  app.post(
    '/reassignments/:id/undo',
    {
      schema: {
        operationId: 'undoReassignment',
        params: wire.ByBulk,
        response: { 200: wire.Undone },
      },
    },
    (request) => request.asActor((tx) => undoReassignment(tx, request.params.id)),
  )
}
