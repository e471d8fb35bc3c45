import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Phrases } from '../../../platform/http/phrases.ts'
import { versionOutdated } from '../../../platform/http/versions.ts'
import { type MailWay, openWay, sealPassword } from '../../../platform/mail/mail-way.ts'
import { sendMail } from '../../../platform/mail/send-mail.ts'
import { usualSender } from '../../../platform/mail/send-waiting.ts'
import { somethingNew } from '../../../platform/mail/something-new.ts'
import type { ChangeMail, MailSettings, MailTested } from '../contract.ts'
import { findMailWay, findWish, saveMailTested, saveMailWay, type Way } from '../queries.ts'

/** How mail leaves the city. The password itself goes to no screen. */
export async function readMail(tx: ActorTx): Promise<MailSettings> {
  return shown(await findMailWay(tx))
}

const shown = ({ way, host, port, security, login, password, sender, version }: Way) => ({
  ...{ way, security, version, hasPassword: Boolean(password) },
  ...{ host: host ?? null, port: port ?? null, login: login ?? null, sender: sender ?? null },
})

/** Where mail is handed over from now on. In the clear it goes to a server on this machine only. */
export async function changeMail(
  tx: ActorTx,
  version: number,
  change: ChangeMail,
): Promise<MailSettings> {
  const current = await findMailWay(tx)
  if (current.version !== version) throw versionOutdated(version, shown(current))
  if (change.way === 'smtp') {
    if (!change.host) throw invalid('host', 'mail_host_missing')
    if (!change.port) throw invalid('port', 'mail_port_missing')
    if (!change.sender) throw invalid('sender', 'mail_sender_missing')
    if (change.security === 'none' && !/^(localhost|127(\.\d+){3}|::1)$/.test(change.host))
      throw invalid('security', 'mail_needs_protection')
  }
  // A saved password belongs to the server for which it was entered, and goes to no other.
  const moved = current.host !== change.host || current.login !== change.login
  if (change.login && moved && current.password && !change.password)
    throw invalid('password', 'mail_password_again')
  const { keys, authority } = tx.actor
  const sealed = change.password ? sealPassword(keys, authority, change.password) : undefined
  await saveMailWay(tx, version, change, sealed)
  return readMail(tx)
}

export interface TestTo {
  way: MailWay
  address: string
  locale: string
}

/** Everything that a test needs, read before anything is sent. */
export async function prepareTest(tx: ActorTx, origin: string): Promise<TestTo> {
  const row = await findMailWay(tx)
  const { keys, authority, locale = 'en' } = tx.actor
  const sealed =
    row.key && row.password
      ? { key: Buffer.from(row.key, 'base64'), password: Buffer.from(row.password, 'base64') }
      : undefined
  const { address } = await findWish(tx)
  return { way: openWay(keys, authority, row, sealed, usualSender(origin)), address, locale }
}

/** Sends the test outside any transaction: a mail server may take its time. */
export async function sendTest(
  { way, address, locale }: TestTo,
  place: { dataDir: string; origin: string; phrases: Phrases },
): Promise<MailTested> {
  const mail = somethingNew(place.phrases, place.origin, { email: address, locale, kind: 'test' })
  const sent = await sendMail(way, mail, place.dataDir)
  const outcome = sent.outcome === 'sent' && way.way === 'file' ? 'file' : sent.outcome
  return { outcome, problem: sent.outcome === 'later' ? sent.problem : null, address }
}

/** Writes down that a test was sent and what came of it. */
export const recordTest = (tx: ActorTx, { outcome, problem }: MailTested): Promise<void> =>
  saveMailTested(tx, problem ?? outcome)
