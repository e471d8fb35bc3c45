import { basename, dirname } from 'node:path'
import { formerIdentity, identityOf } from './age-identity.ts'
import { BackupError } from './backup-error.ts'
import { type KeyMark, readMark } from './key-mark.ts'
import { type KeyRing, mergeRings } from './key-ring.ts'
import {
  listRings,
  openRing,
  type RingTrouble,
  readFactsOfRing,
  readRing,
  ringFile,
} from './ring-file.ts'

/** A ring that opened, and the files that it was put together from. */
export interface RingFound {
  ring: KeyRing
  files: readonly string[]
}

export interface KeyFound {
  /** One of them opens the file. */
  identities: readonly string[]
  /** Whether the backup names this key, so that it must open. */
  named: boolean
  /** The ring with which a restored installation goes on. */
  keys?: RingFound
}

/** Rings beside a backup, and the one of the data folder to which a folder of backups belongs. */
export const ringsAround = (file: string): string[] => [
  ...listRings(dirname(file)),
  ringFile(dirname(dirname(file))),
]

/** The key that opens a backup, or a sentence that says why there is none. */
export async function findKey(
  file: string,
  master: Buffer,
  rings: readonly string[],
): Promise<KeyFound> {
  const mark = await readMark(file)
  const tried = await Promise.all(rings.map((one) => tryRing(one, master)))
  const found = tried.filter((one) => one !== undefined)
  if (mark === undefined || mark === 'former') {
    const around = onlyRing(found)
    const masters = [master, ...(around.keys?.ring.formers.values() ?? [])]
    return { identities: masters.map(formerIdentity), named: false, ...around }
  }
  const own = found.filter(({ ring }) => ring === mark.ring)
  const opened = own.filter((one): one is Opened => typeof one.result === 'object')
  const [first, ...others] = opened.map(({ result }) => result)
  if (!first) throw unusable(file, mark, found, own)
  const ring = others.reduce(mergeRings, first)
  const secret = ring.secrets.get(mark.key)
  if (!secret) throw gone(file, mark, ring)
  return {
    ...{ identities: [identityOf(secret)], named: true },
    keys: { ring, files: opened.map(({ file: from }) => from) },
  }
}

interface Tried {
  file: string
  /** Its name as it stands in the file, or in the name of the file where nothing can be read. */
  ring: string | undefined
  result: KeyRing | RingTrouble
}
type Opened = Tried & { result: KeyRing }

async function tryRing(file: string, master: Buffer): Promise<Tried | undefined> {
  const text = await readRing(file)
  if (text === undefined) return undefined
  const named = /-([0-9a-f]{8})\.ring$/.exec(basename(file))?.[1]
  return { file, ring: readFactsOfRing(text)?.ring ?? named, result: openRing(text, master) }
}

/** A backup of the former kind names no ring: the one that lies there goes along, if there is just one. */
function onlyRing(found: readonly Tried[]): Pick<KeyFound, 'keys'> {
  const opened = found.filter((one): one is Opened => typeof one.result === 'object')
  const [first, ...others] = opened.map(({ result }) => result)
  if (!first || others.some(({ ring }) => ring !== first.ring)) return {}
  return { keys: { ring: others.reduce(mergeRings, first), files: opened.map(({ file }) => file) } }
}

const nothing = 'Nothing was changed.'

function unusable(
  file: string,
  { ring }: KeyMark,
  found: readonly Tried[],
  own: readonly Tried[],
): BackupError {
  const name = `throughcare-backup-keys-${ring}.ring`
  if (own.some(({ result }) => result === 'other_master'))
    return new BackupError(
      'backup_wrong_key',
      `This master key does not open the keys of ${file} (${own[0]?.file}). Use the key under which that file was put last: the newest key sheet or key file; where the file lay in a drawer when the master key was changed, the one before. ${nothing}`,
    )
  if (own.length > 0 || found.some((one) => one.ring === undefined))
    return new BackupError(
      'backup_keys_damaged',
      `The file with the keys of the backups is damaged or was cut off (${(own[0] ?? found[0])?.file}). Take ${name} from another folder of backups, or backup-keys/ring of the data folder, and name it with --ring FILE. ${nothing}`,
    )
  if (found.length > 0)
    return new BackupError(
      'backup_keys_other',
      `Beside ${file} lie only keys of another installation. This backup needs ${name}: name it with --ring FILE. ${nothing}`,
    )
  return new BackupError(
    'backup_keys_missing',
    `The file with the key of ${file} is not beside it: ${name}. It lies in every folder that got backups, and as backup-keys/ring in the data folder: put it there or name it with --ring FILE. Without it nobody can open this backup, not even with the master key. ${nothing}`,
  )
}

function gone(file: string, mark: KeyMark, ring: KeyRing): BackupError {
  const dead = ring.gone.find(({ id }) => id === mark.key)
  if (dead)
    return new BackupError(
      'backup_expired',
      `The key of ${file} was destroyed on ${dead.goneAt.slice(0, 10)}, as planned: its time was over. Nobody can open it any more, not even with the master key, so that what was erased stays erased. Take a newer backup. ${nothing}`,
    )
  return new BackupError(
    'backup_keys_behind',
    `The file with the keys is older than ${file} and does not have its key. Take a newer throughcare-backup-keys-${mark.ring}.ring, from the folder where the newest backups lie, and name it with --ring FILE. ${nothing}`,
  )
}
