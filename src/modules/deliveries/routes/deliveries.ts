import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireVersion } from '../../../platform/http/versions.ts'
import { record, recordReading } from '../../audit/service.ts'
import {
  AnswerProposal,
  AnswerTransfer,
  ById,
  ProposalPreview,
  UndoPlan,
  Waiting,
  WaitingCount,
} from '../contract.ts'
import { countWaiting, listDrops } from '../queries/waiting.ts'
import { answerProposal, previewProposal, readProposals } from '../service/proposals.ts'
import { answerTransfer, listTransfers } from '../service/transfers.ts'
import { previewUndo, undoImport } from '../service/undo-import.ts'

const nothing = z.null()

/** What deliveries ask of people: undo one, answer what a list says of a case, join or part two notices. */
export const deliveriesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/deliveries',
    { schema: { operationId: 'listWaitingDeliveries', response: { 200: Waiting } } },
    (request) =>
      request.asActor(async (tx) => {
        const drops = await listDrops(tx)
        const proposals = await readProposals(tx)
        const transfers = await listTransfers(tx)
        await record(tx, 'deliveries.list', {
          drops: drops.map(({ id }) => id),
          proposals: proposals.map(({ id }) => id),
          // Whom a comparison of lists put beside one another, too.
          alike: proposals.flatMap(({ elsewhere }) => elsewhere.map(({ notice }) => notice)),
          transfers: transfers.map(({ from, to }) => [from.notice, to.notice]),
        })
        return { drops, proposals, transfers }
      }),
  )
  app.get(
    '/deliveries/count',
    { schema: { operationId: 'countWaitingDeliveries', response: { 200: WaitingCount } } },
    (request) =>
      request.asActor(async (tx) => {
        const pairs = (await listTransfers(tx)).map(({ from, to }) => [from.notice, to.notice])
        // Names were opened and compared to count them, though none is told.
        if (pairs.length > 0) await recordReading(tx, 'deliveries.counted', { transfers: pairs })
        return { ...(await countWaiting(tx)), transfers: pairs.length }
      }),
  )
  app.get(
    '/imports/:id/undo',
    { schema: { operationId: 'previewUndo', params: ById, response: { 200: UndoPlan } } },
    (request) => request.asActor((tx) => previewUndo(tx, request.params.id)),
  )
  app.post(
    '/imports/:id/undo',
    { schema: { operationId: 'undoImport', params: ById, response: { 200: UndoPlan } } },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => undoImport(tx, request.params.id, version))
    },
  )
  app.get(
    '/proposals/:id/preview',
    {
      schema: { operationId: 'previewProposal', params: ById, response: { 200: ProposalPreview } },
    },
    (request) =>
      request.asActor(async (tx) => ({ moved: await previewProposal(tx, request.params.id) })),
  )
  app.post(
    '/proposals/:id/answer',
    {
      schema: {
        operationId: 'answerProposal',
        params: ById,
        body: AnswerProposal,
        response: { 200: z.object({ moved: ProposalPreview.shape.moved.nullable() }) },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => answerProposal(tx, request.params.id, version, request.body))
    },
  )
  app.post(
    '/transfers',
    {
      schema: {
        operationId: 'answerTransfer',
        body: AnswerTransfer,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const version = requireVersion(request)
      await request.asActor((tx) => answerTransfer(tx, request.body, version))
      return reply.code(204).send(null)
    },
  )
}
