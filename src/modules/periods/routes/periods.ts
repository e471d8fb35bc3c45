import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireVersion } from '../../../platform/http/versions.ts'
import { ByRef, MovePreview } from '../../timeline/contract.ts'
import { PathwayChange, TakeOver } from '../pathway-contract.ts'
import * as wire from '../period-contract.ts'
import { listConcerns } from '../service/concerns.ts'
import * as periods from '../service/periods.ts'
import { takeOverPathway } from '../service/take-over.ts'
import { Concerns } from '../told-contract.ts'

/** Where a person is held or supervised, from and until. */
export const periodsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/periods',
    {
      schema: { operationId: 'listPeriods', params: ByRef, response: { 200: wire.CasePeriods } },
    },
    (request) => periods.listPeriods(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/periods',
    {
      schema: {
        operationId: 'addPeriod',
        params: ByRef,
        querystring: wire.PeriodQuery,
        body: wire.NewPeriod,
        response: { 200: MovePreview },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { params, query, body } = request
      const act = query.preview === 'true' ? periods.previewPeriod : periods.addPeriod
      return request.asActor((tx) => act(tx, params.ref, version, body))
    },
  )
  app.post(
    '/cases/:ref/periods/:id',
    {
      schema: {
        operationId: 'changePeriod',
        params: wire.ByPeriod,
        body: wire.ChangePeriod,
        response: { 200: MovePreview },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { ref, id } = request.params
      return request.asActor((tx) => periods.changePeriod(tx, ref, id, version, request.body))
    },
  )
  app.delete(
    '/cases/:ref/periods/:id',
    {
      schema: {
        operationId: 'removePeriod',
        params: wire.ByPeriod,
        response: { 200: MovePreview },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { ref, id } = request.params
      return request.asActor((tx) => periods.removePeriod(tx, ref, id, version))
    },
  )
  app.post(
    '/cases/:ref/pathway',
    {
      schema: {
        operationId: 'takeOverPathway',
        params: ByRef,
        querystring: wire.PeriodQuery,
        body: TakeOver,
        response: { 200: PathwayChange },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { params, query, body } = request
      const keep = query.preview !== 'true'
      return request.asActor((tx) => takeOverPathway(tx, params.ref, version, body.pathwayId, keep))
    },
  )
  app.get(
    '/concerns',
    { schema: { operationId: 'listConcerns', response: { 200: Concerns } } },
    (request) => listConcerns(request),
  )
  app.delete(
    '/told/:id',
    {
      schema: {
        operationId: 'putAway',
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: z.object({ id: z.uuid() }) },
      },
    },
    (request) => request.asActor((tx) => periods.putAway(tx, request.params.id)),
  )
}
