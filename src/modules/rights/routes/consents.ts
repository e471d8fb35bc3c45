import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../../platform/http/once.ts'
import { ById, ByRef } from '../../timeline/contract.ts'
import * as wire from '../consent-contract.ts'
import {
  openConsents,
  recordConsent,
  recordOrPoint,
  showConsentText,
  withdrawConsent,
} from '../service/consents.ts'

const Made = z.object({ id: z.uuid() })

/** Consent to voluntary help: shown, given or refused, taken back for each agency apart. */
export const consentRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/consents',
    { schema: { operationId: 'listConsents', params: ByRef, response: { 200: wire.Consents } } },
    (request) => openConsents(request, request.params.ref),
  )
  app.get(
    '/cases/:ref/consents/text',
    {
      schema: {
        operationId: 'readConsentText',
        params: ByRef,
        querystring: wire.ConsentTextQuery,
        response: { 200: wire.ConsentText },
      },
    },
    (request) => request.asActor((tx) => showConsentText(tx, request.params.ref, request.query)),
  )
  app.post(
    '/cases/:ref/consents',
    {
      schema: {
        operationId: 'recordConsent',
        params: ByRef,
        body: wire.NewConsent,
        response: { 201: Made },
      },
    },
    (request, reply) => {
      const { params, body } = request
      const record = () =>
        makeOnce(request, reply, (tx) => recordConsent(tx, params.ref, body), {
          thing: 'case',
          tables: ['app.cases'],
          by: { ref: params.ref },
        })
      return recordOrPoint(request, params.ref, record, body.domain)
    },
  )
  app.post(
    '/consents/:id/withdrawals',
    {
      schema: {
        operationId: 'withdrawConsent',
        params: ById,
        body: wire.WithdrawConsent,
        response: { 200: Made },
      },
    },
    (request) => request.asActor((tx) => withdrawConsent(tx, request.params.id, request.body)),
  )
}
