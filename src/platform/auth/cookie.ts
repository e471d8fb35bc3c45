import type { FastifyReply, FastifyRequest } from 'fastify'
import { browserFamily } from './browser-family.ts'
import { fitsBrowser } from './tokens.ts'

export const sessionCookie = '__Host-throughcare'
/** A practice city stands on another port of the same host, and cookies know no ports. */
export const practiceCookie = '__Host-throughcare-practice'

declare module 'fastify' {
  interface FastifyInstance {
    /** The name under which this service keeps the session in browsers. */
    sessionCookie: string
  }
}

const kept = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const

/** The token of the session cookie, if it has the form of ours and comes from the kind of browser that it was given to. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  const token = request.cookies[request.server.sessionCookie]
  if (!token || !/^[\w-]{43}([\w-]{2})?$/.test(token)) return undefined
  return fitsBrowser(token, browserFamily(request.headers['user-agent'])) ? token : undefined
}

/** Lives as long as the browser is open; the database ends it earlier. */
export function setSessionCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(reply.server.sessionCookie, token, kept)
}

/** Takes the cookie back and asks the browser to forget pages, storage and caches of ours. */
export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(reply.server.sessionCookie, kept)
  reply.header('Clear-Site-Data', '"cache", "storage"')
}
