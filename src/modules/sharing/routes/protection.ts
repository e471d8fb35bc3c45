import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ById, Done } from '../protect-contract.ts'
import * as wire from '../protection-contract.ts'
import * as service from '../service/protection.ts'

const ByRef = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })
const done = { 200: Done }

/** The extra barrier for minors and victims: marks, names, admissions, and the second person of a look. */
export const protectionRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/protection',
    {
      schema: { operationId: 'readProtection', params: ByRef, response: { 200: wire.Protection } },
    },
    (request) => service.readProtection(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/protection',
    {
      schema: {
        operationId: 'protectCase',
        params: ByRef,
        body: wire.NewProtection,
        response: { 201: ById },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => service.protectCase(tx, request.params.ref, request.body))
    },
  )
  app.post(
    '/protections/:id/names',
    {
      schema: {
        operationId: 'nameForProtection',
        params: ById,
        body: wire.ProtectionNames,
        response: done,
      },
    },
    (request) =>
      request.asActor((tx) => service.nameForProtection(tx, request.params.id, request.body.named)),
  )
  app.post(
    '/protections/:id/admissions',
    {
      schema: {
        operationId: 'admitToProtected',
        params: ById,
        body: wire.NewAdmission,
        response: done,
      },
    },
    (request) => request.asActor((tx) => service.admit(tx, request.params.id, request.body)),
  )
  app.post(
    '/protection-admissions/:id/end',
    { schema: { operationId: 'endAdmission', params: ById, response: done } },
    (request) => request.asActor((tx) => service.endAdmission(tx, request.params.id)),
  )
  app.post(
    '/protections/:id/end',
    {
      schema: {
        operationId: 'endProtection',
        params: ById,
        body: wire.EndProtection,
        response: done,
      },
    },
    (request) =>
      request.asActor((tx) => service.endProtection(tx, request.params.id, request.body.reason)),
  )
  app.post(
    '/protections/:id/replacement',
    {
      schema: {
        operationId: 'nameReplacement',
        params: ById,
        body: wire.Replacement,
        response: done,
      },
    },
    (request) =>
      request.asActor((tx) => service.nameReplacement(tx, request.params.id, request.body.member)),
  )
  app.get(
    '/overrides/waiting',
    { schema: { operationId: 'listWaitingLooks', response: { 200: wire.WaitingLooks } } },
    (request) => service.listWaitingLooks(request),
  )
  app.post(
    '/overrides/:id/second',
    {
      schema: {
        operationId: 'sayOfLook',
        params: ById,
        body: wire.SecondWord,
        response: done,
      },
    },
    (request) =>
      request.asActor((tx) => service.sayOfLook(tx, request.params.id, request.body.agrees)),
  )
}
