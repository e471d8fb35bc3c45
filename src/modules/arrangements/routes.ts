import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { once } from '../../platform/http/once.ts'
import { atVersion } from '../../platform/http/versions.ts'
import { basisRoutes } from './basis-routes.ts'
import { ArrangementList } from './contract.ts'
import * as wire from './draft-contract.ts'
import { editionRoutes } from './edition-routes.ts'
import { impactRoutes } from './impact-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import * as arrangements from './service.ts'

/** The agreements in force, for whoever is bound by them; and how an agreement comes to be. */
export const arrangementsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/arrangements',
    { schema: { operationId: 'listArrangements', response: { 200: ArrangementList } } },
    (request) => request.asActor(arrangements.listArrangements),
  )
  app.get(
    '/agreements',
    { schema: { operationId: 'readAgreements', response: { 200: wire.AgreementBook } } },
    (request) => request.asActor(arrangements.readAgreements),
  )
  await app.register(draftRoutes)
  await app.register(paperRoutes)
  await app.register(editionRoutes)
  await app.register(basisRoutes)
  await app.register(impactRoutes)
  app.post(
    '/agreements/:id/signatures',
    {
      schema: {
        operationId: 'signAgreement',
        params: wire.ByAgreement,
        body: wire.Signature,
        response: { 200: wire.Agreement },
      },
    },
    (request) => request.asActor((tx) => arrangements.sign(tx, request.params.id, request.body)),
  )
}

const draftRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/agreement-drafts/:id',
    {
      schema: {
        operationId: 'readAgreementDraft',
        params: wire.ByAgreement,
        response: { 200: wire.AgreementDraft },
      },
    },
    (request) => request.asActor((tx) => arrangements.readDraft(tx, request.params.id)),
  )
  app.post(
    '/agreement-drafts',
    {
      schema: {
        operationId: 'createAgreementDraft',
        body: wire.DraftContent,
        response: { 201: wire.AgreementDraft },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => arrangements.writeDraft(tx, request.body),
          (id) => arrangements.readDraft(tx, Number(id)),
        ),
      )
    },
  )
  app.put(
    '/agreement-drafts/:id',
    {
      schema: {
        operationId: 'changeAgreementDraft',
        params: wire.ByAgreement,
        body: wire.DraftContent,
        response: { 200: wire.AgreementDraft },
      },
    },
    (request) =>
      atVersion(request, (tx, version) =>
        arrangements.writeDraft(tx, request.body, { id: request.params.id, version }),
      ),
  )
  app.post(
    '/agreement-drafts/:id/settle',
    {
      schema: {
        operationId: 'settleAgreementDraft',
        params: wire.ByAgreement,
        response: { 200: wire.Agreement },
      },
    },
    (request) =>
      atVersion(request, (tx, version) => arrangements.settleDraft(tx, request.params.id, version)),
  )
}
