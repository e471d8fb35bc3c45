import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readMark } from './key-mark.ts'
import type { RingFacts } from './key-ring.ts'
import { isBackupName } from './manifest.ts'
import {
  listRings,
  readFactsOfRing,
  readPlaces,
  readRing,
  ringCopy,
  ringFile,
} from './ring-file.ts'

/** What there is of keys and of backups that need them, as far as it can be seen without the master key. */
export interface KeyStatus {
  /** The ring of the data folder; undefined where there is none or where it is not whole. */
  ring: RingFacts | undefined
  damaged: boolean
  /** Each folder of backups, and whether the newest ring lies in it. */
  copies: { folder: string; state: 'same' | 'behind' | 'missing' | 'away' }[]
  /** Folders that got a ring once, do not have the newest one, and would still open what is destroyed here, or open with a former master key. */
  stale: { folder: string; since: string; why: 'destroyed' | 'former_master' }[]
  files: BackupFiles
}

export interface BackupFiles {
  /** Closed with a key that lives. */
  open: number
  /** Of the former kind, which the master key alone opens: named by us, and by others. */
  former: number
  formerByHand: number
  /** Nightly ones to be made until the last one of the former kind is let go. */
  formerNights: number
  /** Their key was destroyed as planned. */
  expired: number
  /** Their key should be there and is not. */
  lost: number
}

/** Looks at the keys of the backups and at every backup in these folders. */
export async function readKeyStatus(
  dataDir: string,
  folders: readonly string[],
  keep: number,
): Promise<KeyStatus> {
  const text = await readRing(ringFile(dataDir))
  const own = text === undefined ? undefined : readFactsOfRing(text)
  const rings = [own, ...(await Promise.all(folders.flatMap(listRings).map(factsIn)))]
  return {
    ring: own,
    damaged: text !== undefined && own === undefined,
    copies: own ? await Promise.all(folders.map((folder) => copyIn(folder, own))) : [],
    stale: own ? await staleCopies(dataDir, own) : [],
    files: await countFiles(
      folders,
      rings.filter((ring) => ring !== undefined),
      keep,
    ),
  }
}

const factsIn = async (file: string) => readFactsOfRing((await readRing(file)) ?? '')

async function copyIn(folder: string, own: RingFacts): Promise<KeyStatus['copies'][number]> {
  if (!isFolder(folder)) return { folder, state: 'away' }
  const copy = await factsIn(ringCopy(folder, own.ring))
  if (!copy) return { folder, state: 'missing' }
  return { folder, state: copy.version === own.version ? 'same' : 'behind' }
}

async function staleCopies(dataDir: string, own: RingFacts): Promise<KeyStatus['stale']> {
  const stale: KeyStatus['stale'] = []
  for (const { folder, at } of await readPlaces(dataDir)) {
    const copy = await factsIn(ringCopy(folder, own.ring))
    const renewed = copy !== undefined && copy.version >= own.version
    if (renewed) continue
    if (own.gone.some(({ goneAt }) => goneAt > at))
      stale.push({ folder, since: at, why: 'destroyed' })
    else if (own.masters.some(({ until }) => until > at))
      stale.push({ folder, since: at, why: 'former_master' })
  }
  return stale
}

async function countFiles(
  folders: readonly string[],
  rings: readonly RingFacts[],
  keep: number,
): Promise<BackupFiles> {
  const names = new Map(
    folders.flatMap((folder) => backupsIn(folder).map((name) => [name, join(folder, name)])),
  )
  const counted = { open: 0, former: 0, formerByHand: 0, formerNights: 0, expired: 0, lost: 0 }
  const nightly = [...names.keys()].filter(isBackupName).sort().reverse()
  for (const [name, file] of names) {
    const state = await stateOf(file, rings)
    if (!state) continue
    const kind = state === 'former' && !isBackupName(name) ? 'formerByHand' : state
    counted[kind] += 1
    if (kind === 'former')
      counted.formerNights = Math.max(counted.formerNights, keep - nightly.indexOf(name))
  }
  return counted
}

async function stateOf(file: string, rings: readonly RingFacts[]) {
  const mark = await readMark(file).catch(() => undefined)
  if (mark === undefined || mark === 'former') return mark
  const own = rings.filter(({ ring }) => ring === mark.ring)
  if (own.some(({ gone }) => gone.some(({ id }) => id === mark.key))) return 'expired'
  return own.some(({ keys }) => keys.some(({ id }) => id === mark.key)) ? 'open' : 'lost'
}

function backupsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.backup.age'))
  } catch {
    return []
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
