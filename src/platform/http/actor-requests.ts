import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RawBuilder } from 'kysely'
import { readSessionCookie } from '../auth/cookie.ts'
import { askGate } from '../auth/gate.ts'
import { hashToken } from '../auth/tokens.ts'
import { type ActorTx, asActor, type Opened, readOnce, type Who } from '../db/as-actor.ts'
import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import type { Keyring } from '../seal/keyring.ts'
import { readSystemKey, type SystemOperations, whoOfKey } from './system-keys.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session that came with the request. Whether it is still good only the database says. */
    who: Who | undefined
    /** Opens the transaction that speaks for the signed-in member. */
    asActor<T, F = undefined>(
      act: (tx: ActorTx, opened: Opened<F>) => Promise<T>,
      opening?: RawBuilder<F>,
    ): Promise<T>
    /** Asks one hot question as one statement. */
    readOnce<T>(call: { name: string; args: unknown[] }): Promise<T>
    /** Opens what such an answer holds sealed. */
    readonly keys: Keyring
  }
}

/** What a service needs of a request to answer one hot question. */
export type Reader = Pick<FastifyRequest, 'readOnce' | 'keys'>

/** What a service needs of a request to do several acts, each by itself. */
export type Acting = Pick<FastifyRequest, 'asActor'>

/**
 * A screen names the one language that it speaks, which somebody may have chosen on this device alone; what is
 * written for it speaks the same. A list of languages is only how a browser was set up.
 */
const isOneLanguage = (header: string | undefined) =>
  /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(header ?? '')

/** What a request is for when it does not say: the work of the partnership. */
export const usualPurpose = 'reintegration'

/**
 * Lets routes speak for the member whose session came with the request, or for the partner's system
 * whose key came with it, and for nobody else.
 */
export function decorateActor(
  app: FastifyInstance,
  databases: Databases,
  operations: SystemOperations,
): void {
  app.decorateRequest('who', undefined)
  app.decorateRequest('keys', { getter: () => databases.keys })
  app.addHook('onRequest', async (request) => {
    const token = readSessionCookie(request)
    const key = readSystemKey(request)
    if (key && token) throw new Problem(400, 'key_with_session')
    const purpose = readPurpose(request)
    if (key) request.who = whoOfKey(request, key, purpose, operations)
    if (token) request.who = { token, purpose: purpose ?? usualPurpose, requestId: request.id }
  })
  app.addHook('onResponse', async (request, reply) => {
    const key = reply.statusCode === 401 ? readSystemKey(request) : undefined
    if (key) await askGate(databases.gate, 'refuse_system_key', [hashToken(key)])
  })
  app.decorateRequest('asActor', function <
    T,
    F,
  >(this: FastifyRequest, act: (tx: ActorTx, opened: Opened<F>) => Promise<T>, opening?: RawBuilder<F>) {
    const speak = (tx: ActorTx, opened: Opened<F>) => {
      const chosen = isOneLanguage(this.headers['accept-language'])
      if (tx.actor.locale && !chosen) this.language = tx.actor.locale
      return act(tx, opened)
    }
    return asActor(databases, requireWho(this), speak, opening)
  })
  app.decorateRequest('readOnce', function <
    T,
  >(this: FastifyRequest, call: { name: string; args: unknown[] }) {
    return readOnce<T>(databases, requireWho(this), call)
  })
}

/** The session of a request, or the problem that nobody is signed in. */
export function requireWho(request: FastifyRequest): Who {
  if (!request.who) throw new Problem(401, 'session_missing')
  return request.who
}

function readPurpose(request: FastifyRequest): string | undefined {
  const purpose = request.headers['x-purpose']
  if (purpose === undefined) return undefined
  if (typeof purpose !== 'string' || !/^[a-z][a-z_]{1,39}$/.test(purpose))
    throw new Problem(422, 'purpose_unknown', 'X-Purpose')
  return purpose
}
