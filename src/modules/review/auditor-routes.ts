import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import * as opened from './audit-case-contract.ts'
import * as wire from './auditor-contract.ts'
import { Done } from './contract.ts'
import {
  agreeAuditCase,
  askAuditCase,
  endAuditCase,
  listAuditCases,
  openAuditedCase,
} from './service/audit-cases.ts'
import { confirmAuditor, endAuditor, inviteAuditor, listAuditors } from './service/auditors.ts'

const ById = z.strictObject({ id: z.uuid() })

/** Accounts of a supervisory authority: read-only, for a time, named by two persons (LED-34, LED-35). */
export const auditorRoutes: FastifyPluginAsyncZod<{ origin: string }> = async (app, { origin }) => {
  app.get(
    '/auditors',
    { schema: { operationId: 'listAuditors', response: { 200: wire.Auditors } } },
    (request) => listAuditors(request),
  )
  app.post(
    '/auditors',
    {
      schema: {
        operationId: 'inviteAuditor',
        body: wire.NewAuditor,
        response: { 201: wire.InvitedAuditor },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => inviteAuditor(tx, request.body, origin))
    },
  )
  app.post(
    '/auditors/:id/agreement',
    {
      schema: { operationId: 'confirmAuditor', params: ById, response: { 200: Done } },
    },
    (request) => request.asActor((tx) => confirmAuditor(tx, request.params.id)),
  )
  app.post(
    '/auditors/:id/end',
    { schema: { operationId: 'endAuditor', params: ById, response: { 200: Done } } },
    (request) => request.asActor((tx) => endAuditor(tx, request.params.id)),
  )
}

/** One case that is opened to one auditor, by two persons and for at most fourteen days (LED-35). */
export const auditCaseRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/audit-cases',
    { schema: { operationId: 'listAuditCases', response: { 200: opened.AuditCases } } },
    (request) => listAuditCases(request),
  )
  app.post(
    '/audit-cases',
    {
      schema: {
        operationId: 'askAuditCase',
        body: opened.NewAuditCase,
        response: { 201: opened.AskedAuditCase },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => askAuditCase(tx, request.body))
    },
  )
  app.post(
    '/audit-cases/:id/agreement',
    { schema: { operationId: 'agreeAuditCase', params: ById, response: { 200: Done } } },
    (request) => request.asActor((tx) => agreeAuditCase(tx, request.params.id)),
  )
  app.post(
    '/audit-cases/:id/end',
    { schema: { operationId: 'endAuditCase', params: ById, response: { 200: Done } } },
    (request) => request.asActor((tx) => endAuditCase(tx, request.params.id)),
  )
  app.get(
    '/cases/:ref/audited',
    {
      schema: {
        operationId: 'readAuditedCase',
        params: opened.AuditedRef,
        response: { 200: opened.AuditedCase },
      },
    },
    (request) => openAuditedCase(request, request.params.ref),
  )
}
