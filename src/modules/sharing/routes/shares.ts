import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireVersion } from '../../../platform/http/versions.ts'
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
const versioned = { 200: wire.Versioned }

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
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => decideShare(tx, request.params.ref, request.body))
    },
  )
  app.post(
    '/shares/:id/withdraw',
    { schema: { operationId: 'withdrawShare', params: wire.ByShare, response: versioned } },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => withdrawShare(tx, request.params.id, version))
    },
  )
  app.post(
    '/shares/:id/extend',
    {
      schema: {
        operationId: 'extendShare',
        params: wire.ByShare,
        body: wire.Extension,
        response: versioned,
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { expiresOn } = request.body
      return request.asActor((tx) => extendShare(tx, request.params.id, version, expiresOn))
    },
  )
  app.post(
    '/shares/:id/told',
    {
      schema: {
        operationId: 'recordToldOfShare',
        params: wire.ByShare,
        body: wire.ToldOfShare,
        response: versioned,
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => recordTold(tx, request.params.id, version, request.body))
    },
  )
}

/** What shall leave the table of agencies, with the chair's approval. */
export const disclosureRoutes: FastifyPluginAsyncZod = async (app) => {
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
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => askDisclosure(tx, request.params.ref, request.body))
    },
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
    {
      schema: {
        operationId: 'decideDisclosure',
        params: wire.ByShare,
        body: wire.Decision,
        response: versioned,
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => decideDisclosure(tx, request.params.id, version, request.body))
    },
  )
  app.post(
    '/disclosures/:id/hand-over',
    { schema: { operationId: 'handOverDisclosure', params: wire.ByShare, response: versioned } },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => handOver(tx, request.params.id, version))
    },
  )
  app.post(
    '/disclosures/:id/withdraw',
    { schema: { operationId: 'withdrawDisclosure', params: wire.ByShare, response: versioned } },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => withdrawDisclosure(tx, request.params.id, version))
    },
  )
}
