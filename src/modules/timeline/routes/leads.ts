import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { once } from '../../../platform/http/once.ts'
import * as wire from '../contract.ts'
import { findLeadFor, openLead } from '../service/find-lead.ts'
import { offerLead } from '../service/offer-lead.ts'

/** Offers of responsibility; answering them is the matter of handovers. */
export const leadRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/cases/:ref/leads',
    {
      schema: {
        operationId: 'offerLead',
        params: wire.ByRef,
        body: wire.NewLead,
        response: { 201: wire.Lead },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const made = await request.asActor((tx) =>
        once(
          tx,
          request,
          () => offerLead(tx, params.ref, body),
          (id) => findLeadFor(tx, id),
        ),
      )
      reply.code(201).header('Location', `/api/v1/leads/${made.id}`)
      return made
    },
  )
  app.get(
    '/leads/:id',
    { schema: { operationId: 'readLead', params: wire.ById, response: { 200: wire.Lead } } },
    (request) => openLead(request, request.params.id),
  )
}
