import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { clock } from '../../../platform/clock.ts'
import { makeOnce } from '../../../platform/http/once.ts'
import { ById, ByRef } from '../../timeline/contract.ts'
import * as wire from '../contract.ts'
import {
  saveAcknowledged,
  saveCorrection,
  saveExtensionAnswer,
  saveTelling,
} from '../queries/item-rights.ts'
import {
  askExtension,
  contestItem,
  decideContest,
  openCaseRights,
  openRightsDesk,
} from '../service/item-rights.ts'

const Made = z.object({ id: z.uuid() })
const made = { response: { 201: Made } }
const done = { response: { 200: Made } }
/** Who repeats it must still be able to see the item. */
const ofItem = (by: { id: string }) => ({
  ...{ thing: 'item', by },
  tables: ['app.items', 'app.special_items'] as const,
})

/** Contest, correction, restriction and retention of items (LED-12, LED-24, LED-25, LED-06). */
export const itemRightsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/rights',
    {
      schema: { operationId: 'readCaseRights', params: ByRef, response: { 200: wire.CaseRights } },
    },
    (request) => openCaseRights(request, request.params.ref),
  )
  app.get(
    '/rights',
    {
      schema: {
        operationId: 'readRightsDesk',
        querystring: wire.DeskQuery,
        response: { 200: wire.RightsDesk },
      },
    },
    (request) => openRightsDesk(request, clock.today(), request.query.until),
  )
  app.post(
    '/items/:id/contests',
    { schema: { operationId: 'contestItem', params: ById, body: wire.NewContest, ...made } },
    (request, reply) =>
      makeOnce(
        request,
        reply,
        (tx) => contestItem(tx, request.params.id, request.body),
        ofItem(request.params),
      ),
  )
  app.post(
    '/contests/:id/decision',
    { schema: { operationId: 'decideContest', params: ById, body: wire.DecideContest, ...done } },
    (request) => request.asActor((tx) => decideContest(tx, request.params.id, request.body)),
  )
  app.post(
    '/items/:id/correction',
    {
      schema: {
        operationId: 'correctItem',
        params: ById,
        response: { 200: z.object({ told: z.int() }) },
      },
    },
    (request) =>
      request.asActor(async (tx) => ({ told: await saveCorrection(tx, request.params.id) })),
  )
  app.post(
    '/items/:id/tellings',
    {
      schema: {
        operationId: 'tellBeforeLifting',
        params: ById,
        body: wire.TellBeforeLifting,
        ...done,
      },
    },
    (request) =>
      request.asActor(async (tx) => {
        await saveTelling(tx, request.params.id, request.body)
        return { id: request.params.id }
      }),
  )
  app.post(
    '/corrections/:id/acknowledgement',
    { schema: { operationId: 'acknowledgeCorrection', params: ById, ...done } },
    (request) =>
      request.asActor(async (tx) => {
        await saveAcknowledged(tx, request.params.id)
        return { id: request.params.id }
      }),
  )
  app.post(
    '/items/:id/extensions',
    { schema: { operationId: 'askExtension', params: ById, body: wire.AskExtension, ...made } },
    (request, reply) =>
      makeOnce(
        request,
        reply,
        (tx) => askExtension(tx, request.params.id, request.body),
        ofItem(request.params),
      ),
  )
  app.post(
    '/extensions/:id/answer',
    {
      schema: { operationId: 'answerExtension', params: ById, body: wire.AnswerExtension, ...done },
    },
    (request) =>
      request.asActor(async (tx) => {
        await saveExtensionAnswer(tx, request.params.id, request.body.approved)
        return { id: request.params.id }
      }),
  )
}
