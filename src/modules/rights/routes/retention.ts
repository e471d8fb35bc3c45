import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { clock } from '../../../platform/clock.ts'
import { forbidden } from '../../../platform/errors.ts'
import { addDays } from '../../timeline/service/days.ts'
import { RetentionOverview, RetentionQuery } from '../retention-contract.ts'

/** What the clock will do in the whole authority, before it does it (N19). */
export const retentionRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/retention',
    {
      schema: {
        operationId: 'readRetention',
        querystring: RetentionQuery,
        response: { 200: RetentionOverview },
      },
    },
    async (request) => {
      const until = request.query.until ?? addDays(clock.today(), 365)
      const read = await request.readOnce<RetentionOverview | null>({
        name: 'read.retention_overview',
        args: [until],
      })
      if (!read) throw forbidden('retention_not_yours')
      return read
    },
  )
}
