import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

const always: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
}

/**
 * What a browser is told to refuse, on every answer. Nothing is stored unless a route says so: a
 * shared computer at a counter must not keep a page about a person.
 */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(always)
    reply.header('X-Request-Id', request.id)
    if (request.protocol === 'https') reply.header('Strict-Transport-Security', 'max-age=63072000')
  })
}

/**
 * Sends a page. `__CSP_NONCE__` in it becomes a nonce of this answer alone, so that only scripts and
 * styles which we wrote into the page run.
 */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64')
  return reply
    .header('Content-Security-Policy', pagePolicy(nonce))
    .type('text/html; charset=utf-8')
    .send(html.replaceAll('__CSP_NONCE__', nonce))
}

const pagePolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')

/** Sends a page that is only read: its own style, no script, nothing from anywhere, no form. */
export function sendReadingPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64')
  return reply
    .header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    .type('text/html; charset=utf-8')
    .send(html.replaceAll('__CSP_NONCE__', nonce))
}

/**
 * Sends a page with a plain form that leads back here. The browser then has to say where the form comes
 * from, so that no page of somebody else fills it in; addresses of ours hold no secret that it could tell.
 */
export function sendFormPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64')
  return reply
    .header('Referrer-Policy', 'same-origin')
    .header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    )
    .type('text/html; charset=utf-8')
    .send(html.replaceAll('__CSP_NONCE__', nonce))
}
