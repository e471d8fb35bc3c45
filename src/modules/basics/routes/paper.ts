import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../../platform/http/once.ts'
import { ByCode, ByUuid } from '../contract.ts'
import * as wire from '../paper-contract.ts'
import * as paper from '../service/paper.ts'

const Made = z.object({ id: z.uuid() })

/** Sheets that are printed, filled by hand and typed back. */
export const paperRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/wing-persons',
    {
      schema: {
        operationId: 'listWingPersons',
        querystring: wire.WingQuery,
        response: { 200: wire.WingPersons },
      },
    },
    (request) => request.asActor((tx) => paper.readWing(tx, request.query)),
  )
  app.get(
    '/paper-sheets',
    { schema: { operationId: 'listSheets', response: { 200: wire.Sheets } } },
    (request) => request.asActor(paper.readSheets),
  )
  app.post(
    '/paper-sheets',
    { schema: { operationId: 'printSheet', body: wire.NewSheet, response: { 201: Made } } },
    (request, reply) => makeOnce(request, reply, (tx) => paper.printSheet(tx, request.body)),
  )
  app.get(
    '/paper-sheets/:id',
    { schema: { operationId: 'readSheet', params: ByUuid, response: { 200: wire.Sheet } } },
    (request) => request.asActor((tx) => paper.readSheet(tx, request.params.id)),
  )
  app.get(
    '/paper-lines/:code',
    { schema: { operationId: 'readLine', params: ByCode, response: { 200: wire.PaperLine } } },
    (request) => request.asActor((tx) => paper.readLine(tx, request.params.code)),
  )
  app.post(
    '/paper-lines/:code',
    {
      schema: {
        operationId: 'typeBack',
        params: ByCode,
        body: wire.TypeBack,
        response: { 200: wire.PaperLine },
      },
    },
    (request) => request.asActor((tx) => paper.typeBack(tx, request.params.code, request.body)),
  )
}
