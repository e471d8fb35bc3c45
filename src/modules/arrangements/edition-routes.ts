import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import { Problem } from '../../platform/errors.ts'
import { once } from '../../platform/http/once.ts'
import { AgreementDraft, ByAgreement, ContactChange } from './draft-contract.ts'
import { listDrafts } from './draft-queries.ts'
import * as acts from './edition-acts.ts'
import * as wire from './edition-contract.ts'
import { listDeparted, listEndings, listOpinions } from './edition-queries.ts'
import { beginEdition, compareDraft, compareEditions, readEdition } from './service/editions.ts'
import { keepSignatureScan, openSignatureScan } from './service/scans.ts'
import { readDraft } from './service.ts'

const nothing = z.null()
const Opinions = z.object({ opinions: z.array(wire.AgreementOpinion) })

/** Editions: read, compared, signed, joined, left, followed by another. */
export const editionRoutes: FastifyPluginAsyncZod = async (app) => {
  const one = { params: ByAgreement, response: { 200: wire.EditionText } }
  app.get('/agreements/:id', { schema: { operationId: 'readEdition', ...one } }, (request) =>
    request.asActor((tx) => readEdition(tx, request.params.id)),
  )
  app.get(
    '/agreements/:id/comparison',
    {
      schema: {
        operationId: 'compareEditions',
        params: ByAgreement,
        querystring: wire.CompareQuery,
        response: { 200: wire.Comparison },
      },
    },
    (request) =>
      request.asActor((tx) => compareEditions(tx, request.params.id, request.query.with)),
  )
  app.post(
    '/agreements/:id/editions',
    {
      schema: {
        operationId: 'beginEdition',
        params: ByAgreement,
        response: { 201: AgreementDraft },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => beginEdition(tx, request.params.id))
    },
  )
  app.post(
    '/agreements/:id/own-signature',
    { schema: { operationId: 'signEdition', ...one } },
    (request) =>
      request.asActor(async (tx) => {
        await acts.signHere(tx, request.params.id)
        return readEdition(tx, request.params.id)
      }),
  )
  app.post(
    '/agreements/:id/departures',
    { schema: { operationId: 'leaveAgreement', body: wire.Departure, ...one } },
    (request) =>
      request.asActor(async (tx) => {
        await acts.leave(tx, request.params.id, request.body)
        return readEdition(tx, request.params.id)
      }),
  )
  app.delete(
    '/agreements/:id/departures/:agencyId',
    {
      schema: {
        operationId: 'stayInAgreement',
        params: wire.ByParty,
        response: { 200: wire.EditionText },
      },
    },
    (request) =>
      request.asActor(async (tx) => {
        await acts.stay(tx, request.params.id, request.params.agencyId)
        return readEdition(tx, request.params.id)
      }),
  )
  app.put(
    '/agreements/:id/contact',
    { schema: { operationId: 'changeContactPoint', body: ContactChange, ...one } },
    (request) =>
      request.asActor(async (tx) => {
        await acts.changeContact(tx, request.params.id, request.body)
        return readEdition(tx, request.params.id)
      }),
  )
  app.get(
    '/agreements/endings',
    { schema: { operationId: 'listEndings', response: { 200: wire.Endings } } },
    (request) =>
      request.asActor(async (tx) => ({
        endings: await listEndings(tx),
        departed: await listDeparted(tx),
      })),
  )
  await app.register(opinionRoutes)
  await app.register(scanRoutes)
}

const opinionRoutes: FastifyPluginAsyncZod = async (app) => {
  const body = wire.Opinion
  app.get(
    '/agreement-drafts/:id/comparison',
    {
      schema: {
        operationId: 'compareDraft',
        params: ByAgreement,
        response: { 200: wire.Comparison },
      },
    },
    (request) =>
      request.asActor(async (tx) => compareDraft(tx, await readDraft(tx, request.params.id))),
  )
  app.get(
    '/agreement-drafts/:id/opinions',
    {
      schema: {
        operationId: 'listDraftOpinions',
        params: ByAgreement,
        response: { 200: Opinions },
      },
    },
    (request) =>
      request.asActor(async (tx) => {
        const drafts = await listDrafts(tx, request.params.id)
        const opinions = await listOpinions(tx, { draft: request.params.id })
        return { opinions: drafts.length > 0 ? opinions : [] }
      }),
  )
  app.post(
    '/agreement-drafts/:id/opinions',
    {
      schema: {
        operationId: 'adviseOnDraft',
        params: ByAgreement,
        body,
        response: { 200: Opinions },
      },
    },
    (request) => request.asActor((tx) => advise(tx, request, { draft: request.params.id })),
  )
  app.post(
    '/agreements/:id/opinions',
    {
      schema: {
        operationId: 'adviseOnEdition',
        params: ByAgreement,
        body,
        response: { 200: Opinions },
      },
    },
    (request) => request.asActor((tx) => advise(tx, request, { edition: request.params.id })),
  )
  app.post(
    '/agreement-opinions/:id/answer',
    {
      schema: {
        operationId: 'answerOpinion',
        params: ByAgreement,
        body: wire.Reply,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await request.asActor((tx) => acts.answerOpinion(tx, request.params.id, request.body.answer))
      return reply.code(204).send(null)
    },
  )
}

/** Pressed twice, the officer has said it once. */
async function advise(
  tx: ActorTx,
  request: Parameters<typeof once>[1] & { body: z.infer<typeof wire.Opinion> },
  of: { draft: number } | { edition: number },
): Promise<z.infer<typeof Opinions>> {
  const give = () => acts.giveOpinion(tx, of, request.body)
  await once(tx, request, give, async (id) => ({ id }))
  return { opinions: await listOpinions(tx, of) }
}

const scanRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addContentTypeParser(
    [...wire.scanTypes],
    { parseAs: 'buffer', bodyLimit: wire.largestScan },
    (_request, body, done) => done(null, body),
  )
  app.put(
    '/agreements/:id/scans/:agencyId',
    {
      bodyLimit: wire.largestScan,
      schema: {
        operationId: 'keepSignatureScan',
        params: wire.ByParty,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const { body } = request
      if (!Buffer.isBuffer(body)) throw new Problem(415, 'content_type_not_supported')
      const { id, agencyId } = request.params
      await request.asActor((tx) => keepSignatureScan(tx, id, agencyId, body))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/agreements/:id/scans/:agencyId',
    { schema: { operationId: 'openSignatureScan', params: wire.ByParty } },
    async (request, reply) => {
      const { id, agencyId } = request.params
      const scan = await request.asActor((tx) => openSignatureScan(tx, id, agencyId))
      const ending = scan.mediaType.split('/')[1]
      return reply
        .header('content-type', scan.mediaType)
        .header(
          'content-disposition',
          `attachment; filename="signature-${id}-${agencyId}.${ending}"`,
        )
        .header('cache-control', 'no-store')
        .send(scan.bytes)
    },
  )
}
