import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { BackupError } from '../platform/backup/backup-error.ts'
import { backupName } from '../platform/backup/manifest.ts'
import { type Openable, openForBackup } from '../platform/backup/open-for-backup.ts'
import { readFacts, recordBackup, recordDrill } from '../platform/backup/record.ts'
import { drill, keysOf, makePlanned, type PlannedBackup } from '../platform/backup/scheduled.ts'
import { writeBackup } from '../platform/backup/write-backup.ts'
import { clock } from '../platform/clock.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { knownSchema } from './restore.ts'
import { CommandError } from './say-why.ts'
import { programVersion } from './version.ts'

const help = `throughcare backup [options]

Saves everything into one encrypted file, while the service runs or while it is stopped. The file
opens only with the master key and the file of the backup keys, which is put beside it: neither is
in it. The key of a backup is destroyed when its time is over (throughcare keys backups says when).
Ends with 0 when the backup is whole.

  --to FILE|DIR       where to; a folder gets a file named after the time
                      (default: the folder "backups" in the data folder)
  --planned WHY       as the page "How the desk is" plans it, with second copy, tidying and drill;
                      WHY is scheduled or command. The service does this by itself every night
${placeHelp}`

const options = { ...placeOptions, to: { type: 'string' }, planned: { type: 'string' } } as const

/** Makes one backup and says where it lies, how large it is and up to which moment it reaches. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const config = readConfig(asked.values)
  const { planned, to } = asked.values
  if (planned !== undefined && planned !== 'scheduled' && planned !== 'command')
    throw new CommandError('--planned is scheduled or command.', 2)
  const file = planned ? '' : target(to ?? join(config.dataDir, 'backups', '/'))
  const opened = await openForBackup(config, createLog(config.logLevel))
  try {
    const make = planned ? () => makeAsPlanned(opened, config) : () => makeTo(opened, config, file)
    const made = await recorded(opened, planned ?? 'command', make)
    process.stdout.write(`${summary(made)}\n`)
    if (planned) await drillIfDue(opened, config, made.file)
    return 0
  } finally {
    await opened.close()
  }
}

const wish = ({ cluster, master }: Openable, { dataDir }: Config) => ({
  ...{ cluster, master, dataDir, version: programVersion() },
  onProgress: showProgress(),
})

async function makeTo(opened: Openable, config: Config, to: string): Promise<PlannedBackup> {
  const plan = (await readFacts(opened.cluster))?.plan
  const keys = plan && { plan: keysOf(config.dataDir, plan) }
  return writeBackup({ ...wish(opened, config), to, ...keys })
}

async function makeAsPlanned(opened: Openable, config: Config): Promise<PlannedBackup> {
  const facts = await readFacts(opened.cluster)
  if (!facts) throw new BackupError('backup_no_database', 'There is no city here yet.')
  return makePlanned(wish(opened, config), facts.plan)
}

/** Somebody else's running backup is no failure of ours. */
async function recorded(
  { cluster }: Openable,
  kind: 'scheduled' | 'command',
  make: () => Promise<PlannedBackup>,
): Promise<PlannedBackup> {
  const begun = clock.now()
  try {
    const made = await make()
    await recordBackup(cluster, kind, begun, made)
    return made
  } catch (error) {
    const ours = error instanceof BackupError
    if (!ours || error.code !== 'backup_running')
      await recordBackup(cluster, kind, begun, undefined, ours ? error.message : String(error))
    throw error
  }
}

async function drillIfDue({ cluster, master }: Openable, config: Config, file: string) {
  const facts = await readFacts(cluster)
  if (!facts) return
  const days = (Date.now() - Date.parse(facts.drillAt ?? '2000-01-01')) / 86_400_000
  if (days < facts.plan.drillDays - 0.5) return
  const begun = clock.now()
  try {
    const { dataDir } = config
    const restored = await drill(file, { dataDir, master, knownSchema: knownSchema() })
    await recordDrill(cluster, restored, (Date.now() - begun.getTime()) / 1000)
    process.stdout.write('A drill brought it back and found everything.\n')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    await recordBackup(cluster, 'command', begun, undefined, `The drill failed: ${why}`)
    throw error
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

function summary(made: PlannedBackup): string {
  const { file, bytes, seconds, sha256, recoveryPoint, counts, secondCopy } = made
  const cases = counts['app.cases'] ?? 0
  const events = counts['audit.events'] ?? 0
  return [
    `The backup is whole: ${file}`,
    `${megabytes(bytes)} in ${seconds.toFixed(1)} seconds; ${cases} cases, ${events} entries of the access log`,
    `It reaches up to ${recoveryPoint}: everything saved before that moment is in it.`,
    `SHA-256 ${sha256}`,
    ...(secondCopy === true ? ['The second copy was made and compared.'] : []),
    ...(secondCopy === false ? ['THE SECOND COPY COULD NOT BE MADE. Is its disk connected?'] : []),
    'It opens only with the master key and the file throughcare-backup-keys-….ring beside it: copy both, always that file anew over the former one.',
    'Keep the key sheet elsewhere: without it everything is lost.',
  ].join('\n')
}

const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`
