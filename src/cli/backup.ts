import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { BackupError } from '../platform/backup/backup-error.ts'
import { backupName } from '../platform/backup/manifest.ts'
import { openForBackup } from '../platform/backup/open-for-backup.ts'
import { type BackupMade, writeBackup } from '../platform/backup/write-backup.ts'
import { clock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { programVersion } from './version.ts'

const help = `throughcare backup [options]

Saves everything into one encrypted file, while the service runs or while it is stopped. The file
opens only with the master key, which is not in it. Ends with 0 when the backup is whole.

  --to FILE|DIR       where to; a folder gets a file named after the time
                      (default: the folder "backups" in the data folder)
${placeHelp}`

/** Makes one backup and says where it lies, how large it is and up to which moment it reaches. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, { ...placeOptions, to: { type: 'string' } }, help)
  if (!asked) return 0
  const config = readConfig(asked.values)
  const to = target(asked.values.to ?? join(config.dataDir, 'backups', '/'))
  const opened = await openForBackup(config, createLog(config.logLevel))
  try {
    const { cluster, master } = opened
    const { dataDir } = config
    const wish = { cluster, master, dataDir, to, version: programVersion() }
    const made = await writeBackup({ ...wish, onProgress: showProgress() })
    process.stdout.write(`${summary(made)}\n`)
    return 0
  } finally {
    await opened.close()
  }
}

function target(given: string): string {
  const path = resolve(given)
  const folder = given.endsWith('/') || (existsSync(path) && statSync(path).isDirectory())
  const file = folder ? join(path, backupName(clock.now())) : path
  if (existsSync(file))
    throw new BackupError(
      'backup_place_unusable',
      `${file} exists already, and a backup never overwrites another. Name another file.`,
    )
  return file
}

/** Only where somebody watches. */
function showProgress(): (bytes: number) => void {
  let last = Date.now()
  return (bytes) => {
    if (!process.stderr.isTTY || Date.now() - last < 1000) return
    last = Date.now()
    process.stderr.write(`${megabytes(bytes)} copied\n`)
  }
}

function summary({ file, bytes, seconds, sha256, recoveryPoint, counts }: BackupMade): string {
  const cases = counts['app.cases'] ?? 0
  const events = counts['audit.events'] ?? 0
  return [
    `The backup is whole: ${file}`,
    `${megabytes(bytes)} in ${seconds.toFixed(1)} seconds; ${cases} cases, ${events} entries of the access log`,
    `It reaches up to ${recoveryPoint}: everything saved before that moment is in it.`,
    `SHA-256 ${sha256}`,
    'It opens only with the master key. Keep the key sheet elsewhere: without it everything is lost.',
  ].join('\n')
}

const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`
