import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { makeOnce } from '../../../platform/http/once.ts'
import { atVersion } from '../../../platform/http/versions.ts'
import { listWaitingDisclosures } from '../queries/shares.ts'
import {
  askDisclosure,
  decideDisclosure,
  handOver,
  withdrawDisclosure,
} from '../service/disclosures.ts'
import { decideShare, extendShare, recordTold, withdrawShare } from '../service/shares.ts'
import { listReceived, readShareChoice, readSharing, readSheet } from '../service/sharing.ts'
import * as wire from '../share-contract.ts'

const ByRef = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })

/** An act on a share or disclosure at the version that the writer has seen. */
const act = (operationId: string) => ({
  operationId,
  params: wire.ByShare,
  response: { 200: wire.Versioned },
})

/** Several shares or one disclosure, made once: the second of two clicks gets the same ids. */
async function makeAll(
  request: Parameters<typeof makeOnce>[0],
  reply: Parameters<typeof makeOnce>[1],
  ref: string,
  make: (tx: ActorTx) => Promise<wire.Made>,
): Promise<wire.Made> {
  const one = async (tx: ActorTx) => ({ id: (await make(tx)).ids.join(' ') })
  const seen = { thing: 'case', tables: ['app.cases'] as const, by: { ref } }
  const made = await makeOnce(request, reply, one, seen)
  return { ids: made.id.split(' ') }
}

/** What an agency lets others have beyond the table, until when. */
export const shareRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/sharing',
    { schema: { operationId: 'readSharing', params: ByRef, response: { 200: wire.Sharing } } },
    (request) => readSharing(request, request.params.ref),
  )
  app.get(
    '/cases/:ref/share-choice',
    {
      schema: {
        operationId: 'readShareChoice',
        params: ByRef,
        response: { 200: wire.ShareChoice },
      },
    },
    (request) => readShareChoice(request, request.params.ref),
  )
  app.get(
    '/cases/:ref/received',
    {
      schema: {
        operationId: 'listReceived',
        params: ByRef,
        querystring: wire.ReceivedQuery,
        response: { 200: wire.Received },
      },
    },
    (request) => listReceived(request, request.params.ref, request.query),
  )
  app.post(
    '/cases/:ref/shares',
    {
      schema: {
        operationId: 'decideShare',
        params: ByRef,
        body: wire.NewShare,
        response: { 201: wire.Made },
      },
    },
    (request, reply) =>
      makeAll(request, reply, request.params.ref, (tx) =>
        decideShare(tx, request.params.ref, request.body),
      ),
  )
  app.post('/shares/:id/withdraw', { schema: act('withdrawShare') }, (request) =>
    atVersion(request, (tx, version) => withdrawShare(tx, request.params.id, version)),
  )
  app.post(
    '/shares/:id/extend',
    { schema: { ...act('extendShare'), body: wire.Extension } },
    (request) =>
      atVersion(request, (tx, version) =>
        extendShare(tx, request.params.id, version, request.body.expiresOn),
      ),
  )
  app.post(
    '/shares/:id/told',
    { schema: { ...act('recordToldOfShare'), body: wire.ToldOfShare } },
    (request) =>
      atVersion(request, (tx, version) => recordTold(tx, request.params.id, version, request.body)),
  )
}

/** What shall leave the table of agencies, with the chair's approval. */
export const disclosureRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/disclosures/waiting',
    {
      schema: {
        operationId: 'listWaitingDisclosures',
        response: { 200: wire.DisclosuresWaiting },
      },
    },
    (request) => request.asActor(async (tx) => ({ rows: await listWaitingDisclosures(tx) })),
  )
  app.post(
    '/cases/:ref/disclosures',
    {
      schema: {
        operationId: 'askDisclosure',
        params: ByRef,
        body: wire.NewDisclosure,
        response: { 201: wire.Made },
      },
    },
    (request, reply) =>
      makeAll(request, reply, request.params.ref, (tx) =>
        askDisclosure(tx, request.params.ref, request.body),
      ),
  )
  app.get(
    '/disclosures/:id/sheet',
    {
      schema: {
        operationId: 'readDisclosureSheet',
        params: wire.ByShare,
        response: { 200: wire.DisclosureSheet },
      },
    },
    (request) => readSheet(request, request.params.id),
  )
  app.post(
    '/disclosures/:id/decision',
    { schema: { ...act('decideDisclosure'), body: wire.Decision } },
    (request) =>
      atVersion(request, (tx, version) =>
        decideDisclosure(tx, request.params.id, version, request.body),
      ),
  )
  app.post('/disclosures/:id/hand-over', { schema: act('handOverDisclosure') }, (request) =>
    atVersion(request, (tx, version) => handOver(tx, request.params.id, version)),
  )
  app.post('/disclosures/:id/withdraw', { schema: act('withdrawDisclosure') }, (request) =>
    atVersion(request, (tx, version) => withdrawDisclosure(tx, request.params.id, version)),
  )
}
