import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Mail } from '../../../platform/mail/send-mail.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import { findLeadAgain } from '../../timeline/service/find-lead.ts'
import type { NewOfferLink, OfferLinkMade, OfferLinks } from '../link-contract.ts'
import { hashOfCode, newCode } from '../links/code.ts'
import { findEmail, findLinks, type LinkRow, saveLink } from '../queries/links.ts'

const context = (id: string) => `offer_links.sent_to:${id}`

async function keyOf(tx: ActorTx, lead: string) {
  const found = await findLeadAgain(tx, lead)
  if (!found?.key) throw notFound('lead')
  const key = tx.actor.keys.dataKey(tx.actor.authority, Buffer.from(found.key, 'hex'))
  return { key, agency: found.agency }
}

/**
 * Makes a one-time link for an agency whose people have no account (SH7). It shows one question for
 * seven days and dies with the first answer; a link made before is taken back.
 *
 * The code is the secret of the link as well: one thing to hand over, by mail or on paper.
 */
export async function makeOfferLink(
  tx: ActorTx,
  lead: string,
  { email }: NewOfferLink,
  origin: string,
): Promise<OfferLinkMade> {
  const { key } = await keyOf(tx, lead)
  const [id, code] = [randomUUID(), newCode()]
  const hash = hashOfCode(code)
  if (!hash) throw new Error('A code that was just made is none')
  const sentTo = email ? seal(key, email, context(id)) : null
  const expiresAt = await saveLink(tx, lead, { id, hash, sentTo })
  const page = `${origin}/offer`
  return { id, link: `${page}#${code}`, page, code, expiresAt, mail: null }
}

/** The links of one offer and what became of them, for whoever asks. */
export async function listOfferLinks(tx: ActorTx, lead: string): Promise<OfferLinks> {
  const { key, agency } = await keyOf(tx, lead)
  const rows = await findLinks(tx, lead)
  return { links: rows.map((row) => shown(key, row)), email: await findEmail(tx, agency) }
}

function shown(key: Buffer, { sealed, ...row }: LinkRow) {
  const moment = (at: Date | null) => (at ? new Date(at).toISOString() : null)
  return {
    ...row,
    sentTo: sealed ? open(key, Buffer.from(sealed, 'hex'), context(row.id)) : null,
    madeAt: moment(row.madeAt) ?? '',
    expiresAt: moment(row.expiresAt) ?? '',
    mailedAt: moment(row.mailedAt),
    openedAt: moment(row.openedAt),
  }
}

/** The mail around a link: that somebody asks, the link, and nothing of what is asked or of whom. */
export function linkMail(say: (id: string) => string, to: string, link: string): Mail {
  const lines = [say('mail.offer.text'), link, say('mail.offer.end')]
  return { to, subject: say('mail.offer.subject'), text: `${lines.join('\n\n')}\n` }
}
