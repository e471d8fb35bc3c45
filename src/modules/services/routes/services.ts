import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { once } from '../../../platform/http/once.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
import * as wire from '../contract.ts'
import { countToday } from '../queries/today.ts'
import * as directory from '../service/directory.ts'

/** The directory of services: everybody reads, whoever looks after an entry changes it. */
export const servicesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/services',
    {
      schema: {
        operationId: 'listServices',
        querystring: wire.ServicesQuery,
        response: { 200: wire.ServiceList },
      },
    },
    (request) => request.asActor((tx) => directory.listServices(tx, request.query)),
  )
  app.get(
    '/services/today',
    { schema: { operationId: 'readServicesToday', response: { 200: wire.ServicesToday } } },
    (request) => request.asActor(countToday),
  )
  app.get(
    '/services/:id',
    {
      schema: {
        operationId: 'readService',
        params: wire.ByService,
        response: { 200: wire.ServiceDetail },
      },
    },
    (request) => request.asActor((tx) => directory.readService(tx, request.params.id)),
  )
  app.post(
    '/services',
    {
      schema: {
        operationId: 'createService',
        body: wire.SaveService,
        response: { 201: wire.ServiceDetail },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => directory.createService(tx, request.body),
          (id) => directory.readService(tx, id),
        ),
      )
    },
  )
  app.put(
    '/services/:id',
    {
      schema: {
        operationId: 'changeService',
        params: wire.ByService,
        body: wire.SaveService,
        response: { 200: wire.ServiceDetail },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { id } = request.params
      return request.asActor((tx) => directory.changeService(tx, id, version, request.body))
    },
  )
  await app.register(smallActs)
}

/** What is one press: still right, out of the directory, back in. */
const smallActs: FastifyPluginAsyncZod = async (app) => {
  const schema = (operationId: string) => ({
    operationId,
    params: wire.ByService,
    response: { 200: wire.ServiceDetail },
  })
  app.post('/services/:id/review', { schema: schema('reviewService') }, (request) => {
    const version = requireVersion(request)
    return request.asActor((tx) => directory.reviewService(tx, request.params.id, version))
  })
  app.post('/services/:id/retire', { schema: schema('retireService') }, (request) => {
    const version = requireVersion(request)
    return request.asActor((tx) => directory.retireService(tx, request.params.id, version, true))
  })
  app.post('/services/:id/restore', { schema: schema('restoreService') }, (request) => {
    const version = requireVersion(request)
    return request.asActor((tx) => directory.retireService(tx, request.params.id, version, false))
  })
}
