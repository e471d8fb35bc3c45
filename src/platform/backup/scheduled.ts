import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, readdirSync } from 'node:fs'
import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { clock } from '../clock.ts'
import type { BackupPlan } from '../operations/facts.ts'
import { foldersOf, usualFolder } from '../operations/machine.ts'
import { BackupError } from './backup-error.ts'
import { copyRing } from './backup-keys.ts'
import { copyJournal } from './erasure-journal.ts'
import { backupName, isBackupName } from './manifest.ts'
import { type Restored, tryRestore } from './restore-backup.ts'
import { listRings } from './ring-file.ts'
import { type BackupMade, type BackupWish, writeBackup } from './write-backup.ts'

export interface PlannedBackup extends BackupMade {
  /** Undefined where none is wanted. */
  secondCopy?: boolean
}

/** Makes the backup of the plan, its second copy, and lets go of the oldest ones. */
export async function makePlanned(
  wish: Omit<BackupWish, 'to'>,
  plan: BackupPlan,
): Promise<PlannedBackup> {
  const folder = plan.folder ?? usualFolder(wish.dataDir)
  await refuseMissing(plan.folder)
  const to = join(folder, backupName(clock.now()))
  const made = await writeBackup({ ...wish, to, plan: keysOf(wish.dataDir, plan) })
  await letGo(folder, plan.keep)
  if (!plan.secondFolder) return made
  const secondCopy = await copyTo(plan.secondFolder, made, wish.dataDir).catch(() => false)
  if (secondCopy) {
    await copyJournal(wish.dataDir, plan.secondFolder)
    await letGo(plan.secondFolder, plan.keep)
  }
  return { ...made, secondCopy }
}

/** How long keys of backups live, and where copies of the ring belong. */
export const keysOf = (dataDir: string, plan: BackupPlan) => ({
  ...{ keep: plan.keep, folders: foldersOf(dataDir, plan) },
})

/** A chosen folder that is missing is a disk that is not connected: making it would fill another. */
async function refuseMissing(folder: string | null): Promise<void> {
  if (!folder) return
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory()) return
  throw new BackupError(
    'backup_place_unusable',
    `The folder ${folder} is not there. Is the disk or share connected?`,
  )
}

/** Copied, read back and compared: a copy that differs is no copy. */
async function copyTo(folder: string, made: BackupMade, dataDir: string): Promise<boolean> {
  await refuseMissing(folder)
  // First the keys: no copy lies anywhere without the ring that opens it.
  await copyRing(dataDir, folder)
  const to = join(folder, basename(made.file))
  const part = `${to}.${process.pid}.part`
  try {
    await mkdir(folder, { recursive: true })
    await copyFile(made.file, part)
    const hash = createHash('sha256')
    await pipeline(createReadStream(part), hash)
    if (hash.digest('hex') !== made.sha256) return false
    await rename(part, to)
    await writeFile(`${to}.sha256`, `${made.sha256}  ${basename(to)}\n`)
    return true
  } finally {
    await rm(part, { force: true })
  }
}

/** Keeps the newest; only files that carry our own name are ever removed. */
async function letGo(folder: string, keep: number): Promise<void> {
  for (const name of listBackups(folder).slice(keep)) {
    await rm(join(folder, name), { force: true })
    await rm(join(folder, `${name}.sha256`), { force: true })
  }
}

/** The backups in a folder, newest first. */
export function listBackups(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isBackupName).sort().reverse()
  } catch {
    return []
  }
}

/**
 * Restores a backup beside the data, looks whether all is there, and removes it again. The key is taken from the ring
 * beside the backup and from nowhere else: on another machine there would be no other.
 */
export function drill(
  from: string,
  place: { dataDir: string; master: Buffer; knownSchema: number; rings?: readonly string[] },
): Promise<Restored> {
  const dataDir = join(place.dataDir, `drill-${randomUUID().slice(0, 8)}`)
  return tryRestore({ rings: listRings(dirname(from)), ...place, from, dataDir })
}
