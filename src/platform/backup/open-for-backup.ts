import type { Config } from '../config.ts'
import { attachEmbedded } from '../db/launcher/attach-embedded.ts'
import { findHome } from '../db/launcher/place.ts'
import { type Cluster, startEmbedded } from '../db/launcher/start-embedded.ts'
import { settleMasterKey } from '../db/settle-master-key.ts'
import type { Log } from '../log.ts'
import { loadMasterKey } from '../seal/master-key.ts'
import { BackupError } from './backup-error.ts'

export interface Openable {
  cluster: Cluster
  master: Buffer
  close(): Promise<void>
}

/**
 * The cluster of an installation, running or started for a moment, exactly as it is: nothing is
 * migrated, so that a newer program can save the state of the former one before it changes it.
 */
export async function openForBackup(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  log: Log,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Openable> {
  const { dataDir, databaseUrl } = config
  if (databaseUrl) throw new BackupError('backup_external_database', externalSentence)
  if (!findHome(dataDir))
    throw new BackupError(
      'backup_no_database',
      `There is no database in ${dataDir}. Name the data folder of the installation with --data.`,
    )
  const loaded = await loadMasterKey({ dataDir, env, create: false })
  const running = attachEmbedded(dataDir)
  const cluster = running ?? (await startEmbedded({ dataDir, log }))
  try {
    const city = { ...cluster.superuser, database: 'throughcare' }
    const master = await settleMasterKey({ dataDir, env }, loaded, city)
    return { cluster, master, close: () => cluster.stop() }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

const externalSentence =
  'This installation uses a PostgreSQL server of its own (DATABASE_URL), whose files this program cannot reach. Its database team backs it up; what they need to know stands in docs/operate/backup.md. Keep the master key apart from their backups.'
