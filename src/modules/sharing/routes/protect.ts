import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { notFound } from '../../../platform/errors.ts'
import { makeOnce } from '../../../platform/http/once.ts'
import { atVersion } from '../../../platform/http/versions.ts'
import * as wire from '../protect-contract.ts'
import { declareCloseness, liftCloseness } from '../service/closeness.ts'
import { beginOverride, endOverride, judgeOverride, listRunning } from '../service/emergency.ts'
import { readPrivacyPage } from '../service/privacy.ts'
import { answerQuestion, askDesk, listQuestions } from '../service/questions.ts'
import { readWho } from '../service/who.ts'

const ByRef = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })
const done = { 200: wire.Done }

/** How a case is protected from those who should not see it, and opened to those who must. */
export const protectRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/who',
    { schema: { operationId: 'whoSeesCase', params: ByRef, response: { 200: wire.CaseWho } } },
    (request) => readWho(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/closeness',
    {
      schema: {
        operationId: 'declareCloseness',
        params: ByRef,
        body: wire.NewDeclaration,
        response: done,
      },
    },
    (request) =>
      request.asActor((tx) => declareCloseness(tx, request.params.ref, request.body.reason)),
  )
  app.post(
    '/closeness/:id/lift',
    { schema: { operationId: 'liftCloseness', params: wire.ById, response: done } },
    (request) => request.asActor((tx) => liftCloseness(tx, request.params.id)),
  )
  app.get(
    '/privacy',
    { schema: { operationId: 'readPrivacy', response: { 200: wire.Privacy } } },
    (request) => readPrivacyPage(request),
  )
}

/** Seeing a case in an emergency. */
export const overrideRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/overrides',
    {
      schema: {
        operationId: 'beginOverride',
        body: wire.NewOverride,
        response: { 201: wire.BegunOverride },
      },
    },
    async (request, reply) => {
      const begun = await request.asActor((tx) => beginOverride(tx, request.body))
      if (!begun) throw notFound('case')
      reply.code(201)
      return begun
    },
  )
  app.get(
    '/overrides/running',
    { schema: { operationId: 'listRunningOverrides', response: { 200: wire.Overrides } } },
    (request) => listRunning(request),
  )
  app.post(
    '/overrides/:id/end',
    { schema: { operationId: 'endOverride', params: wire.ById, response: done } },
    (request) => request.asActor((tx) => endOverride(tx, request.params.id)),
  )
  app.post(
    '/overrides/:id/judgement',
    {
      schema: {
        operationId: 'judgeOverride',
        params: wire.ById,
        body: wire.Judgement,
        response: done,
      },
    },
    (request) => request.asActor((tx) => judgeOverride(tx, request.params.id, request.body)),
  )
}

/** Questions to the coordination desk. */
export const questionRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/questions',
    { schema: { operationId: 'listQuestions', response: { 200: wire.Questions } } },
    (request) => listQuestions(request),
  )
  app.post(
    '/questions',
    {
      schema: { operationId: 'askDesk', body: wire.NewQuestion, response: { 201: wire.ById } },
    },
    (request, reply) => makeOnce(request, reply, (tx) => askDesk(tx, request.body.question)),
  )
  app.post(
    '/questions/:id/answer',
    {
      schema: {
        operationId: 'answerQuestion',
        params: wire.ById,
        body: wire.NewAnswer,
        response: done,
      },
    },
    (request) =>
      atVersion(request, (tx, version) =>
        answerQuestion(tx, request.params.id, version, request.body.answer),
      ),
  )
}
