import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import { once } from '../../platform/http/once.ts'
import { atVersion } from '../../platform/http/versions.ts'
import { impactVersionPaper } from './documents/impact-version-paper.ts'
import { paperTypes, writePaper } from './documents/make-paper.ts'
import { readPaperWords, wordingOf } from './documents/paper-words.ts'
import * as wire from './impact-contract.ts'
import { PaperQuery } from './paper-contract.ts'
import * as impacts from './service/impacts.ts'

/** The register of impact assessments: written by the desk, advised on, approved by a second person. */
export const impactRoutes: FastifyPluginAsyncZod = async (app) => {
  const words = readPaperWords()
  const one = { params: wire.ByImpact, response: { 200: wire.ImpactVersion } }
  const made = { response: { 201: wire.ImpactVersion } }
  app.get(
    '/impact-assessments',
    { schema: { operationId: 'readImpactRegister', response: { 200: wire.ImpactRegister } } },
    (request) => request.asActor(impacts.readRegister),
  )
  app.get('/impact-assessments/:id', { schema: { operationId: 'readImpact', ...one } }, (request) =>
    request.asActor((tx) => impacts.readImpact(tx, request.params.id)),
  )
  app.post(
    '/impact-assessments',
    { schema: { operationId: 'beginImpact', ...made } },
    (request, reply) => {
      reply.code(201)
      const { language } = request
      const say = words(language)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => impacts.beginImpact(tx, (facts) => wordingOf(facts, language, say)),
          (id) => impacts.readImpact(tx, Number(id)),
        ),
      )
    },
  )
  app.post(
    '/impact-assessments/:id/next',
    { schema: { operationId: 'beginNextImpact', params: wire.ByImpact, ...made } },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => impacts.beginNext(tx, request.params.id),
          (id) => impacts.readImpact(tx, Number(id)),
        ),
      )
    },
  )
  app.put(
    '/impact-assessments/:id',
    { schema: { operationId: 'changeImpact', body: wire.ImpactContent, ...one } },
    (request) =>
      atVersion(request, (tx, version) =>
        impacts.writeImpact(tx, request.params.id, version, request.body),
      ),
  )
  app.delete(
    '/impact-assessments/:id',
    {
      schema: {
        operationId: 'discardImpact',
        params: wire.ByImpact,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await atVersion(request, (tx, version) => impacts.discardImpact(tx, id, version))
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/impact-assessments/:id/advice',
    { schema: { operationId: 'adviseOnImpact', body: wire.ImpactAdvice, ...one } },
    (request) =>
      atVersion(request, (tx, version) =>
        impacts.advise(tx, request.params.id, version, request.body.advice),
      ),
  )
  app.put(
    '/impact-assessments/:id/consultation',
    { schema: { operationId: 'noteConsultation', body: wire.Consultation, ...one } },
    (request) =>
      atVersion(request, (tx, version) =>
        impacts.noteConsultation(tx, request.params.id, version, request.body),
      ),
  )
  app.post(
    '/impact-assessments/:id/approve',
    { schema: { operationId: 'approveImpact', ...one } },
    (request) =>
      atVersion(request, (tx, version) => impacts.approve(tx, request.params.id, version)),
  )
  app.get(
    '/impact-assessments/:id/paper',
    {
      schema: { operationId: 'exportImpact', params: wire.ByImpact, querystring: PaperQuery },
    },
    async (request, reply) => {
      const { format } = request.query
      const { found, authority } = await request.asActor((tx) =>
        impacts.takeImpact(tx, request.params.id, format),
      )
      const { language } = request
      const paper = impactVersionPaper(found, { language, authority, say: words(language) })
      const name = `impact-assessment-${found.edition}-${clock.today()}.${format}`
      return reply
        .header('content-type', paperTypes[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(await writePaper(paper, format))
    },
  )
}
