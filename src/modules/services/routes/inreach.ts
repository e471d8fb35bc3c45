import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { once } from '../../../platform/http/once.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
import * as wire from '../inreach-contract.ts'
import * as inreach from '../service/inreach.ts'

/** Sessions of outside services inside a prison: asked, answered, held. */
export const inreachRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/inreach',
    {
      schema: {
        operationId: 'listInreach',
        querystring: wire.SessionsQuery,
        response: { 200: wire.SessionList },
      },
    },
    (request) => request.asActor((tx) => inreach.listSessions(tx, request.query)),
  )
  app.get(
    '/inreach/counts',
    {
      schema: {
        operationId: 'countInreach',
        querystring: wire.CountsQuery,
        response: { 200: wire.InreachCounts },
      },
    },
    (request) => request.asActor((tx) => inreach.countMonth(tx, request.query.month)),
  )
  app.get(
    '/inreach/:id',
    {
      schema: {
        operationId: 'readInreach',
        params: wire.BySession,
        response: { 200: wire.Session },
      },
    },
    (request) => request.asActor((tx) => inreach.readSession(tx, request.params.id)),
  )
  app.post(
    '/inreach',
    {
      schema: {
        operationId: 'askInreach',
        body: wire.AskSession,
        response: { 201: wire.Session },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => inreach.askSession(tx, request.body),
          (id) => inreach.readSession(tx, id),
        ),
      )
    },
  )
  await app.register(answers)
}

const answer = <B>(operationId: string, body: B) => ({
  schema: { operationId, params: wire.BySession, body, response: { 200: wire.Session } },
})
const press = (operationId: string) => ({
  schema: { operationId, params: wire.BySession, response: { 200: wire.Session } },
})

const answers: FastifyPluginAsyncZod = async (app) => {
  app.post('/inreach/:id/slot', answer('giveInreachSlot', wire.GiveSlot), (request) => {
    const version = requireVersion(request)
    const { id } = request.params
    return request.asActor((tx) => inreach.giveSlot(tx, id, version, request.body))
  })
  app.post('/inreach/:id/decline', answer('declineInreach', wire.DeclineSession), (request) => {
    const version = requireVersion(request)
    const { id } = request.params
    return request.asActor((tx) => inreach.declineSession(tx, id, version, request.body.reason))
  })
  app.post('/inreach/:id/take', press('takeInreach'), (request) => {
    const version = requireVersion(request)
    return request.asActor((tx) => inreach.answerProposal(tx, request.params.id, version, true))
  })
  app.post('/inreach/:id/withdraw', press('withdrawInreach'), (request) => {
    const version = requireVersion(request)
    return request.asActor((tx) => inreach.answerProposal(tx, request.params.id, version, false))
  })
  app.post('/inreach/:id/result', answer('recordInreach', wire.SessionResult), (request) => {
    const version = requireVersion(request)
    const { id } = request.params
    return request.asActor((tx) => inreach.recordResult(tx, id, version, request.body))
  })
  app.post(
    '/inreach-workers/:id/clearance',
    {
      schema: {
        operationId: 'clearInreachWorker',
        params: wire.ByWorker,
        body: wire.Clearance,
        response: { 200: wire.Session },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { id } = request.params
      return request.asActor((tx) => inreach.clearWorker(tx, id, version, request.body))
    },
  )
}
