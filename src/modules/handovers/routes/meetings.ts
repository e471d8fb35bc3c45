import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { once } from '../../../platform/http/once.ts'
import { requireVersion } from '../../../platform/http/versions.ts'
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
    async (request, reply) => {
      const { params, body } = request
      const made = await request.asActor((tx) =>
        once(
          tx,
          request,
          () => planMeeting(tx, params.ref, body),
          async (id) => ({ id }),
        ),
      )
      reply.code(201)
      return made
    },
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
      const version = requireVersion(request)
      const { ref, id } = request.params
      return request.asActor((tx) => planMeeting(tx, ref, request.body, { id, version }))
    },
  )
  app.post(
    '/handover-meetings/:id/checks',
    {
      schema: {
        operationId: 'answerHandoverChecks',
        params: ById,
        body: wire.AnswerChecks,
        response: { 200: Made },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { params, body } = request
      return request.asActor((tx) => answerChecks(tx, params.id, version, body))
    },
  )
  app.post(
    '/handover-meetings/:id/held',
    {
      schema: {
        operationId: 'holdHandoverMeeting',
        params: ById,
        body: wire.HoldMeeting,
        response: { 200: Made },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { params, body } = request
      return request.asActor((tx) => holdMeeting(tx, params.id, version, body))
    },
  )
  app.post(
    '/handover-meetings/:id/cancel',
    { schema: { operationId: 'cancelHandoverMeeting', params: ById, response: { 200: Made } } },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => cancelMeeting(tx, request.params.id, version))
    },
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
