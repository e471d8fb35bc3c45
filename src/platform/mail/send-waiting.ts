import type { Databases } from '../db/connections.ts'
import type { Phrases } from '../http/phrases.ts'
import { type MailWay, type MailWayRow, openWay } from './mail-way.ts'
import { type Outcome, sendMail } from './send-mail.ts'
import { somethingNew } from './something-new.ts'

export interface MailContext {
  databases: Pick<Databases, 'worker' | 'keys'>
  dataDir: string
  origin: string
  phrases: Phrases
}

interface Waiting {
  authority_id: number
  member_id: number
  kind: 'news' | 'desk' | 'account' | 'log' | 'factor'
  email: string
  locale: string
}

/**
 * Sends what is due, one mail per member however much happened. Killed in the middle, a mail may go
 * out twice and is never lost.
 */
export async function sendWaiting(context: MailContext, most = 50): Promise<number> {
  const { worker } = context.databases
  const { rows } = await worker.query<Waiting>('select * from act.take_mail($1)', [most])
  const ways = new Map<number, MailWay>()
  const broken = new Map<number, Outcome>()
  for (const row of rows) {
    const { authority_id: authority, member_id: member, kind } = row
    const way = ways.get(authority) ?? (await wayOf(context, authority))
    ways.set(authority, way)
    const mail = somethingNew(context.phrases, context.origin, row)
    // A server that cannot be reached for one cannot be reached for the next.
    const outcome = broken.get(authority) ?? (await sendMail(way, mail, context.dataDir))
    if (outcome.outcome === 'later') broken.set(authority, outcome)
    const problem = outcome.outcome === 'later' ? outcome.problem : null
    await worker.query('select act.settle_mail($1, $2, $3, $4, $5)', [
      ...[authority, member, kind, outcome.outcome, problem],
    ])
  }
  return rows.length
}

type WayRow = MailWayRow & { key_wrapped: Buffer | null; password_sealed: Buffer | null }

/** How mail leaves a city, its password opened. */
export async function wayOf(
  { databases, origin }: Pick<MailContext, 'databases' | 'origin'>,
  authority: number,
): Promise<MailWay> {
  const { rows } = await databases.worker.query<WayRow>('select * from act.mail_way($1)', [
    authority,
  ])
  const row = rows[0]?.way ? rows[0] : undefined
  const { key_wrapped: key, password_sealed: password } = row ?? {}
  const sealed = key && password ? { key, password } : undefined
  return openWay(databases.keys, authority, row, sealed, usualSender(origin))
}

/** Without a chosen address: one that nobody answers, at the host of the desk. */
export function usualSender(origin: string): string {
  const { hostname } = new URL(origin)
  return `no-reply@${hostname.includes('.') ? hostname : 'throughcare.invalid'}`
}
