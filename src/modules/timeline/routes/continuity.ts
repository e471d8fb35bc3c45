import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { requireVersion } from '../../../platform/http/versions.ts'
import { holdingCase } from '../../cases/service/hold-case.ts'
import * as wire from '../contract.ts'
import { Milestone } from '../milestone-contract.ts'
import { completeMilestone } from '../service/complete-milestone.ts'
import { openContinuity } from '../service/continuity.ts'
import { moveRelease, openMovePreview } from '../service/move-release.ts'

/** The line through the gate: who is accountable, when the person is released, what is done. */
export const continuityRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/continuity',
    {
      schema: {
        operationId: 'readContinuity',
        params: wire.ByRef,
        response: { 200: wire.Continuity },
      },
    },
    (request) => openContinuity(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/release-dates',
    {
      schema: {
        operationId: 'moveRelease',
        params: wire.ByRef,
        querystring: wire.MoveReleaseQuery,
        body: wire.MoveRelease,
        response: { 200: wire.MovePreview },
      },
    },
    async (request, reply) => {
      const version = requireVersion(request)
      const { params, query, body } = request
      if (query.preview === 'true') return openMovePreview(request, params.ref, version, body)
      const saved = await request.asActor(
        (tx, held) => moveRelease(tx, held, version, body),
        holdingCase(params.ref),
      )
      reply.header('ETag', `"${saved.version}"`)
      return saved.moved
    },
  )
  app.post(
    '/cases/:ref/milestones/:id',
    {
      schema: {
        operationId: 'completeMilestone',
        params: wire.ByMilestone,
        body: wire.CompleteMilestone,
        response: { 200: Milestone },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { ref, id } = request.params
      return request.asActor((tx) => completeMilestone(tx, ref, id, version))
    },
  )
}
