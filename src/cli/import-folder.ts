import { join } from 'node:path'
import { dropsIn, emptyFolders } from '../modules/deliveries/service/watch-folders.ts'
import { readConfig } from '../platform/config.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { createLog } from '../platform/log.ts'

/**
 * One round through the drop folders of all prisons, for a machine where a timer calls us instead of
 * the service. Nothing is taken into the desk: the files wait sealed at the door.
 */
export async function importFolder(
  values: Parameters<typeof readConfig>[0],
  folder?: string,
): Promise<number> {
  const config = readConfig(values)
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const place = folder ?? join(config.dataDir, 'drops')
  const opened = await openDatabases(config, { log, join: true })
  try {
    const taken = await emptyFolders(opened.databases, place, log)
    const left = await dropsIn(place)
    process.stdout.write(`Taken in: ${taken} files. Left in the folders: ${left}.\n`)
    return left > 0 ? 4 : 0
  } finally {
    await opened.close()
  }
}
