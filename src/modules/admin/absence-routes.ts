import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireVersion } from '../../platform/http/versions.ts'
import * as wire from './absence-contract.ts'
import * as absences from './service/absences.ts'

/** Who is away, who covers, and where nobody is (HA5). */
export const absenceRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/colleagues',
    {
      schema: {
        operationId: 'listColleagues',
        querystring: wire.ColleaguesQuery,
        response: { 200: wire.Colleagues },
      },
    },
    (request) => request.asActor((tx) => absences.listColleagues(tx, request.query.agency)),
  )
  app.get(
    '/absences',
    { schema: { operationId: 'listAbsences', response: { 200: wire.Absences } } },
    (request) => request.asActor(absences.listAbsences),
  )
  app.post(
    '/absences',
    {
      schema: {
        operationId: 'enterAbsence',
        body: wire.NewAbsence,
        response: { 201: wire.Absence },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => absences.enterAbsence(tx, request.body))
    },
  )
  app.post(
    '/absences/:id/end',
    {
      schema: {
        operationId: 'endAbsence',
        params: wire.ByAbsence,
        response: { 200: wire.Absence },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => absences.endAbsence(tx, request.params.id, version))
    },
  )
  app.get(
    '/cover',
    { schema: { operationId: 'listCover', response: { 200: wire.Cover } } },
    (request) => absences.listCover(request),
  )
  app.get(
    '/cover/unattended',
    { schema: { operationId: 'readUnattended', response: { 200: wire.Unattended } } },
    (request) => request.asActor(absences.readUnattended),
  )
}
