import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { once } from '../../platform/http/once.ts'
import { atVersion } from '../../platform/http/versions.ts'
import * as wire from './basis-contract.ts'
import { ByAgreement } from './draft-contract.ts'
import { Reply } from './edition-contract.ts'
import * as bases from './service/bases.ts'

/** The register of legal bases: read by all partners, kept by the desk, questioned by the adviser. */
export const basisRoutes: FastifyPluginAsyncZod = async (app) => {
  const one = { params: ByAgreement, response: { 200: wire.LegalBasis } }
  app.get(
    '/legal-bases',
    { schema: { operationId: 'readLegalBases', response: { 200: wire.BasisRegister } } },
    (request) => request.asActor(bases.readRegister),
  )
  app.post(
    '/legal-bases',
    {
      schema: {
        operationId: 'createLegalBasis',
        body: wire.BasisContent,
        response: { 201: wire.LegalBasis },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => bases.writeBasis(tx, request.body),
          (id) => bases.readBasis(tx, Number(id)),
        ),
      )
    },
  )
  app.put(
    '/legal-bases/:id',
    { schema: { operationId: 'changeLegalBasis', body: wire.BasisContent, ...one } },
    (request) =>
      atVersion(request, (tx, version) =>
        bases.writeBasis(tx, request.body, { id: request.params.id, version }),
      ),
  )
  app.post(
    '/legal-bases/:id/activate',
    { schema: { operationId: 'activateLegalBasis', ...one } },
    (request) =>
      atVersion(request, (tx, version) => bases.activate(tx, request.params.id, version)),
  )
  app.post(
    '/legal-bases/:id/renew',
    { schema: { operationId: 'renewLegalBasis', body: wire.Renewal, ...one } },
    (request) =>
      atVersion(request, (tx, version) =>
        bases.renew(tx, request.params.id, version, request.body),
      ),
  )
  app.post(
    '/legal-bases/:id/withdraw',
    { schema: { operationId: 'withdrawLegalBasis', ...one } },
    (request) =>
      atVersion(request, (tx, version) => bases.withdraw(tx, request.params.id, version)),
  )
  app.post(
    '/legal-bases/:id/questions',
    { schema: { operationId: 'questionLegalBasis', body: wire.Question, ...one } },
    (request) => {
      const { id } = request.params
      return request.asActor(async (tx) => {
        const ask = () => bases.question(tx, id, request.body.question)
        await once(tx, request, ask, async (asked) => ({ id: asked }))
        return bases.readBasis(tx, id)
      })
    },
  )
  app.post(
    '/basis-questions/:id/answer',
    { schema: { operationId: 'answerBasisQuestion', body: Reply, ...one } },
    (request) => request.asActor((tx) => bases.answer(tx, request.params.id, request.body.answer)),
  )
}
