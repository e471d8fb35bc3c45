import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Databases } from '../../../platform/db/connections.ts'
import { describeFault } from '../../../platform/fault.ts'
import type { Log } from '../../../platform/log.ts'
import { largestDrop } from '../contract.ts'
import { findDropAgency, saveFolderDrop } from '../queries/folders.ts'
import { sealFile } from './receive-drop.ts'

type Knows = Pick<Databases, 'worker' | 'keys'>

/** A file that was touched a moment ago may still be written. */
const settledAfter = 5000

export interface Watch {
  stop(): void
}

/**
 * Empties the folders of prisons every half minute: `drops/<code of the prison>/` (HA7). A folder is
 * a door like a drop link: files go in sealed and are removed; what cannot be taken stays where it is.
 */
export function watchFolders(databases: Knows, folder: string, log: Log): Watch {
  let running = false
  const look = async () => {
    if (running) return
    running = true
    try {
      await emptyFolders(databases, folder, log)
    } catch (error) {
      // A path may name somebody.
      log.warn('Drop folders could not be read', describeFault(error))
    } finally {
      running = false
    }
  }
  const timer = setInterval(() => void look(), 30_000)
  timer.unref()
  void look()
  return { stop: () => clearInterval(timer) }
}

/** One round through all folders; answers how many files were taken in. */
export async function emptyFolders(databases: Knows, folder: string, log: Log): Promise<number> {
  const folders = (await listed(folder)).filter((entry) => entry.isDirectory())
  let taken = 0
  for (const { name } of folders) {
    const prisons = await findDropAgency(databases.worker, name)
    const [prison] = prisons
    // A code that means no prison, or two of them, is nobody's door.
    if (!prison || prisons.length > 1) continue
    for (const file of await listed(join(folder, name))) {
      if (!file.isFile() || file.name.startsWith('.')) continue
      const path = join(folder, name, file.name)
      if (await takeFile(databases, prison, path, log)) taken += 1
    }
  }
  return taken
}

/** How many files still lie in the folders; hidden ones are nobody's list. */
export async function dropsIn(folder: string): Promise<number> {
  const folders = (await listed(folder)).filter((entry) => entry.isDirectory())
  const files = await Promise.all(folders.map(({ name }) => listed(join(folder, name))))
  return files.flat().filter((file) => file.isFile() && !file.name.startsWith('.')).length
}

async function takeFile(
  { worker, keys }: Knows,
  { authority_id, agency_id }: { authority_id: number; agency_id: number },
  path: string,
  log: Log,
): Promise<boolean> {
  const { size, mtimeMs } = await lstat(path)
  if (Date.now() - mtimeMs < settledAfter || size === 0) return false
  if (size > largestDrop) {
    log.warn('A file in a drop folder is too large and stays there', { agency: agency_id })
    return false
  }
  try {
    const file = sealFile(keys, authority_id, await readFile(path))
    await saveFolderDrop(worker, authority_id, agency_id, file)
  } catch (error) {
    // The name of a file may name somebody, and a message may quote it.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    log.warn('A file in a drop folder was not taken in and stays there', {
      agency: agency_id,
      code,
    })
    return false
  }
  await rm(path)
  return true
}

/** What lies in a folder; nothing where it is not there. */
async function listed(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}
