import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { once } from '../../../platform/http/once.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
import * as wire from '../contract.ts'
import { readFirstDay, sayBasic } from '../service/first-day.ts'
import * as released from '../service/released-today.ts'

/** Released today, and where the five basics stand. */
export const releasedTodayRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(basicsRoutes)
  await app.register(buttonRoutes)
}

const basicsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/basics',
    {
      schema: {
        operationId: 'readFirstDay',
        params: wire.ByRef,
        response: { 200: wire.FirstDay },
      },
    },
    (request) => request.asActor((tx) => readFirstDay(tx, request.params.ref)),
  )
  app.post(
    '/cases/:ref/basics',
    {
      schema: {
        operationId: 'sayBasic',
        params: wire.ByRef,
        body: wire.SayBasic,
        response: { 200: wire.FirstDay },
      },
    },
    (request) => request.asActor((tx) => sayBasic(tx, request.params.ref, request.body)),
  )
}

const buttonRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/released-today',
    { schema: { operationId: 'listReleased', response: { 200: wire.ReleasedList } } },
    (request) => request.asActor(released.readReleased),
  )
  app.post(
    '/released-today/:id/acknowledgement',
    {
      schema: {
        operationId: 'acknowledgeReleased',
        params: wire.ByUuid,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.asActor((tx) => released.acknowledge(tx, request.params.id))
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/cases/:ref/released-today',
    {
      schema: {
        operationId: 'releaseToday',
        params: wire.ByRef,
        body: wire.Circumstances,
        response: { 201: wire.ReleasedMade },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const made = await request.asActor((tx) =>
        once(
          tx,
          request,
          () => released.releaseToday(tx, params.ref, body),
          (id) => released.madeBefore(tx, id),
        ),
      )
      return reply.code(201).send(made)
    },
  )
  app.post(
    '/notices/:id/released-today',
    {
      schema: {
        operationId: 'releaseNotice',
        params: wire.ByUuid,
        body: wire.ReleasedNotice,
        response: { 201: wire.ReleasedMade },
      },
    },
    async (request, reply) => {
      const version = requireVersion(request)
      const { params, body } = request
      const made = await request.asActor((tx) =>
        released.releaseNotice(tx, params.id, version, body),
      )
      return reply.code(201).send(made)
    },
  )
  app.post(
    '/released-today',
    {
      schema: {
        operationId: 'releaseUnknown',
        body: wire.NewReleased,
        response: { 201: wire.ReleasedMade },
      },
    },
    async (request, reply) => {
      const made = await request.asActor((tx) =>
        once(
          tx,
          request,
          () => released.releaseUnknown(tx, request.body),
          (id) => released.madeBefore(tx, id),
        ),
      )
      return reply.code(201).send(made)
    },
  )
}
