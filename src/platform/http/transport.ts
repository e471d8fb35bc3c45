import type { FastifyInstance } from 'fastify'
import { Problem } from '../errors.ts'

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i
const loopbackAddress = /^(::ffff:)?127\.|^::1$/

/**
 * In the clear we speak only to this machine. Behind a proxy `X-Forwarded-Proto` counts, but only
 * from the addresses that the operator named.
 */
export function refusePlainNetwork(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.protocol === 'https') return
    const local = loopbackHost.test(request.host) || request.host === ''
    const near = loopbackAddress.test(request.socket.remoteAddress ?? '')
    if (!local || !near) throw new Problem(421, 'https_required')
  })
}
