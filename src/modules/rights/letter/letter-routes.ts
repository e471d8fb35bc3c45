import type { FastifyPluginAsync } from 'fastify'
import { notFound } from '../../../platform/errors.ts'
import { sendReadingPage } from '../../../platform/http/security-headers.ts'
import { type Letter, letterLanguages, letterPage } from './letter-page.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Letters to who was given an item that was corrected, restricted or erased, written by the server (GD-10). */
export const letterPages: FastifyPluginAsync = async (app) => {
  app.get('/letters/corrections/:id', { schema: { hide: true } }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { language: wish } = request.query as { language?: unknown }
    if (!uuid.test(id)) throw notFound('correction')
    const letter = await request.readOnce<Letter | null>({
      name: 'read.correction_letter',
      args: [id],
    })
    if (!letter) throw notFound('correction')
    const known = [wish, request.language].find((one) =>
      letterLanguages.some(({ code }) => code === one),
    )
    const language = typeof known === 'string' ? known : 'en'
    reply.header('content-language', language)
    return sendReadingPage(reply, letterPage(letter, language))
  })
}
