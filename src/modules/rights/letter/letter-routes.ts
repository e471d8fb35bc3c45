import type { FastifyPluginAsync } from 'fastify'
import { notFound } from '../../../platform/errors.ts'
import { sendReadingPage } from '../../../platform/http/security-headers.ts'
import type { SealedOutside } from '../queries/item-rights.ts'
import { openOutside } from '../service/item-rights.ts'
import { type Letter, letterLanguages, letterPage } from './letter-page.ts'

type LetterRead = Omit<Letter, 'outside'> & { authorityId: number; outside: SealedOutside | null }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Letters to who was given an item that was corrected, restricted or erased, written by the server (GD-10). */
export const letterPages: FastifyPluginAsync = async (app) => {
  app.get('/letters/corrections/:id', { schema: { hide: true } }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { language: wish } = request.query as { language?: unknown }
    if (!uuid.test(id)) throw notFound('correction')
    const read = await request.readOnce<LetterRead | null>({
      name: 'read.correction_letter',
      args: [id],
    })
    if (!read) throw notFound('correction')
    const outside = read.outside && openOutside(request, read.authorityId, read.outside)
    const letter = { ...read, outside }
    const known = [wish, request.language].find((one) =>
      letterLanguages.some(({ code }) => code === one),
    )
    const language = typeof known === 'string' ? known : 'en'
    reply.header('content-language', language)
    return sendReadingPage(reply, letterPage(letter, language))
  })
}
