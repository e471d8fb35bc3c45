import { mkdtempSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

/** So much has to be free: the databases of a whole run, those of the journeys and their write-ahead logs. */
const enough = 8 * 1024 ** 3

/**
 * A new folder for a database that ends with its test: in memory where there is room, else on the disk. A new
 * database is some fifteen hundred files; on a disk that is busy, copying them takes ten times as long.
 */
export function memoryFolder(prefix: string): string {
  return mkdtempSync(join(hasRoom('/dev/shm') ? '/dev/shm' : '/tmp', prefix))
}

function hasRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize >= enough
  } catch {
    return false
  }
}
