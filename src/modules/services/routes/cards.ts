import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { once } from '../../../platform/http/once.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
import * as wire from '../card-contract.ts'
import * as cards from '../service/cards.ts'

/** The cards of the prisons and the visits of the liaison. */
export const cardsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/prison-cards',
    {
      schema: {
        operationId: 'listPrisonCards',
        querystring: wire.PrisonsQuery,
        response: { 200: wire.PrisonList },
      },
    },
    (request) => request.asActor((tx) => cards.listPrisons(tx, request.query.q)),
  )
  app.get(
    '/prison-cards/:id',
    {
      schema: {
        operationId: 'readPrisonCard',
        params: wire.ByPrison,
        response: { 200: wire.PrisonCard },
      },
    },
    (request) => request.asActor((tx) => cards.readCard(tx, request.params.id)),
  )
  app.put(
    '/prison-cards/:id',
    {
      schema: {
        operationId: 'changePrisonCard',
        params: wire.ByPrison,
        body: wire.PrisonCardEntry,
        response: { 200: wire.PrisonCard },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { id } = request.params
      return request.asActor((tx) => cards.changeCard(tx, id, version, request.body))
    },
  )
  app.post(
    '/prison-cards/:id/review',
    {
      schema: {
        operationId: 'reviewPrisonCard',
        params: wire.ByPrison,
        response: { 200: wire.PrisonCard },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => cards.reviewCard(tx, request.params.id, version))
    },
  )
  await app.register(visitRoutes)
}

const visitRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/prison-cards/:id/visits',
    {
      schema: {
        operationId: 'recordPrisonVisit',
        params: wire.ByPrison,
        body: wire.NewVisit,
        response: { 201: wire.PrisonCard },
      },
    },
    (request, reply) => {
      reply.code(201)
      const { id } = request.params
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => cards.recordVisit(tx, id, request.body),
          async (visit) => ({ ...(await cards.readCard(tx, id)), id: visit }),
        ),
      )
    },
  )
  app.post(
    '/visit-issues/:id/answer',
    {
      schema: {
        operationId: 'answerVisitIssue',
        params: wire.ByIssue,
        body: wire.IssueAnswer,
        response: { 200: wire.PrisonCard },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { id } = request.params
      return request.asActor((tx) => cards.answerIssue(tx, id, version, request.body.answer))
    },
  )
}
