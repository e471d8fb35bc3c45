import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { ByDesk, ByUuid } from '../contract.ts'
import { Duty, NewDutyDesk, NewShift, SetContact } from '../duty-contract.ts'
import { addShift, dropShift, openDutyDesk, readDuty, setContact } from '../service/duty.ts'

/** Duty rosters: everybody reads who is on duty, the agency of the desk writes. */
export const dutyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/duty', { schema: { operationId: 'readDuty', response: { 200: Duty } } }, (request) =>
    request.asActor(readDuty),
  )
  app.post(
    '/duty/desks',
    { schema: { operationId: 'openDutyDesk', body: NewDutyDesk, response: { 201: Duty } } },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => openDutyDesk(tx, request.body.name))
    },
  )
  app.post(
    '/duty/desks/:id/shifts',
    {
      schema: {
        operationId: 'addShift',
        params: ByDesk,
        body: NewShift,
        response: { 201: Duty },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => addShift(tx, request.params.id, request.body))
    },
  )
  app.post(
    '/duty/shifts/:id/removal',
    { schema: { operationId: 'removeShift', params: ByUuid, response: { 200: Duty } } },
    (request) => request.asActor((tx) => dropShift(tx, request.params.id)),
  )
  app.post(
    '/duty/contacts',
    { schema: { operationId: 'setContact', body: SetContact, response: { 200: Duty } } },
    (request) => request.asActor((tx) => setContact(tx, request.body)),
  )
}
