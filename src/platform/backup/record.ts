import pg from 'pg'
import type { Cluster } from '../db/launcher/start-embedded.ts'
import { SafetyFacts } from '../operations/facts.ts'
import type { Restored } from './restore-backup.ts'
import type { PlannedBackup } from './scheduled.ts'

/** What the installation knows of its safety; undefined where the tables are older than that. */
export async function readFacts(cluster: Cluster): Promise<SafetyFacts | undefined> {
  const rows = await ask<{ facts: unknown }>(cluster, 'select act.machine_facts() as facts')
  return rows?.[0]?.facts ? SafetyFacts.parse(rows[0].facts) : undefined
}

/** Writes down what became of a backup, so that the page of the desk can say it. */
export async function recordBackup(
  cluster: Cluster,
  kind: 'scheduled' | 'command',
  begun: Date,
  made: PlannedBackup | undefined,
  problem?: string,
): Promise<void> {
  const { file, bytes, recoveryPoint, secondCopy } = made ?? {}
  const detail = made && JSON.stringify({ file, bytes, recoveryPoint, secondCopy })
  await ask(cluster, 'select act.record_backup($1, $2, $3::jsonb, $4)', [
    ...[kind, begun, detail ?? null, problem ?? null],
  ])
}

/** Writes down that a backup was brought back and compared. */
export async function recordDrill(cluster: Cluster, restored: Restored, seconds: number) {
  const { recoveryPoint, counts, countsEqual, opening } = restored
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const detail = { recoveryPoint, rows, countsEqual, schema: opening.schema.number, seconds }
  await ask(cluster, 'select act.record_restore_drill($1, $2::jsonb)', [
    'throughcare drill',
    JSON.stringify(detail),
  ])
}

/** Undefined where the tables are those of an older program that does not know the question. */
async function ask<Row extends pg.QueryResultRow>(
  cluster: Cluster,
  text: string,
  values: unknown[] = [],
): Promise<Row[] | undefined> {
  const client = new pg.Client({ ...cluster.superuser, database: 'throughcare' })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(text, values)
    return rows
  } catch (error) {
    const unknown = ['42883', '42P01', '3F000', '42703']
    if (error instanceof pg.DatabaseError && unknown.includes(error.code ?? '')) return undefined
    throw error
  } finally {
    await client.end()
  }
}
