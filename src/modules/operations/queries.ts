import { sql } from 'kysely'
import { z } from 'zod'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import { MailWayRow } from '../../platform/mail/mail-way.ts'
import { SafetyFacts } from '../../platform/operations/facts.ts'
import { BackupEntry, type ChangeMail, type ChangePlan, MailWish, type Rhythm } from './contract.ts'

const Facts = SafetyFacts.extend({ shared: z.boolean(), recent: z.array(BackupEntry) })

/** What the database knows about its safety; only administrators are told. */
export async function findFacts(tx: ActorTx): Promise<z.infer<typeof Facts>> {
  const { rows } = await sql<{ facts: unknown }>`select read.safety() as facts`.execute(tx)
  return Facts.parse(rows[0]?.facts)
}

export async function savePlan(tx: ActorTx, version: number, plan: ChangePlan): Promise<void> {
  const { enabled, folder, secondFolder, keep, beginsAt, drillDays } = plan
  await sql`select act.plan_backups(${version}, ${enabled}, ${folder}, ${secondFolder}, ${keep}, ${beginsAt}, ${drillDays})`.execute(
    tx,
  )
}

export async function saveBackupAsked(tx: ActorTx): Promise<void> {
  await sql`select act.ask_backup()`.execute(tx)
}

const Way = MailWayRow.extend({
  key: z.string().nullish(),
  password: z.string().nullish(),
  version: z.int(),
})
export type Way = z.infer<typeof Way>

/** How mail leaves the city, the password still sealed. */
export async function findMailWay(tx: ActorTx): Promise<Way> {
  const { rows } = await sql<{ way: unknown }>`select read.mail_way() as way`.execute(tx)
  return Way.parse(rows[0]?.way)
}

export async function saveMailWay(
  tx: ActorTx,
  version: number,
  change: ChangeMail,
  sealed: { key: Buffer; password: Buffer } | undefined,
): Promise<void> {
  const { way, host, port, security, login, sender } = change
  const keeps = sealed === undefined && login !== null
  await sql`select act.set_mail(${version}, ${way}, ${host}, ${port}, ${security}, ${login}, ${sender},
    ${sealed?.key ?? null}, ${sealed?.password ?? null}, ${keeps})`.execute(tx)
}

export async function saveMailTested(tx: ActorTx, outcome: string): Promise<void> {
  await sql`select act.mail_tested(${outcome})`.execute(tx)
}

/** How often I want mail. */
export async function findWish(tx: ActorTx): Promise<MailWish> {
  const { rows } = await sql<{ wish: unknown }>`select read.mail_wish() as wish`.execute(tx)
  return MailWish.parse(rows[0]?.wish)
}

export async function saveWish(tx: ActorTx, rhythm: Rhythm): Promise<void> {
  await sql`select act.wish_mail(${rhythm})`.execute(tx)
}

/** Writes down that the key is about to be shown; answers whose sheet it is. */
export async function saveKeyShown(tx: ActorTx): Promise<string> {
  const { rows } = await sql<{ name: string }>`select act.show_key_sheet() as name`.execute(tx)
  return rows[0]?.name ?? ''
}

export async function saveKeyPrinted(tx: ActorTx): Promise<void> {
  await sql`select act.record_key_sheet_printed()`.execute(tx)
}
