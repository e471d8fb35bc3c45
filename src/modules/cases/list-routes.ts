import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { clock } from '../../platform/clock.ts'
import { sendCsv } from '../../platform/http/csv.ts'
import { requireVersion } from '../../platform/http/versions.ts'
import { bomQuery, NewPrint, Printed } from '../audit/contract.ts'
import { exportList } from '../audit/service/export-list.ts'
import { CasesFilter } from './contract.ts'
import * as wire from './filter-contract.ts'
import { exportHead, exportRow } from './service/export-cases.ts'
import { changeFilter, forgetFilter, keepFilter, listFilters } from './service/filters.ts'
import { listCases } from './service/list-cases.ts'
import { logPrint } from './service/log-print.ts'

/** What a list can do beside being read: filters that are kept, paper, a file. */
export const caseListRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(filterRoutes)
  app.post(
    '/prints',
    { schema: { operationId: 'logPrint', body: NewPrint, response: { 201: Printed } } },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => logPrint(tx, request.body))
    },
  )
  app.get(
    '/exports/cases',
    { schema: { operationId: 'exportCases', querystring: CasesFilter.extend(bomQuery) } },
    (request, reply) => {
      const { bom, ...filter } = request.query
      const lines = exportList({
        list: 'cases',
        head: exportHead(request.say.bind(request)),
        bom: bom === 'true',
        asActor: (act) => request.asActor(act),
        page: async (cursor) => {
          const page = await listCases(request, { ...filter, limit: 200, cursor })
          const rows = page.cases.map((row) => exportRow(request.say.bind(request), row))
          return { refs: page.cases.map(({ ref }) => ref), rows, next: page.nextCursor }
        },
      })
      return sendCsv(reply, `cases-${clock.today()}.csv`, lines)
    },
  )
}

const filterRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/filters',
    { schema: { operationId: 'listFilters', response: { 200: wire.SavedFilters } } },
    (request) => request.asActor(listFilters),
  )
  app.post(
    '/filters',
    {
      schema: {
        operationId: 'keepFilter',
        body: wire.NewFilter,
        response: { 201: wire.SavedFilters },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => keepFilter(tx, request.body))
    },
  )
  app.patch(
    '/filters/:id',
    {
      schema: {
        operationId: 'changeFilter',
        params: wire.ByFilter,
        body: wire.ChangeFilter,
        response: { 200: wire.SavedFilters },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { id } = request.params
      return request.asActor((tx) => changeFilter(tx, id, version, request.body))
    },
  )
  app.delete(
    '/filters/:id',
    {
      schema: {
        operationId: 'forgetFilter',
        params: wire.ByFilter,
        response: { 200: wire.SavedFilters },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => forgetFilter(tx, request.params.id, version))
    },
  )
}
