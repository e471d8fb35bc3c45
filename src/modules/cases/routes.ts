import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireVersion } from '../../platform/http/versions.ts'
import * as wire from './contract.ts'
import { addNeed, decideConferences } from './service/decide.ts'
import { listCases } from './service/list-cases.ts'
import { openCase } from './service/read-case.ts'

/** Cases: the list, the opened case, and what is decided about it. */
export const casesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases',
    {
      schema: {
        operationId: 'listCases',
        querystring: wire.CasesQuery,
        response: { 200: wire.CaseList },
      },
    },
    (request) => listCases(request, request.query),
  )
  app.get(
    '/cases/:ref',
    {
      schema: { operationId: 'readCase', params: wire.ByCase, response: { 200: wire.CaseDetail } },
    },
    (request) => openCase(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/conferences',
    {
      schema: {
        operationId: 'decideConferences',
        params: wire.ByCase,
        body: wire.DecideConferences,
        response: { 200: wire.ConferencesDecided },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { ref } = request.params
      return request.asActor((tx) => decideConferences(tx, ref, version, request.body))
    },
  )
  app.post(
    '/cases/:ref/needs',
    {
      schema: {
        operationId: 'addNeed',
        params: wire.ByCase,
        body: wire.NewNeed,
        response: { 201: wire.Need },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => addNeed(tx, request.params.ref, request.body))
    },
  )
}
