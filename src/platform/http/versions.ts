import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ActorTx } from '../db/as-actor.ts'
import { Problem } from '../errors.ts'

/**
 * The version that the writer has seen, from `If-Match: "7"`. Without it a change is refused: two
 * editors never overwrite one another.
 */
export function requireVersion(request: Pick<FastifyRequest, 'headers'>): number {
  const header = request.headers['if-match']
  const found = /^"(\d{1,9})"$/.exec(header?.trim() ?? '')
  if (!found) throw new Problem(428, 'version_missing')
  return Number(found[1])
}

/** An act on what the writer has seen; without its version it is refused before anything is read. */
export function atVersion<T>(
  request: Pick<FastifyRequest, 'headers' | 'asActor'>,
  act: (tx: ActorTx, version: number) => Promise<T>,
): Promise<T> {
  const version = requireVersion(request)
  return request.asActor((tx) => act(tx, version))
}

/** Somebody was faster. Both versions are told, so that the screen can show what changed. */
export const versionOutdated = (yours: unknown, current: unknown) =>
  new Problem(412, 'version_outdated', undefined, undefined, { yours, current })

/** An answer that has a version also says it as ETag, ready for the next `If-Match`. */
export function tagVersions(app: FastifyInstance): void {
  app.addHook('preSerialization', async (_request, reply, payload) => {
    if (typeof payload !== 'object' || payload === null || !('version' in payload)) return payload
    const { version } = payload
    if (typeof version === 'number' && !reply.hasHeader('ETag'))
      reply.header('ETag', `"${version}"`)
    return payload
  })
}
