import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import * as wire from '../contract.ts'
import {
  exportDirectory,
  exportPackage,
  importDirectory,
  previewImport,
} from '../service/exchange.ts'

const largest = 5 * 1024 * 1024

/** Each service as HSDS writes it; the shape of the format is proven by its own tests. */
const Exported = z.string()

/** The bytes of a zip; they leave as they are. */
const Zipped = z.string() as unknown as z.ZodType<Buffer>

/** The directory out to others, and in from others, as Open Referral HSDS 3. */
export const exchangeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/services/hsds',
    { schema: { operationId: 'exportServices', response: { 200: Exported } } },
    async (request, reply) => {
      const services = await request.asActor(exportDirectory)
      reply.type('application/json; charset=utf-8')
      reply.header('Content-Disposition', 'attachment; filename="services-hsds.json"')
      reply.serializer(String)
      return JSON.stringify(services, null, 2)
    },
  )
  app.get(
    '/services/hsds/package',
    { schema: { operationId: 'exportServicesPackage', response: { 200: Zipped } } },
    async (request, reply) => {
      const zipped = await request.asActor(exportPackage)
      return reply
        .type('application/zip')
        .header('Content-Disposition', 'attachment; filename="services-hsds.zip"')

        .send(zipped)
    },
  )
  app.post(
    '/services/import/preview',
    {
      bodyLimit: largest,
      schema: {
        operationId: 'previewServicesImport',
        body: wire.DirectoryFile,
        response: { 200: wire.ImportPreview },
      },
    },
    (request) => request.asActor((tx) => previewImport(tx, request.body)),
  )
  app.post(
    '/services/import',
    {
      bodyLimit: largest,
      schema: {
        operationId: 'importServices',
        body: wire.DirectoryFile,
        response: { 200: wire.ImportDone },
      },
    },
    (request) => request.asActor((tx) => importDirectory(tx, request.body)),
  )
}
