import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { clock } from '../../platform/clock.ts'
import { sendCsv } from '../../platform/http/csv.ts'
import { requireVersion } from '../../platform/http/versions.ts'
import { bomQuery } from '../audit/contract.ts'
import { exportList } from '../audit/service/export-list.ts'
import { ById, Lead } from '../timeline/contract.ts'
import { holdingLead } from '../timeline/service/find-lead.ts'
import { Handovers, HandoversQuery, LeadAnswer, LeadAnswers, LeadsAnswered } from './contract.ts'
import { measureRoutes } from './routes/measure.ts'
import { meetingRoutes } from './routes/meetings.ts'
import { standingRoutes } from './routes/standing.ts'
import { answerLead } from './service/answer-lead.ts'
import { answerLeads } from './service/answer-leads.ts'
import { exportHead, exportRow } from './service/export-handovers.ts'
import { listHandovers } from './service/list-handovers.ts'

/** Answering for responsibility, and the inbox of what is asked. */
export const handoversRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(standingRoutes)
  await app.register(meetingRoutes)
  await app.register(measureRoutes)
  app.get(
    '/handovers',
    {
      schema: {
        operationId: 'listHandovers',
        querystring: HandoversQuery,
        response: { 200: Handovers },
      },
    },
    (request) => listHandovers(request, request.query),
  )
  await app.register(exportRoutes)
  app.post(
    '/leads/:id/answer',
    {
      schema: {
        operationId: 'answerLead',
        params: ById,
        body: LeadAnswer,
        response: { 200: Lead },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor(
        (tx, held) => answerLead(tx, held, version, request.body),
        holdingLead(request.params.id),
      )
    },
  )
  app.post(
    '/leads/answers',
    {
      schema: {
        operationId: 'answerLeads',
        body: LeadAnswers,
        response: { 200: LeadsAnswered },
      },
    },
    (request) => answerLeads(request, request.body),
  )
}

const exportRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/exports/handovers',
    {
      schema: {
        operationId: 'exportHandovers',
        querystring: HandoversQuery.omit({ limit: true, cursor: true }).extend(bomQuery),
      },
    },
    (request, reply) => {
      const { bom, box } = request.query
      const say = request.say.bind(request)
      const lines = exportList({
        list: 'handovers',
        head: exportHead(say),
        bom: bom === 'true',
        asActor: (act) => request.asActor(act),
        page: async (cursor) => {
          const page = await listHandovers(request, { box, limit: 200, cursor })
          const refs = page.handovers.map(({ ref }) => ref)
          const rows = page.handovers.map((row) => exportRow(say, row))
          return { refs, rows, next: page.nextCursor }
        },
      })
      return sendCsv(reply, `handovers-${clock.today()}.csv`, lines)
    },
  )
}
