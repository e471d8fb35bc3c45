import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { clock } from '../../../platform/clock.ts'
import * as wire from '../contract.ts'
import { Pathways } from '../pathway-contract.ts'
import { closeDay, openDay, readCalendar } from '../service/calendar.ts'
import { listPathways } from '../service/pathways.ts'

/** On which days offices are open, as the country has it and the city keeps it. */
export const calendarRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/calendar',
    {
      schema: {
        operationId: 'readCalendar',
        querystring: wire.CalendarQuery,
        response: { 200: wire.Calendar },
      },
    },
    (request) =>
      request.asActor((tx) =>
        readCalendar(tx, request.query.year ?? Number(clock.today().slice(0, 4))),
      ),
  )
  app.get(
    '/pathways',
    { schema: { operationId: 'listPathways', response: { 200: Pathways } } },
    (request) => request.asActor(listPathways),
  )
  app.post(
    '/calendar/days',
    {
      schema: { operationId: 'closeDay', body: wire.CloseDay, response: { 200: wire.Calendar } },
    },
    (request) => request.asActor((tx) => closeDay(tx, request.body)),
  )
  app.delete(
    '/calendar/days/:day',
    {
      schema: { operationId: 'openDay', params: wire.ByDay, response: { 200: wire.Calendar } },
    },
    (request) => request.asActor((tx) => openDay(tx, request.params.day)),
  )
}
