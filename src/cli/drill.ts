import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openForBackup } from '../platform/backup/open-for-backup.ts'
import { readFacts, recordDrill } from '../platform/backup/record.ts'
import { drill, listBackups } from '../platform/backup/scheduled.ts'
import { readConfig } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { usualFolder } from '../platform/operations/machine.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { knownSchema, masterKey, namedRing } from './restore.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare drill [options]

Brings a backup back into a folder of its own, compares every checksum and every count, tries the
keys, and removes it again. On the machine of the desk the result is written down: without it no
real case can be opened. On another machine, name the backup and the key.

  --from FILE|DIR     the backup, or the folder whose newest is taken (default: as planned)
  --key FILE          the key file, on another machine
  --ring FILE         the file of the backup keys, where it does not lie beside the backup
${placeHelp}`

const options = {
  ...placeOptions,
  from: { type: 'string' },
  key: { type: 'string' },
  ring: { type: 'string' },
} as const

/** Proves that the newest backup can be brought back, and says how long that takes. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const config = readConfig(asked.values)
  const { from, key, ring } = asked.values
  const rings = namedRing(ring)
  if (key !== undefined) return elsewhere(config.dataDir, from, { key, ...rings })
  const opened = await openForBackup(config, createLog(config.logLevel))
  try {
    const { cluster, master } = opened
    const plan = (await readFacts(cluster))?.plan
    const file = newest(from ?? plan?.folder ?? usualFolder(config.dataDir))
    const begun = Date.now()
    const place = { dataDir: config.dataDir, master, knownSchema: knownSchema(), ...rings }
    const restored = await drill(file, place)
    await recordDrill(cluster, restored, (Date.now() - begun) / 1000)
    process.stdout.write(`${found(file, restored, begun)} This was written down.\n`)
    return 0
  } finally {
    await opened.close()
  }
}

/** Nothing of the desk runs here: there is nobody to tell but the one who asks. */
async function elsewhere(
  dataDir: string,
  from: string | undefined,
  { key, ...rings }: { key: string; rings?: readonly string[] },
): Promise<number> {
  if (!from) throw new CommandError('Name the backup with --from FILE.', 2)
  const begun = Date.now()
  const file = newest(from)
  const master = await masterKey(dataDir, key)
  const restored = await drill(file, { dataDir, master, knownSchema: knownSchema(), ...rings })
  process.stdout.write(`${found(file, restored, begun)}\n`)
  return 0
}

function newest(from: string): string {
  const [name] = listBackups(from)
  if (name) return join(from, name)
  if (existsSync(from) && from.endsWith('.age')) return from
  throw new CommandError(`There is no backup in ${from}. Make one with: throughcare backup`, 2)
}

function found(
  file: string,
  restored: { recoveryPoint: string; counts: Record<string, number>; countsEqual: boolean },
  begun: number,
): string {
  const rows = Object.values(restored.counts).reduce((sum, count) => sum + count, 0)
  const equal = restored.countsEqual ? 'every count is equal' : 'the counts could not be compared'
  return `${file} was brought back in ${((Date.now() - begun) / 1000).toFixed(1)} seconds: every checksum fits, ${rows} rows, ${equal}, the master key and the ring beside it open it. It reaches up to ${restored.recoveryPoint}.`
}
