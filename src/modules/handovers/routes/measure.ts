import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireVersion } from '../../../platform/http/versions.ts'
import { ByRef } from '../../timeline/contract.ts'
import * as wire from '../measure-contract.ts'
import { openAfterMeasure, sayContinuation, setMeasureEnd } from '../service/after-measure.ts'

/** The end of the last measure, and what the person wants to go on after it. */
export const measureRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/after-measure',
    {
      schema: {
        operationId: 'readAfterMeasure',
        params: ByRef,
        response: { 200: wire.AfterMeasure },
      },
    },
    (request) => openAfterMeasure(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/measure-end',
    {
      schema: {
        operationId: 'setMeasureEnd',
        params: ByRef,
        body: wire.SetMeasureEnd,
        response: { 200: z.object({ version: z.int() }) },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { params, body } = request
      return request.asActor((tx) => setMeasureEnd(tx, params.ref, version, body.on))
    },
  )
  app.post(
    '/cases/:ref/continuations',
    {
      schema: {
        operationId: 'sayContinuation',
        params: ByRef,
        body: wire.SayContinuation,
        response: { 200: z.object({ ref: z.string() }) },
      },
    },
    (request) => request.asActor((tx) => sayContinuation(tx, request.params.ref, request.body)),
  )
}
