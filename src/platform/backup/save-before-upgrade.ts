import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../config.ts'
import type { Cluster } from '../db/launcher/start-embedded.ts'
import { readSqlFiles } from '../db/migration-files.ts'
import type { Log } from '../log.ts'
import { ringFile } from './ring-file.ts'
import { writeBackup } from './write-backup.ts'

/**
 * Before a newer program changes the tables of a real city, its former state is saved: the way back
 * is the former program and this backup. Nothing is done for a demo, or when nothing would change.
 */
export async function saveBeforeUpgrade(
  cluster: Cluster,
  place: { dataDir: string; master: Buffer; log: Log },
  files = readSqlFiles(projectRoot),
): Promise<string | undefined> {
  const last = await lastStepOfCity(cluster)
  const wanted = files.migrations.at(-1)?.number ?? 0
  if (last === undefined || last >= wanted) return undefined
  const { dataDir, master, log } = place
  const to = join(
    dataDir,
    'backups',
    `before-upgrade-from-${String(last).padStart(4, '0')}.backup.age`,
  )
  if (existsSync(to)) return to
  // The former program brings it back: one that made no ring yet knows only keys of the former kind.
  const formerKind = !existsSync(ringFile(dataDir))
  await writeBackup({ cluster, dataDir, master, to, version: `tables ${last}`, formerKind })
  log.warn('The state before this upgrade was saved', { file: to })
  return to
}

async function lastStepOfCity(cluster: Cluster): Promise<number | undefined> {
  const client = new pg.Client({ ...cluster.superuser, database: 'throughcare' })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `select from pg_class where oid in (to_regclass('app.authorities'), to_regclass('setup.migrations'))`,
    )
    if (rowCount !== 2) return undefined
    const { rows } = await client.query<{ last: number | null }>(
      `select (select max(number) from setup.migrations) as last
         from app.authorities where not demo limit 1`,
    )
    return rows[0]?.last ?? undefined
  } finally {
    await client.end()
  }
}
