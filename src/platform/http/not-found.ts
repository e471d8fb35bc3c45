import type { FastifyInstance } from 'fastify'
import { Problem } from '../errors.ts'
import { sendProblem } from './problems.ts'
import type { Words } from './words.ts'

/** An address we do not have is 404; one that we have under another method is 405 with `Allow`. */
export function answerUnknownRoutes(app: FastifyInstance, words: Words): void {
  const routes: { method: string; parts: string[] }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    // The page of the staff app answers every address, so it says nothing about methods.
    if (url === '/*') return
    for (const one of [method].flat()) routes.push({ method: one, parts: url.split('/') })
  })
  app.setNotFoundHandler((request, reply) => {
    const parts = (request.url.split('?', 1)[0] ?? '').split('/')
    const allowed = routes.filter((route) => fits(route.parts, parts)).map((route) => route.method)
    if (allowed.length === 0 || allowed.includes(request.method))
      return sendProblem(reply, new Problem(404, 'not_found'), words)
    reply.header('Allow', [...new Set(allowed)].sort().join(', '))
    return sendProblem(reply, new Problem(405, 'method_not_allowed'), words)
  })
}

function fits(pattern: string[], parts: string[]): boolean {
  if (pattern.at(-1) === '*') return pattern.slice(0, -1).every((part, at) => part === parts[at])
  if (pattern.length !== parts.length) return false
  return pattern.every((part, at) => part.startsWith(':') || part === parts[at])
}
