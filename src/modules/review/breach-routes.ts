import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { atVersion } from '../../platform/http/versions.ts'
import * as wire from './breach-contract.ts'
import { Done } from './contract.ts'
import * as service from './service/breaches.ts'

const ById = z.strictObject({ id: z.uuid() })
const done = { 200: Done }
const made = { 201: wire.RecordedBreach }

/** The breach register: recorded, reported in phases, computed from the log, told to the other parties, closed (LED-43, GD-19). */
export const breachRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(readingRoutes)
  await app.register(writingRoutes)
  await app.register(settlingRoutes)
}

const readingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/breaches',
    { schema: { operationId: 'listBreaches', response: { 200: wire.Breaches } } },
    (request) => service.listBreaches(request),
  )
  app.get(
    '/breaches/:id',
    {
      schema: {
        operationId: 'readBreach',
        params: ById,
        querystring: wire.BreachQuery,
        response: { 200: wire.Breach },
      },
    },
    (request) => service.readBreach(request, request.params.id, request.query),
  )
  app.post(
    '/breaches/:id/prints',
    { schema: { operationId: 'logBreachPrint', params: ById, response: done } },
    (request) => request.asActor((tx) => service.logBreachPrint(tx, request.params.id)),
  )
}

const writingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/breaches',
    { schema: { operationId: 'recordBreach', body: wire.NewBreach, response: made } },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => service.recordBreach(tx, request.body))
    },
  )
  app.post(
    '/breaches/:id/accounts',
    {
      schema: {
        operationId: 'changeBreach',
        params: ById,
        body: wire.BreachAccount,
        response: done,
      },
    },
    (request) =>
      atVersion(request, (tx, version) =>
        service.changeBreach(tx, request.params.id, version, request.body),
      ),
  )
  app.post(
    '/breaches/:id/extents',
    {
      schema: {
        operationId: 'computeBreach',
        params: ById,
        querystring: wire.BreachQuery,
        body: wire.NewBreachExtent,
        response: made,
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        service.computeBreach(tx, request.params.id, request.body, request.query),
      )
    },
  )
}

const settlingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/breaches/:id/reports',
    {
      schema: {
        operationId: 'reportBreach',
        params: ById,
        body: wire.NewBreachReport,
        response: made,
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => service.reportBreach(tx, request.params.id, request.body))
    },
  )
  app.post(
    '/breaches/:id/tellings',
    {
      schema: {
        operationId: 'sayBreachTold',
        params: ById,
        body: wire.BreachTold,
        response: done,
      },
    },
    (request) =>
      request.asActor((tx) => service.sayBreachTold(tx, request.params.id, request.body.agencyId)),
  )
  app.post(
    '/breaches/:id/closing',
    { schema: { operationId: 'closeBreach', params: ById, response: done } },
    (request) => request.asActor((tx) => service.closeBreach(tx, request.params.id)),
  )
}
