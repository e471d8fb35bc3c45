import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A page of ours sends plain forms here; they act with what is in them and with no cookie. */
    forms?: boolean
  }
}

const readingMethods = new Set(['GET', 'HEAD'])

/** Bodies that a foreign page can send without asking the browser for permission first. */
const formTypes = ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded']

/**
 * Keeps other sites from acting with somebody's cookie. Browsers say where a request comes from in
 * `Sec-Fetch-Site` and `Origin`; a program that sends neither has no foreign page behind it.
 */
export function refuseCrossSite(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', async (request) => {
    if (!comesFromHere(request, origins)) throw new Problem(403, 'cross_site_refused')
    if (readingMethods.has(request.method)) return
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
    if (request.routeOptions.config.forms && type === 'application/x-www-form-urlencoded') return
    if (type !== undefined && formTypes.includes(type))
      throw new Problem(415, 'content_type_not_supported')
  })
}

function comesFromHere(request: FastifyRequest, origins: readonly string[]): boolean {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, origin } = request.headers
  const reading = readingMethods.has(request.method)
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return reading && mode === 'navigate' && origin === undefined
  if (origin === undefined || origins.includes(origin)) return true
  // A development server in between has an origin of its own; the browser vouches for it.
  return site === 'same-origin' && origin !== 'null'
}
