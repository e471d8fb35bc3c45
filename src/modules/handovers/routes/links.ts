import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Databases } from '../../../platform/db/connections.ts'
import { readPhrases } from '../../../platform/http/phrases.ts'
import { sendMail } from '../../../platform/mail/send-mail.ts'
import { wayOf } from '../../../platform/mail/send-waiting.ts'
import { ById } from '../../timeline/contract.ts'
import { NewOfferLink, OfferLinkMade, OfferLinks } from '../link-contract.ts'
import { saveMailed, saveTakenBack } from '../queries/links.ts'
import { linkMail, listOfferLinks, makeOfferLink } from '../service/offer-links.ts'

interface LinkOptions {
  databases: Databases
  origin: string
  dataDir: string
}

/** One-time links for agencies without account (SH7): made, looked after and taken back by the asker. */
export function offerLinkRoutes(options: LinkOptions): FastifyPluginAsyncZod {
  const phrases = readPhrases('mail')
  return async (app) => {
    app.get(
      '/leads/:id/links',
      {
        schema: { operationId: 'listOfferLinks', params: ById, response: { 200: OfferLinks } },
      },
      (request) => request.asActor((tx) => listOfferLinks(tx, request.params.id)),
    )
    app.post(
      '/leads/:id/links',
      {
        schema: {
          operationId: 'makeOfferLink',
          params: ById,
          body: NewOfferLink,
          response: { 201: OfferLinkMade },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { email } = request.body
        const make = async (tx: ActorTx) => ({
          made: await makeOfferLink(tx, id, request.body, options.origin),
          authority: tx.actor.authority,
        })
        const { made, authority } = await request.asActor(make)
        reply.code(201).header('cache-control', 'no-store')
        if (!email) return made
        // Outside any transaction: a mail server may take its time.
        const way = await wayOf(options, authority)
        // words: mail.offer.
        const mail = linkMail((word) => phrases(request.language, word), email, made.link)
        const { outcome } = await sendMail(way, mail, options.dataDir)
        if (outcome === 'sent') await request.asActor((tx) => saveMailed(tx, made.id))
        const became = outcome === 'sent' && way.way === 'file' ? ('file' as const) : outcome
        return { ...made, mail: became }
      },
    )
    app.delete(
      '/offer-links/:id',
      {
        schema: { operationId: 'takeBackOfferLink', params: ById, response: { 204: z.null() } },
      },
      async (request, reply) => {
        await request.asActor((tx) => saveTakenBack(tx, request.params.id))
        return reply.code(204).send(null)
      },
    )
  }
}
