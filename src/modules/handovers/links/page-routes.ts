import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Databases } from '../../../platform/db/connections.ts'
import { Problem } from '../../../platform/errors.ts'
import type { RateLimits } from '../../../platform/http/options.ts'
import { sendFormPage } from '../../../platform/http/security-headers.ts'
import { answerByLink, openByLink } from '../service/answer-by-link.ts'
import { pageLanguages, type Reading, readPageWords } from './page-words.ts'
import { doorPage, questionPage, thanksPage, type Wrong } from './pages.ts'

interface PageOptions {
  databases: Databases
  rateLimits: RateLimits
}

const Text = (most: number) => z.string().trim().max(most).catch('')
const Opened = z.object({ code: Text(60), language: Text(5), again: Text(1) })
const Answered = z.object({
  code: Text(60),
  language: Text(5),
  outcome: z.enum(['accepted', 'declined']).optional().catch(undefined),
  name: Text(120),
  reason: Text(1000),
})

const largestForm = 16 * 1024

/**
 * The pages behind one-time links (SH7), for people without account: written by the server, with forms
 * that need no script, no cookie, and nothing from elsewhere. An unknown, used, withdrawn and expired
 * code are answered by the same page.
 */
export function offerPages({ databases, rateLimits }: PageOptions): FastifyPluginAsync {
  const words = readPageWords()
  const rateLimit = rateLimits ? { max: rateLimits.signIn, timeWindow: 60_000 } : false
  const hidden = { schema: { hide: true }, bodyLimit: largestForm }
  const config = { rateLimit, forms: true }
  const readingOf = (wish: unknown, fallback: string): Reading => {
    const known = pageLanguages.find(({ code }) => code === wish)
    const near = pageLanguages.find(({ code }) => code === fallback)
    const language = known?.code ?? near?.code ?? 'en'
    return { say: words(language), language }
  }
  return async (app) => {
    readForms(app)
    app.get('/offer', { ...hidden, config: { rateLimit } }, async (request, reply) => {
      const { language } = request.query as { language?: unknown }
      const reading = readingOf(language, request.language)
      return send(reply, reading, 200, doorPage(reading, false))
    })
    app.post('/offer', { ...hidden, config }, async (request, reply) => {
      const { code, language, again } = Opened.parse(request.body ?? {})
      const reading = readingOf(language, request.language)
      const question = await openByLink(databases, code, again === '')
      if (!question) return send(reply, reading, 404, doorPage(reading, true))
      return send(reply, reading, 200, questionPage(reading, code, question))
    })
    app.post('/offer/answer', { ...hidden, config }, async (request, reply) => {
      const typed = Answered.parse(request.body ?? {})
      const reading = readingOf(typed.language, request.language)
      const { outcome, code } = typed
      const again = async (status: number, wrong: Wrong) => {
        const question = await openByLink(databases, code, false)
        if (!question) return send(reply, reading, 404, doorPage(reading, true))
        const page = questionPage(reading, code, question, { ...typed, outcome }, wrong)
        return send(reply, reading, status, page)
      }
      const wrong = missing(typed, reading)
      if (!outcome || Object.keys(wrong).length > 0) return again(422, wrong)
      try {
        const question = await answerByLink(databases, code, { ...typed, outcome })
        if (!question) return send(reply, reading, 404, doorPage(reading, true))
        return send(reply, reading, 200, thanksPage(reading, question, outcome))
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error
        return again(error.status, { act: reading.say('offer.not-taken') })
      }
    })
  }
}

function missing({ outcome, name, reason }: z.infer<typeof Answered>, { say }: Reading): Wrong {
  return {
    ...(!outcome && { outcome: say('offer.missing.outcome') }),
    ...(outcome === 'declined' && !reason && { reason: say('offer.missing.reason') }),
    ...(name.length < 2 && { name: say('offer.missing.name') }),
  }
}

/** Plain forms, on these pages alone: they act with no cookie, only with the code that is in them. */
function readForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: largestForm },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
}

function send(reply: FastifyReply, { language }: Reading, status: number, page: string) {
  reply.code(status).header('content-language', language)
  return sendFormPage(reply, page)
}
