import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import type { Pool } from 'pg'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import { conflict, invalid } from '../../platform/errors.ts'
import { versionOutdated } from '../../platform/http/versions.ts'
import { assess, worst } from '../../platform/operations/assess.ts'
import { type Installation, readMachine } from '../../platform/operations/machine.ts'
import type { ChangePlan, MailWish, Rhythm, Safety } from './contract.ts'
import { findFacts, findWish, saveBackupAsked, savePlan, saveWish } from './queries.ts'

/** This machine, and how its database is asked for its version. */
export type Here = Installation & { pool: Pool }

/** What the database knows of its safety, for whoever may be told. */
export const readFacts = (tx: ActorTx) => findFacts(tx)

/**
 * How the desk is, worst first, in codes that have words.
 *
 * The machine is asked outside the transaction: it asks programs, which may take seconds, and the database over a
 * second connection. Whoever holds one while waiting for another stands still as soon as enough ask at once.
 */
export async function tellSafety(
  { recent, shared, ...facts }: Awaited<ReturnType<typeof findFacts>>,
  here: Here,
): Promise<Safety> {
  const machine = await readMachine(here, facts.plan, here.pool)
  const checks = assess(facts, machine)
  const planBy = here.databaseUrl ? 'database_team' : shared ? 'operator' : 'here'
  const lookedAt = machine.now.toISOString()
  return { lookedAt, worst: worst(checks), checks, plan: facts.plan, recent, planBy }
}

/** When and where the backup is made. A folder that is not there now is refused: it is a typo. */
export async function changePlan(
  tx: ActorTx,
  here: Here,
  version: number,
  plan: ChangePlan,
): Promise<Awaited<ReturnType<typeof findFacts>>> {
  if (here.databaseUrl) throw conflict('backup_by_database_team')
  const current = (await findFacts(tx)).plan
  if (current.version !== version) throw versionOutdated(version, current)
  if (plan.folder) await refuseUnusable('folder', plan.folder)
  if (plan.secondFolder) await refuseUnusable('secondFolder', plan.secondFolder)
  if (plan.folder && plan.folder === plan.secondFolder) throw invalid('secondFolder', 'folder_same')
  await savePlan(tx, version, plan)
  return findFacts(tx)
}

async function refuseUnusable(field: string, folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) throw invalid(field, 'folder_missing')
  await access(folder, constants.W_OK).catch(() => {
    throw invalid(field, 'folder_not_writable')
  })
}

/** A backup as soon as a job has time; the service goes on meanwhile. */
export async function askBackup(tx: ActorTx, here: Here): Promise<void> {
  if (here.databaseUrl) throw conflict('backup_by_database_team')
  await saveBackupAsked(tx)
}

/** How often I want mail that there is something new. */
export const readWish = (tx: ActorTx): Promise<MailWish> => findWish(tx)

export async function changeWish(tx: ActorTx, rhythm: Rhythm): Promise<MailWish> {
  await saveWish(tx, rhythm)
  return findWish(tx)
}
