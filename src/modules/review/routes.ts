import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import { sendCsv } from '../../platform/http/csv.ts'
import * as wire from './contract.ts'
import { saveLogLeaves } from './queries.ts'
import { exportCaseLog, inPages, readCaseLog } from './service/case-log.ts'
import { judgeReview, listReviews, markPracticeCase, refreshReviews } from './service/reviews.ts'

const ByRef = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })
const done = { 200: wire.Done }
const columns = ['when', 'who', 'agency', 'what', 'purpose'] as const

/** Who looked at a case, and the looks that the data protection officer asks about. */
export const reviewRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(caseLogRoutes)
  await app.register(reviewListRoutes)
}

const caseLogRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/log',
    {
      schema: {
        operationId: 'readCaseLog',
        params: ByRef,
        querystring: wire.CaseLogQuery,
        response: { 200: wire.CaseLog },
      },
    },
    (request) => readCaseLog(request, request.params.ref, request.query),
  )
  app.post(
    '/cases/:ref/log/prints',
    {
      schema: {
        operationId: 'logLogPrint',
        params: ByRef,
        body: wire.LogPrint,
        response: done,
      },
    },
    (request) =>
      request.asActor(async (tx) => {
        await saveLogLeaves(tx, request.params.ref, 'paper', request.body.rows)
        return { done: true as const }
      }),
  )
  app.get(
    '/cases/:ref/log/file',
    {
      schema: {
        operationId: 'exportCaseLog',
        params: ByRef,
        querystring: wire.LogFilter.extend({ use: wire.LogUse.optional() }),
      },
    },
    (request, reply) => {
      const { ref } = request.params
      const say = request.say.bind(request)
      const lines = exportCaseLog({
        head: columns.map((column) => say(`review.log.column.${column}`)),
        line: (row) => [
          row.at,
          row.name ?? whoElse(row, say),
          row.agency?.name ?? '',
          row.what
            ? say('review.log.did', {
                kind: say(`review.log.kind.${row.kind}`),
                what: say(`review.log.what.${row.what}`),
              })
            : say(`review.log.kind.${row.kind}`),
          row.use
            ? say(`review.use.${row.use}`)
            : row.purpose && say(`sharing.purpose.${row.purpose}`),
        ],
        page: (cursor) => readCaseLog(request, ref, { ...inPages(request.query), cursor }),
        leaves: (rows, part) => request.asActor((tx) => saveLogLeaves(tx, ref, 'file', rows, part)),
      })
      return sendCsv(reply, `log-${ref}-${clock.today()}.csv`, lines)
    },
  )
}

/** Who it was if no human did it. */
function whoElse({ system, agency }: wire.LogEntry, say: FastifyRequest['say']): string {
  if (system === null) return say('review.log.nobody')
  return say('review.log.system', { system, agency: agency?.name ?? '' })
}

const reviewListRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/reviews',
    {
      schema: {
        operationId: 'listReviews',
        querystring: wire.ReviewsQuery,
        response: { 200: wire.Reviews },
      },
    },
    (request) => listReviews(request, request.query),
  )
  app.post(
    '/reviews/refresh',
    { schema: { operationId: 'refreshReviews', response: { 200: wire.Refreshed } } },
    (request) => request.asActor(refreshReviews),
  )
  app.post(
    '/reviews/:id/verdict',
    {
      schema: {
        operationId: 'judgeReview',
        params: z.strictObject({ id: z.uuid() }),
        body: wire.NewVerdict,
        response: done,
      },
    },
    (request) => request.asActor((tx) => judgeReview(tx, request.params.id, request.body)),
  )
  app.post(
    '/practice-cases',
    { schema: { operationId: 'markPracticeCase', body: wire.PracticeCase, response: done } },
    (request) => request.asActor((tx) => markPracticeCase(tx, request.body)),
  )
}
