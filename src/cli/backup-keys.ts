import { resolve } from 'node:path'
import { type LiveKey, opensUntil, type RingFacts } from '../platform/backup/key-ring.ts'
import { type KeyStatus, readKeyStatus } from '../platform/backup/key-status.ts'
import { openForBackup } from '../platform/backup/open-for-backup.ts'
import { readFacts } from '../platform/backup/record.ts'
import { type Place, readPlaces, writePlaces } from '../platform/backup/ring-file.ts'
import { keysOf } from '../platform/backup/scheduled.ts'
import { readConfig } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { CommandError } from './say-why.ts'

type Values = { data?: string; forget?: string; 'log-level'?: string }

/** Says which keys of backups live and when they die, which are gone, and where copies of them lie. */
export async function sayBackupKeys(values: Values): Promise<number> {
  const config = readConfig(values)
  if (values.forget !== undefined) await forget(config.dataDir, resolve(values.forget))
  const opened = await openForBackup(config, createLog(config.logLevel))
  try {
    const plan = (await readFacts(opened.cluster))?.plan
    if (!plan) throw new CommandError('There is no city here yet.', 2)
    const { keep, folders } = keysOf(config.dataDir, plan)
    const status = await readKeyStatus(config.dataDir, folders, keep)
    const places = await readPlaces(config.dataDir)
    process.stdout.write(`${describe(status, places, keep).join('\n')}\n`)
    return status.files.lost > 0 || status.damaged ? 1 : 0
  } finally {
    await opened.close()
  }
}

async function forget(dataDir: string, folder: string): Promise<void> {
  const places = await readPlaces(dataDir)
  const left = places.filter((place) => place.folder !== folder)
  if (left.length === places.length)
    throw new CommandError(`No copy of the keys was ever put into ${folder}.`, 2)
  await writePlaces(dataDir, left)
  process.stdout.write(`${folder} is not looked after any more.\n`)
}

function describe(status: KeyStatus, places: readonly Place[], keep: number): string[] {
  return [
    ...describeRing(status, keep),
    ...places.map(({ folder, at }) => {
      const stale = status.stale.find((one) => one.folder === folder)
      const says = stale ? `: ${staleSays[stale.why]}` : ''
      return `copy in ${folder}, last the newest on ${day(at)}${says}`
    }),
    ...describeFiles(status.files),
  ]
}

/** After a change of the master key nothing more is closed with a key of before. */
const closesNow = ({ begunAt }: LiveKey, { masters }: RingFacts) =>
  masters.some(({ until }) => until >= begunAt)
    ? 'closes nothing any more: the next backup takes a new one'
    : 'closes the backups of now'

const staleSays = {
  destroyed: 'KEYS THAT WERE DESTROYED SINCE STILL LIE THERE',
  former_master: 'IT STILL OPENS WITH THE FORMER MASTER KEY',
}

function describeRing({ ring, damaged }: KeyStatus, keep: number): string[] {
  if (damaged)
    return ['The file with the keys is damaged. The next backup makes it again out of a copy.']
  if (!ring) return ['There are no keys of backups in the data folder: the next backup makes them.']
  const said = (key: LiveKey, place: number) =>
    place === ring.keys.length - 1
      ? closesNow(key, ring)
      : `dies from ${day(opensUntil(key, keep))} on, as soon as ${keep} newer backups are whole`
  return [
    `Keys of backups (ring ${ring.ring}):`,
    ...ring.keys.map(
      (key, place) =>
        `  ${key.id}  begun ${day(key.begunAt)}, last used ${day(key.lastAt)}, ${backups(key.made)}: ${said(key, place)}`,
    ),
    ...ring.gone.map(
      ({ id, begunAt, lastAt, goneAt }) =>
        `  ${id}  begun ${day(begunAt)}, last used ${day(lastAt)}: destroyed on ${day(goneAt)}`,
    ),
    ...ring.masters.map(
      ({ id, until }) =>
        `  former master key ${id}, in force until ${day(until)}: kept here, closed, until the last backup of its time has gone`,
    ),
  ]
}

function describeFiles(files: KeyStatus['files']): string[] {
  const { open, former, formerByHand, formerNights, expired, lost } = files
  const lines: [number, string][] = [
    [open, `${backups(open)} with a key of ${open === 1 ? 'its' : 'their'} own can be opened.`],
    [
      former,
      `${backups(former)} of the former kind, which the master key alone opens; the last of them goes after ${formerNights} more nightly ${formerNights === 1 ? 'backup' : 'backups'}.`,
    ],
    [
      formerByHand,
      `${backups(formerByHand)} of the former kind to be removed by you: the service does not touch files that it did not name after the night.`,
    ],
    [
      expired,
      `${backups(expired)} that nobody can open any more, as planned; to be removed by you.`,
    ],
    [lost, `${backups(lost)} WITHOUT A KEY: THE KEY IS MISSING, AND NOBODY CAN OPEN THEM.`],
  ]
  return lines.filter(([count]) => count > 0).map(([, line]) => line)
}

const backups = (count: number) => (count === 1 ? '1 backup' : `${count} backups`)
const day = (moment: string) => moment.slice(0, 10)
