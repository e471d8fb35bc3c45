import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireVersion } from '../../platform/http/versions.ts'
import * as wire from './set-up-contract.ts'
import * as start from './start-queries.ts'

/** The first hour of a city: how far it is, who is missing at the table, and the door for live cases. */
export const startRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/start',
    { schema: { operationId: 'readStart', response: { 200: wire.StartState } } },
    (request) => request.asActor(start.readStart),
  )
  app.post(
    '/start/live',
    { schema: { operationId: 'openForLive', response: { 200: wire.StartState } } },
    (request) => request.asActor(start.openForLive),
  )
  app.get(
    '/start/partners',
    { schema: { operationId: 'readPartnerTable', response: { 200: wire.PartnerTable } } },
    (request) => request.asActor(start.readTable),
  )
  app.post(
    '/start/partners',
    {
      schema: {
        operationId: 'addTableSeat',
        body: wire.NewTableSeat,
        response: { 201: wire.PartnerTable },
      },
    },
    (request, reply) => {
      const { function: place, ...seat } = request.body
      reply.code(201)
      return request.asActor((tx) => start.saveSeat(tx, place, seat))
    },
  )
  app.put(
    '/start/partners/:function/:id',
    {
      schema: {
        operationId: 'changeTableSeat',
        params: wire.ByTableSeat,
        body: wire.SetTableSeat,
        response: { 200: wire.PartnerTable },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { function: place, id } = request.params
      return request.asActor((tx) => start.saveSeat(tx, place, request.body, { id, version }))
    },
  )
  app.delete(
    '/start/partners/:function/:id',
    {
      schema: {
        operationId: 'clearTableSeat',
        params: wire.ByTableSeat,
        response: { 200: wire.PartnerTable },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => start.clearSeat(tx, request.params.id, version))
    },
  )
}
