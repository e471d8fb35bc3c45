import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { askGate } from '../../platform/auth/gate.ts'
import type { Databases } from '../../platform/db/connections.ts'
import { Problem } from '../../platform/errors.ts'
import type { RateLimits } from '../../platform/http/options.ts'
import { formatNote, parseNote, parseSignature } from '../../platform/tlog/signed-note.ts'
import { diskStore } from '../../platform/tlog/tile-store.ts'
import { readTile } from '../../platform/tlog/tile-tree.ts'
import { hashesAt, parseTilePath, TILE_WIDTH, type Tile } from '../../platform/tlog/tiles.ts'
import { TlogError } from '../../platform/tlog/tlog-error.ts'
import { logFolder } from './service/open-log.ts'

interface PublishedOptions {
  databases: Pick<Databases, 'gate'>
  dataDir: string
  rateLimits: RateLimits
}

const hidden = { schema: { hide: true } }
const perMinute = 1200

/**
 * The log for programs: checkpoints and tiles at the addresses of C2SP tlog-tiles (TL-03), without sign-in for
 * whoever was given its name. Sizes, hashes and signatures; what was done, by whom and to whom stands in none of them.
 */
export function publishedLog({
  databases,
  dataDir,
  rateLimits,
}: PublishedOptions): FastifyPluginAsync {
  const config = { rateLimit: rateLimits ? { max: perMinute, timeWindow: 60_000 } : false }
  return async (app) => {
    app.get('/access-log/:name/checkpoint', { ...hidden, config }, (request, reply) =>
      sendCheckpoint(databases, reply, nameOf(request.params), false),
    )
    app.get('/access-log/:name/checkpoint/witnessed', { ...hidden, config }, (request, reply) =>
      sendCheckpoint(databases, reply, nameOf(request.params), true),
    )
    app.get('/access-log/:name/tile/*', { ...hidden, config }, async (request, reply) => {
      const tile = parseTilePath(`tile/${(request.params as { '*': string })['*']}`)
      const [log] = await askGate<{ authority_id: number; generation: number; size: string }>(
        databases.gate,
        'published_log',
        [nameOf(request.params)],
      )
      // Beyond what was signed there is nothing to read yet.
      if (!tile || !log) throw nothingHere()
      if (tile.index * TILE_WIDTH + tile.width > hashesAt(tile.level, Number(log.size)))
        throw nothingHere()
      const folder = logFolder(dataDir, log.authority_id, log.generation)
      return reply
        .header('content-type', 'application/octet-stream')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(await tileOrNothing(folder, tile))
    })
    // Whatever else a program asks for here is not there; a page for people would look like an answer.
    app.get('/access-log/*', hidden, () => {
      throw nothingHere()
    })
  }
}

const nothingHere = () => new Problem(404, 'not_found')

/** A part that never was the edge of a signed tree lies on no disk. */
async function tileOrNothing(folder: string, tile: Tile): Promise<Buffer> {
  try {
    return await readTile(diskStore(folder), tile)
  } catch (error) {
    if (error instanceof TlogError) throw nothingHere()
    throw error
  }
}

const nameOf = (params: unknown): string => {
  const { name } = params as { name: string }
  if (!/^[0-9a-f]{8}$/.test(name)) throw nothingHere()
  return name
}

async function sendCheckpoint(
  databases: PublishedOptions['databases'],
  reply: FastifyReply,
  name: string,
  witnessed: boolean,
): Promise<FastifyReply> {
  const [found] = await askGate<{ note: string; lines: string[] }>(
    databases.gate,
    'published_checkpoint',
    [name, witnessed],
  )
  if (!found) throw nothingHere()
  const { text, signatures } = parseNote(found.note)
  const others = found.lines.map((line) => parseSignature(line.trimEnd()))
  return reply
    .header('content-type', 'text/plain; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(formatNote({ text, signatures: [...signatures, ...others] }))
}
