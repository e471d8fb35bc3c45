import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { sendPage } from './security-headers.ts'

/**
 * The built staff app. Files under `assets/` carry a hash in their name and may be kept for a year;
 * the page itself is made new for each answer. An address of the app that is no file gets the page.
 */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    dotfiles: 'deny',
    index: false,
    cacheControl: false,
  })
  app.get('/assets/*', hidden, (request, reply) =>
    reply
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .sendFile(`assets/${wildcard(request)}`),
  )
  app.get('/*', hidden, (request, reply) => {
    const path = wildcard(request)
    if (path.startsWith('api/')) throw new Problem(404, 'not_found')
    if (/^[\w-]+\.[a-z0-9]{2,12}$/.test(path) && path !== 'index.html')
      return reply.header('Cache-Control', 'no-cache').sendFile(path)
    return sendApp(request, reply, folder)
  })
}

const hidden = { schema: { hide: true } }

const wildcard = (request: FastifyRequest) => (request.params as { '*': string })['*']

async function sendApp(request: FastifyRequest, reply: FastifyReply, folder: string) {
  const page = join(folder, 'index.html')
  const wanted = request.headers.accept ?? '*/*'
  const readable = wanted.includes('text/html') || wanted.includes('*/*')
  if (!readable || !existsSync(page)) throw new Problem(404, 'not_found')
  return sendPage(reply, await readFile(page, 'utf8'))
}
