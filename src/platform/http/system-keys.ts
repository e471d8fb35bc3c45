import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Who } from '../db/as-actor.ts'
import { Problem } from '../errors.ts'

/** What partners' systems may ask for: each operation with the scope that a key needs for it. */
export type SystemOperations = Readonly<Record<string, string>>

const sign = 'tc_'

/** A key: 256 random bits behind a sign by which a leaked one is found in code and in logs. */
export const newSystemKey = (): string => sign + randomBytes(32).toString('base64url')

/** The key that came with a request. Other secrets of doors of ours are shorter and never taken for one. */
export function readSystemKey(request: FastifyRequest): string | undefined {
  const found = /^Bearer +(tc_\S{0,200})\s*$/i.exec(request.headers.authorization ?? '')?.[1]
  return found?.length === 43 ? undefined : found
}

/**
 * Whom a key speaks for; whether it is good only the database says, which is told from where it came
 * and what it is for. What no scope opens is refused before anybody asks whose key it is.
 */
export function whoOfKey(
  request: FastifyRequest,
  key: string,
  purpose: string | undefined,
  operations: SystemOperations,
): Who | undefined {
  if (request.is404) return undefined
  const operation = request.routeOptions.schema?.operationId ?? ''
  const scope = Object.hasOwn(operations, operation) ? operations[operation] : undefined
  if (!scope) throw new Problem(403, 'not_for_systems')
  const plain = /^tc_[\w-]{43}$/.test(key) ? key : `${sign}unknown`
  const token = `${plain}@${addressOf(request.ip)}#${scope}`
  return { token, purpose: purpose ?? '', requestId: request.id, system: true }
}

/** As the database compares it: an IPv4 address also where the server listens on both. */
const addressOf = (ip: string) => ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
