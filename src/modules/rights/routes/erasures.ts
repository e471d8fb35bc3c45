import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../../platform/http/once.ts'
import { ById, ByRef } from '../../timeline/contract.ts'
import * as wire from '../erasure-contract.ts'
import { acknowledgeErasure, askCaseErasure, previewCaseErasure } from '../service/case-erasures.ts'
import {
  askItemErasure,
  decideErasure,
  listErasures,
  previewItemErasure,
} from '../service/erasures.ts'
import { withDay } from '../service/held.ts'

const Made = z.object({ id: z.uuid() })

/** Erasing with a preview and a second person (GD-09, LED-25, SEC-02). */
export const erasureRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/items/:id/erasure',
    {
      schema: {
        operationId: 'previewItemErasure',
        params: ById,
        response: { 200: wire.ItemErasure },
      },
    },
    (request) => previewItemErasure(request, request.params.id),
  )
  app.post(
    '/items/:id/erasures',
    {
      schema: {
        operationId: 'askItemErasure',
        params: ById,
        body: wire.AskErasure,
        response: { 201: Made },
      },
    },
    (request, reply) =>
      makeOnce(request, reply, (tx) => askItemErasure(tx, request.params.id, request.body.ground), {
        ...{ thing: 'item', by: request.params },
        tables: ['app.items', 'app.special_items'] as const,
      }),
  )
  app.get(
    '/erasures',
    { schema: { operationId: 'listErasures', response: { 200: wire.Erasures } } },
    (request) => listErasures(request),
  )
  app.post(
    '/erasures/:id/decision',
    {
      schema: {
        operationId: 'decideErasure',
        params: ById,
        body: wire.DecideErasure,
        response: { 200: Made },
      },
    },
    (request) =>
      withDay(request.asActor((tx) => decideErasure(tx, request.params.id, request.body.answer))),
  )
  await app.register(caseErasureRoutes)
}

/** Erasing a case, or a person with every case. */
const caseErasureRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/erasure',
    {
      schema: {
        operationId: 'previewCaseErasure',
        params: ByRef,
        querystring: wire.CaseErasureQuery,
        response: { 200: wire.CaseErasure },
      },
    },
    (request) => previewCaseErasure(request, request.params.ref, request.query.of),
  )
  app.post(
    '/cases/:ref/erasures',
    {
      schema: {
        operationId: 'askCaseErasure',
        params: ByRef,
        body: wire.AskCaseErasure,
        response: { 201: Made },
      },
    },
    (request, reply) =>
      withDay(
        makeOnce(
          request,
          reply,
          (tx) => askCaseErasure(tx, request.params.ref, request.body.of, request.body.ground),
          { ...{ thing: 'case', by: request.params }, tables: ['app.cases'] as const },
        ),
      ),
  )
  app.post(
    '/erasure-tellings/:id/acknowledgement',
    {
      schema: { operationId: 'acknowledgeErasure', params: ById, response: { 200: Made } },
    },
    (request) => request.asActor((tx) => acknowledgeErasure(tx, request.params.id)),
  )
}
