import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import { askCheckpoint, changeWitnesses, decideChange } from '../audit/service/witnesses.ts'
import { Done } from './contract.ts'
import * as wire from './log-contract.ts'
import { logAsFile, seeLog } from './service/log.ts'

/** The log as a whole, who watches it, and the log as a file for whoever need not believe us. */
export function logRoutes({ dataDir }: { dataDir: string }): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/log',
      { schema: { operationId: 'readLog', response: { 200: wire.SeenLog } } },
      (request) => request.asActor(seeLog),
    )
    app.post(
      '/log/checkpoints',
      { schema: { operationId: 'askCheckpoint', response: { 200: Done } } },
      (request) =>
        request.asActor(async (tx) => {
          await askCheckpoint(tx)
          return { done: true as const }
        }),
    )
    app.post(
      '/log/changes',
      {
        schema: {
          operationId: 'changeWitnesses',
          body: wire.NewWitnessChange,
          response: { 200: wire.ChangeDone },
        },
      },
      (request) => request.asActor((tx) => changeWitnesses(tx, request.body)),
    )
    app.post(
      '/log/changes/:id',
      {
        schema: {
          operationId: 'decideWitnessChange',
          params: z.strictObject({ id: z.uuid() }),
          body: wire.WitnessDecision,
          response: { 200: Done },
        },
      },
      (request) =>
        request.asActor(async (tx) => {
          await decideChange(tx, request.params.id, request.body.agreed)
          return { done: true as const }
        }),
    )
    app.get(
      '/log/file',
      { schema: { operationId: 'exportLog', querystring: wire.LogFileQuery } },
      async (request, reply) => {
        const { query } = request
        const file = await request.asActor((tx) => logAsFile(tx, { dataDir }, query))
        const name = `log-${query.ref ?? clock.today()}.jsonl`
        return reply
          .header('content-type', 'application/jsonl; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}"`)
          .header('cache-control', 'no-store')
          .send(file)
      },
    )
  }
}
