import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../../platform/http/once.ts'
import { atVersion } from '../../../platform/http/versions.ts'
import { ById, ByMilestone, ByRef } from '../../timeline/contract.ts'
import * as wire from '../meeting-contract.ts'
import { readFigures } from '../queries/meetings.ts'
import { openPackage } from '../service/meeting-package.ts'
import {
  answerChecks,
  cancelMeeting,
  holdMeeting,
  openMeetings,
  planMeeting,
} from '../service/meetings.ts'

const Made = z.object({ id: z.uuid() })

/** An act on a meeting at the version that the writer has seen. */
const act = (operationId: string) => ({ operationId, params: ById, response: { 200: Made } })

/** The handover meeting: planned, prepared, held, and kept as it was. */
export const meetingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/handover-meetings',
    {
      schema: {
        operationId: 'listHandoverMeetings',
        params: ByRef,
        response: { 200: wire.Meetings },
      },
    },
    (request) => openMeetings(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/handover-meetings',
    {
      schema: {
        operationId: 'planHandoverMeeting',
        params: ByRef,
        body: wire.PlanMeeting,
        response: { 201: Made },
      },
    },
    (request, reply) =>
      makeOnce(request, reply, (tx) => planMeeting(tx, request.params.ref, request.body), {
        thing: 'meeting',
        tables: ['app.handover_meetings'],
      }),
  )
  app.put(
    '/cases/:ref/handover-meetings/:id',
    {
      schema: {
        operationId: 'changeHandoverMeeting',
        params: ByMilestone,
        body: wire.PlanMeeting,
        response: { 200: Made },
      },
    },
    (request) => {
      const { ref, id } = request.params
      return atVersion(request, (tx, version) =>
        planMeeting(tx, ref, request.body, { id, version }),
      )
    },
  )
  app.post(
    '/handover-meetings/:id/checks',
    { schema: { ...act('answerHandoverChecks'), body: wire.AnswerChecks } },
    (request) =>
      atVersion(request, (tx, version) =>
        answerChecks(tx, request.params.id, version, request.body),
      ),
  )
  app.post(
    '/handover-meetings/:id/held',
    { schema: { ...act('holdHandoverMeeting'), body: wire.HoldMeeting } },
    (request) =>
      atVersion(request, (tx, version) =>
        holdMeeting(tx, request.params.id, version, request.body),
      ),
  )
  app.post('/handover-meetings/:id/cancel', { schema: act('cancelHandoverMeeting') }, (request) =>
    atVersion(request, (tx, version) => cancelMeeting(tx, request.params.id, version)),
  )
  app.get(
    '/handover-meetings/:id/package',
    {
      schema: {
        operationId: 'readHandoverPackage',
        params: ById,
        response: { 200: wire.MeetingPackage },
      },
    },
    (request) => openPackage(request, request.params.id),
  )
  app.get(
    '/handovers/figures',
    {
      schema: {
        operationId: 'readHandoverFigures',
        querystring: wire.FiguresQuery,
        response: { 200: wire.HandoverFigures },
      },
    },
    (request) => readFigures(request, request.query),
  )
}
