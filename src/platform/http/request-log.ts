import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.ts'

/**
 * One line for each answer: the pattern of the route, never the address itself, because an address
 * may hold an id or a search. What was sent and who sent it stands in the access log alone.
 */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info('request', {
      request: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
}
