import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { clock } from '../../../platform/clock.ts'
import { sendCsv } from '../../../platform/http/csv.ts'
import { bomQuery } from '../../audit/contract.ts'
import { exportList } from '../../audit/service/export-list.ts'
import { Today } from '../contract.ts'
import * as wire from '../releases-contract.ts'
import { exportHead, exportRow } from '../service/export-releases.ts'
import { countReleases, listReleases } from '../service/releases.ts'
import { openToday } from '../service/today.ts'

/** Who is released next, and what the day brings. */
export const releasesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/releases',
    {
      schema: {
        operationId: 'listReleases',
        querystring: wire.ReleasesQuery,
        response: { 200: wire.Releases },
      },
    },
    (request) => listReleases(request, request.query),
  )
  app.get(
    '/exports/releases',
    {
      schema: {
        operationId: 'exportReleases',
        querystring: wire.ReleasesFilter.extend(bomQuery),
      },
    },
    (request, reply) => {
      const { bom, ...filter } = request.query
      const say = request.say.bind(request)
      const lines = exportList({
        list: 'releases',
        head: exportHead(say),
        bom: bom === 'true',
        asActor: (act) => request.asActor(act),
        page: async (cursor) => {
          const page = await listReleases(request, { ...filter, limit: 200, cursor })
          const refs = page.rows.map(({ ref }) => ref)
          return { refs, rows: page.rows.map((row) => exportRow(say, row)), next: page.nextCursor }
        },
      })
      return sendCsv(reply, `releases-${clock.today()}.csv`, lines)
    },
  )
  app.get(
    '/releases/counts',
    {
      schema: {
        operationId: 'countReleases',
        querystring: wire.ReleasesFilter,
        response: { 200: wire.ReleaseCounts },
      },
    },
    (request) => countReleases(request, request.query),
  )
  app.get('/today', { schema: { operationId: 'readToday', response: { 200: Today } } }, (request) =>
    openToday(request),
  )
}
