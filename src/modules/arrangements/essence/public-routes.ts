import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { askGate } from '../../../platform/auth/gate.ts'
import { clock } from '../../../platform/clock.ts'
import type { Databases } from '../../../platform/db/connections.ts'
import { notFound } from '../../../platform/errors.ts'
import { html } from '../../../platform/http/html.ts'
import type { RateLimits } from '../../../platform/http/options.ts'
import { sendReadingPage } from '../../../platform/http/security-headers.ts'
import type { Essence, PublicAgreement } from './essence.ts'
import { essenceFrame } from './essence-frame.ts'
import { essencePage, type Reading } from './essence-page.ts'
import { publicLanguages, readEssenceWords, writingOf } from './essence-words.ts'

interface PublicOptions {
  databases: Databases
  rateLimits: RateLimits
}

const hidden = { schema: { hide: true } }
const perMinute = 120

/**
 * Pages for everybody, without sign-in: which agreements there are and the essence of each (GD-13,
 * LED-20). They hold nothing about any person and are written by the server, without a script.
 */
export function publicPages({ databases, rateLimits }: PublicOptions): FastifyPluginAsync {
  const words = readEssenceWords()
  const config = { rateLimit: rateLimits ? { max: perMinute, timeWindow: 60_000 } : false }
  const readingOf = (request: FastifyRequest, path: string): Reading => {
    const { language: wish } = request.query as { language?: unknown }
    const known = publicLanguages.find(({ code }) => code === wish)
    const fallback = publicLanguages.find(({ code }) => code === request.language)
    const language = known?.code ?? fallback?.code ?? 'en'
    return { say: words(language), language, path }
  }
  return async (app) => {
    app.get('/information', { ...hidden, config }, async (request, reply) => {
      const reading = readingOf(request, '/information')
      const found = await askGate<PublicAgreement>(databases.gate, 'public_agreements', [])
      return send(reply, reading, reading.say('essence.all'), listPage(found, reading))
    })
    app.get('/information/:authority/:lineage', { ...hidden, config }, async (request, reply) => {
      const { authority, lineage } = request.params as Record<string, string>
      const ids = [authority, lineage].map(Number)
      if (ids.some((id) => !Number.isInteger(id) || id < 1 || id > 2_147_483_647))
        throw notFound('agreement')
      const [row] = await askGate<{ essence: Essence }>(databases.gate, 'public_agreement', ids)
      if (!row) throw notFound('agreement')
      const reading = readingOf(request, `/information/${authority}/${lineage}`)
      return send(reply, reading, row.essence.title, essencePage(row.essence, reading))
    })
    app.get('/information/preview/:id', { ...hidden, config }, async (request, reply) => {
      const id = Number((request.params as { id: string }).id)
      if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) throw notFound('agreement')
      const essence = await request.asActor(async (tx) => {
        const { rows } = await sql<{
          essence: Essence | null
        }>`select read.essence(${id}) as essence`.execute(tx)
        return rows[0]?.essence
      })
      if (!essence) throw notFound('agreement')
      const reading = readingOf(request, `/information/preview/${id}`)
      return send(reply, reading, essence.title, essencePage(essence, reading))
    })
  }
}

function listPage(found: readonly PublicAgreement[], { say, language }: Reading) {
  return html`
    <h1>${say('essence.all')}</h1>
    <p class="lead">${say('essence.all-note')}</p>
    ${found.length === 0 && html`<p>${say('essence.none')}</p>`}
    <ul>${found.map(
      ({ authority_id, lineage_id, title, authority }) =>
        html`<li><a href="/information/${authority_id}/${lineage_id}?language=${language}">${title}</a> (${authority})</li>`,
    )}</ul>`
}

function send(
  reply: FastifyReply,
  reading: Reading,
  title: string,
  content: ReturnType<typeof html>,
) {
  const made = writingOf(reading.language).day(clock.today())
  reply.header('content-language', reading.language)
  return sendReadingPage(reply, essenceFrame(title, content, reading, made))
}
