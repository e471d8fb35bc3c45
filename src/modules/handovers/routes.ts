import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireVersion } from '../../platform/http/versions.ts'
import { ById, Lead } from '../timeline/contract.ts'
import { Handovers, HandoversQuery, LeadAnswer, LeadAnswers, LeadsAnswered } from './contract.ts'
import { standingRoutes } from './routes/standing.ts'
import { answerLead } from './service/answer-lead.ts'
import { answerLeads } from './service/answer-leads.ts'
import { listHandovers } from './service/list-handovers.ts'

/** Answering for responsibility, and the inbox of what is asked. */
export const handoversRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(standingRoutes)
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
      return request.asActor((tx) => answerLead(tx, request.params.id, version, request.body))
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
