import { copyJournal, fileErasures } from '../../../platform/backup/erasure-journal.ts'
import { sweepErased } from '../../../platform/backup/sweep-erased.ts'
import { attachEmbedded } from '../../../platform/db/launcher/attach-embedded.ts'
import { SafetyFacts } from '../../../platform/operations/facts.ts'
import type { OperationsContext } from '../../../platform/operations/jobs.ts'

/**
 * What follows an erasure, in the order in which it matters: the journal outside the database, the
 * log, the files of the database. Killed at any moment, the next run goes on.
 */
export async function finishErasures(
  context: Pick<OperationsContext, 'databases' | 'dataDir' | 'databaseUrl' | 'log'>,
): Promise<void> {
  const { databases, dataDir, databaseUrl, log } = context
  const { worker } = databases
  if ((await fileErasures(worker, dataDir)) > 0) await copyBesideBackups(context)
  await worker.query('select act.blind_erased()')
  const cluster = databaseUrl ? undefined : attachEmbedded(dataDir)
  const waiting = await sweepErased(worker, cluster)
  if (waiting.length > 0)
    log.warn('Tables wait to be written anew after an erasure', { tables: waiting.join(', ') })
}

/** A disk that is not connected gets it with the next erasure or the next backup. */
async function copyBesideBackups({
  databases,
  dataDir,
  log,
}: Pick<OperationsContext, 'databases' | 'dataDir' | 'log'>): Promise<void> {
  const { rows } = await databases.worker.query<{ facts: unknown }>(
    'select act.machine_facts() as facts',
  )
  const facts = SafetyFacts.safeParse(rows[0]?.facts)
  if (!facts.success) return
  for (const folder of [facts.data.plan.folder, facts.data.plan.secondFolder])
    if (folder)
      await copyJournal(dataDir, folder).catch(() =>
        log.warn('The journal of erasures could not be copied beside the backups'),
      )
}
