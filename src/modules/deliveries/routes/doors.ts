import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Databases } from '../../../platform/db/connections.ts'
import { Problem } from '../../../platform/errors.ts'
import type { RateLimits } from '../../../platform/http/options.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
import { ImportPreview } from '../../timeline/import-contract.ts'
import { withSentences } from '../../timeline/service/import-sentences.ts'
import {
  ById,
  DropLinkMade,
  DropLinks,
  DropReceipt,
  LookAtDrop,
  largestDrop,
  NewDropLink,
} from '../contract.ts'
import { listLinks } from '../queries/doors.ts'
import { discardDrop, makeDropLink, previewDrop, revokeDropLink } from '../service/doors.ts'
import { receiveDrop } from '../service/receive-drop.ts'

const ByAgency = z.strictObject({ id: z.coerce.number().int() })
const nothing = z.null()

interface DoorOptions {
  databases: Databases
  origin: string
  rateLimits: RateLimits
}

/** Doors for prisons' lists: made and closed by the desk, used by whoever holds the secret. */
export function doorRoutes({ databases, origin, rateLimits }: DoorOptions): FastifyPluginAsyncZod {
  const slow: FastifyContextConfig = {
    rateLimit: rateLimits ? { max: rateLimits.signIn, timeWindow: 60_000 } : false,
  }
  return async (app) => {
    app.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: largestDrop },
      (_request, body, done) => done(null, body),
    )
    app.post(
      '/drops',
      {
        config: slow,
        bodyLimit: largestDrop,
        schema: { operationId: 'leaveList', security: [], response: { 202: DropReceipt } },
      },
      async (request, reply) => {
        if (!Buffer.isBuffer(request.body)) throw new Problem(415, 'content_type_not_supported')
        return reply.code(202).send(await receiveDrop(databases, secretOf(request), request.body))
      },
    )
    app.get(
      '/agencies/:id/drop-links',
      { schema: { operationId: 'listDropLinks', params: ByAgency, response: { 200: DropLinks } } },
      (request) =>
        request.asActor(async (tx) => ({ links: await listLinks(tx, request.params.id) })),
    )
    app.post(
      '/drop-links',
      {
        schema: {
          operationId: 'makeDropLink',
          body: NewDropLink,
          response: { 201: DropLinkMade },
        },
      },
      async (request, reply) =>
        reply
          .code(201)
          .header('cache-control', 'no-store')
          .send(await request.asActor((tx) => makeDropLink(tx, request.body, origin))),
    )
    app.delete(
      '/drop-links/:id',
      { schema: { operationId: 'revokeDropLink', params: ById, response: { 204: nothing } } },
      async (request, reply) => {
        await request.asActor((tx) => revokeDropLink(tx, request.params.id))
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/drops/:id/preview',
      {
        schema: {
          operationId: 'previewDrop',
          params: ById,
          body: LookAtDrop,
          response: { 200: ImportPreview, 201: ImportPreview },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const previewed = await request.asActor((tx) => previewDrop(tx, id, request.body))
        reply.code(previewed.id ? 201 : 200)
        return withSentences(previewed, request.language)
      },
    )
    app.delete(
      '/drops/:id',
      { schema: { operationId: 'discardDrop', params: ById, response: { 204: nothing } } },
      async (request, reply) => {
        const version = requireVersion(request)
        await request.asActor((tx) => discardDrop(tx, request.params.id, version))
        return reply.code(204).send(null)
      },
    )
  }
}

/** The secret travels in a header: an address stands in logs, histories and proxies. */
function secretOf(request: FastifyRequest): string {
  return /^Bearer ([A-Za-z0-9_-]{1,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
}
