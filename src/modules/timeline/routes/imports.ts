import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireVersion } from '../../../platform/http/versions.ts'
import { ById } from '../contract.ts'
import {
  ImportApplied,
  ImportList,
  ImportPreview,
  largestImport,
  NewImport,
} from '../import-contract.ts'
import { listImports, listPrisons } from '../queries/imports.ts'
import { applyImport, discardImport, previewImport } from '../service/import-list.ts'
import { withSentences } from '../service/import-sentences.ts'

/** Prison lists: look at one, take it in or leave it, see who took in what. */
export const importsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/imports',
    { schema: { operationId: 'listImports', response: { 200: ImportList } } },
    (request) =>
      request.asActor(async (tx) => ({
        prisons: await listPrisons(tx),
        imports: await listImports(tx, 20),
      })),
  )
  app.post(
    '/imports',
    {
      bodyLimit: largestImport,
      schema: {
        operationId: 'previewImport',
        body: NewImport,
        response: { 200: ImportPreview, 201: ImportPreview },
      },
    },
    async (request, reply) => {
      const previewed = await request.asActor((tx) => previewImport(tx, request.body))
      reply.code(previewed.id ? 201 : 200)
      if (previewed.id) reply.header('Location', `/api/v1/imports/${previewed.id}`)
      return withSentences(previewed, request.language)
    },
  )
  app.post(
    '/imports/:id/apply',
    { schema: { operationId: 'applyImport', params: ById, response: { 200: ImportApplied } } },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => applyImport(tx, request.params.id, version))
    },
  )
  app.delete(
    '/imports/:id',
    { schema: { operationId: 'discardImport', params: ById, response: { 204: z.null() } } },
    async (request, reply) => {
      const version = requireVersion(request)
      await request.asActor((tx) => discardImport(tx, request.params.id, version))
      return reply.code(204).send(null)
    },
  )
}
