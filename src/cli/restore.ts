import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findErasures, journalCopy, journalFile } from '../platform/backup/erasure-journal.ts'
import { restoreBackup } from '../platform/backup/restore-backup.ts'
import { projectRoot, readConfig } from '../platform/config.ts'
import { readSqlFiles } from '../platform/db/migration-files.ts'
import { loadMasterKey, parseMasterKey } from '../platform/seal/master-key.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare restore --from FILE --data NEWDIR [options]

Brings a backup back into a new folder. Nothing is overwritten, and nothing is left behind if
something is wrong. Then start it with: throughcare start --data NEWDIR

  --from FILE         the backup
  --key FILE          the key file of the time of the backup. Without it the key is taken from the
                      environment or from NEWDIR/master.key, where "throughcare keys enter" puts it
  --ring FILE         the file of the backup keys (throughcare-backup-keys-….ring); otherwise it is
                      looked for beside the backup and in the data folder to which the backups belong
  --journal FILE      the journal of what was erased; otherwise it is looked for beside the backup and
                      in the data folder to which the backups belong
${placeHelp}`

const steps = {
  unpacking: 'Reading the backup and checking every part …',
  recovering: 'The database recovers up to the moment of the backup …',
  checking: 'Counting and trying the keys …',
  erasing: 'Erasing again what was erased since …',
} as const

/** Restores one backup and says up to which moment it reaches. */
export async function run(args: string[]): Promise<number> {
  const options = {
    ...placeOptions,
    from: { type: 'string' },
    key: { type: 'string' },
    ring: { type: 'string' },
    journal: { type: 'string' },
  } as const
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const { from, key, data, journal, ring } = asked.values
  if (!from) throw new CommandError('Name the backup with --from FILE.', 2)
  if (!data) throw new CommandError('Name a new folder for the restored data with --data.', 2)
  const { dataDir } = readConfig(asked.values)
  const begun = Date.now()
  const erasures = await journalsAround(from, journal)
  const restored = await restoreBackup({
    from,
    dataDir,
    master: await masterKey(dataDir, key),
    keepKey: key !== undefined,
    knownSchema: knownSchema(),
    ...(erasures && { erasures }),
    ...namedRing(ring),
    onStep: (step) => process.stdout.write(`${steps[step]}\n`),
  })
  const cases = restored.counts['app.cases'] ?? 0
  const events = restored.counts['audit.events'] ?? 0
  process.stdout.write(
    [
      `Restored into ${dataDir} in ${((Date.now() - begun) / 1000).toFixed(1)} seconds.`,
      `It holds everything saved before ${restored.recoveryPoint}: ${cases} cases, ${events} entries of the access log${restored.countsEqual ? ', exactly as the backup states' : ''}.`,
      'Everybody must sign in again.',
      sayErased(erasures?.length, restored.erasedAgain),
      `Start it with: throughcare start --data ${dataDir}\n`,
    ].join('\n'),
  )
  return 0
}

/** The file of the backup keys that was named; it must be there, or somebody mistyped it. */
export function namedRing(file: string | undefined): { rings?: readonly string[] } {
  if (file === undefined) return {}
  if (!existsSync(file)) throw new CommandError(`There is no file ${file} with backup keys.`, 2)
  return { rings: [file] }
}

/** The journal that was named, or those that lie around the backup. */
async function journalsAround(from: string, named: string | undefined) {
  const around = [journalCopy(dirname(from)), journalFile(dirname(dirname(from)))]
  const found = await findErasures(named ? [named] : around)
  if (named && !found)
    throw new CommandError(`There is no journal of what was erased in ${named}.`, 2)
  return found
}

function sayErased(lines: number | undefined, again: number | undefined): string {
  if (lines === undefined)
    return 'NO JOURNAL OF ERASURES WAS FOUND: what was erased since that moment is back. Restore again with --journal FILE (erasures/journal of the former data folder), or put that file into erasures/ of the new one before it is started: docs/operate/backup.md.'
  if (again === undefined)
    return 'The backup is older than the journal of erasures; the first start erases again what it names.'
  return `Erased again by the journal: ${again} (of ${lines} erasures in it).`
}

/** The number of the newest step that this program knows. */
export const knownSchema = () => readSqlFiles(projectRoot).migrations.at(-1)?.number ?? 0

/** The key that was named, or the one that is found where keys are. */
export async function masterKey(dataDir: string, file: string | undefined): Promise<Buffer> {
  if (!file) return keyFromAround(dataDir)
  try {
    const path = statSync(file).isDirectory() ? join(file, 'master.key') : file
    return parseMasterKey(readFileSync(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('E'))
      throw new CommandError(`The key file ${file} cannot be read.`, 2)
    throw error
  }
}

/** Reading the key leaves a mark in the folder: not in one that does not exist yet. */
async function keyFromAround(dataDir: string): Promise<Buffer> {
  if (existsSync(dataDir)) return loadMasterKey({ dataDir, env: process.env, create: false })
  const passing = mkdtempSync(join(tmpdir(), 'throughcare-key-'))
  try {
    return await loadMasterKey({ dataDir: passing, env: process.env, create: false })
  } finally {
    rmSync(passing, { recursive: true })
  }
}
