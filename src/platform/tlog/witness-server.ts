import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Witness } from './witness.ts'

const LARGEST = 64 * 1024

/**
 * The witness over HTTP: `POST /add-checkpoint` by the rules of C2SP tlog-witness, and `GET /` for people
 * who want to know what it has seen.
 */
export function serveWitness(witness: Witness, tls?: { cert: string; key: string }): Server {
  const server = tls ? createTlsServer(tls) : createServer()
  server.on('request', (request, response) => {
    answer(witness, request)
      .catch(() => ({ status: 500, body: 'The witness cannot work.\n', type: plain }))
      .then(({ status, body, type }) => {
        response.writeHead(status, {
          ...{ 'content-type': type, 'cache-control': 'no-store' },
          'x-content-type-options': 'nosniff',
        })
        response.end(body)
      })
  })
  server.requestTimeout = 20_000
  return server
}

const plain = 'text/plain; charset=utf-8'

async function answer(witness: Witness, request: IncomingMessage) {
  const path = (request.url ?? '').split('?')[0]
  if (request.method === 'POST' && path === '/add-checkpoint') {
    const body = await bodyOf(request)
    if (body === undefined)
      return { status: 400, body: 'This is too long or no text.\n', type: plain }
    return witness.add(body)
  }
  if (request.method === 'GET' && path === '/') {
    const seen = await witness.seen()
    const lines = seen.map(
      ({ origin, size, root }) => `${origin}\n${size}\n${root.toString('base64')}\n`,
    )
    return { status: 200, body: lines.join('\n'), type: plain }
  }
  return { status: 404, body: 'There is nothing here.\n', type: plain }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += part.length
    if (length > LARGEST) return undefined
    parts.push(part)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts))
  } catch {
    return undefined
  }
}
