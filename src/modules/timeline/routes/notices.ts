import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { once } from '../../../platform/http/once.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
import { ById } from '../contract.ts'
import { CaseOpened, DecideHeld, LinkNotice, NoticeFile, NoticeList } from '../import-contract.ts'
import { DecideResidence, NoticesQuery, OpenCase } from '../notice-contract.ts'
import { decideHeld, decideResidence, readNotice, readNotices } from '../service/notices.ts'
import { linkNotice, openCase, openedBefore } from '../service/open-case.ts'

/** Release notices: who was announced, and the decisions that a notice waits for. */
export const noticesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/notices',
    {
      schema: {
        operationId: 'listNotices',
        querystring: NoticesQuery,
        response: { 200: NoticeList },
      },
    },
    (request) => request.asActor((tx) => readNotices(tx, request.query)),
  )
  app.get(
    '/notices/:id',
    { schema: { operationId: 'readNotice', params: ById, response: { 200: NoticeFile } } },
    (request) => request.asActor((tx) => readNotice(tx, request.params.id)),
  )
  app.post(
    '/notices/:id/residence',
    {
      schema: {
        operationId: 'decideResidence',
        params: ById,
        body: DecideResidence,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const version = requireVersion(request)
      const { residence } = request.body
      await request.asActor((tx) => decideResidence(tx, request.params.id, version, residence))
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/notices/:id/held',
    {
      schema: {
        operationId: 'decideHeld',
        params: ById,
        body: DecideHeld,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const version = requireVersion(request)
      await request.asActor((tx) => decideHeld(tx, request.params.id, version, request.body))
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/notices/:id/case',
    {
      schema: {
        operationId: 'openCase',
        params: ById,
        body: OpenCase,
        response: { 201: CaseOpened },
      },
    },
    async (request, reply) => {
      const version = requireVersion(request)
      const { id } = request.params
      const opened = await request.asActor((tx) =>
        once(
          tx,
          request,
          () => openCase(tx, id, version, request.body),
          (made) => openedBefore(tx, made),
        ),
      )
      return reply.code(201).header('Location', `/api/v1/cases/${opened.ref}`).send(opened)
    },
  )
  app.post(
    '/notices/:id/person',
    {
      schema: {
        operationId: 'linkNotice',
        params: ById,
        body: LinkNotice,
        response: { 200: CaseOpened },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => linkNotice(tx, request.params.id, version, request.body))
    },
  )
}
