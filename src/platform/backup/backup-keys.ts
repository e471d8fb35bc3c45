import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { clock } from '../clock.ts'
import { usualFolder } from '../operations/machine.ts'
import { journalFile, readErasures } from './erasure-journal.ts'
import type { KeyMark } from './key-mark.ts'
import {
  countMade,
  destroyExpired,
  type KeyRing,
  mergeRings,
  newRing,
  takeKey,
} from './key-ring.ts'
import {
  listRings,
  openRing,
  readFactsOfRing,
  readPlaces,
  readRing,
  ringCopy,
  ringFile,
  sealRing,
  writePlaces,
  writeRing,
} from './ring-file.ts'

/** Whose keys, and where else a copy of them may lie. */
export interface KeyPlace {
  dataDir: string
  master: Buffer
  /** Folders of backups: the one that is written to, and the others of the plan. */
  folders: readonly string[]
}

/**
 * The key for a backup that is about to be made. When this answers, the ring that has it is on the disk in the data
 * folder and beside the backup: there is never a backup whose key is nowhere.
 */
export async function takeBackupKey(place: KeyPlace): Promise<{ mark: KeyMark; secret: Buffer }> {
  const known = (await loadRing(place)) ?? newRing()
  const { ring, key, secret } = takeKey(known, clock.now(), await lastErasure(place.dataDir))
  await saveRing(place, ring)
  const [beside] = place.folders
  if (beside) await copyRing(place.dataDir, beside)
  return { mark: { ring: ring.ring, key: key.id }, secret }
}

/**
 * A backup became whole: keys of backups that have had their time are destroyed here and wherever a copy of the ring
 * can be reached. Without `keep` nobody knows how long that is, and nothing is destroyed.
 */
export async function settleBackupKeys(
  place: KeyPlace,
  mark: KeyMark,
  keep: number | undefined,
): Promise<void> {
  const ring = await loadRing(place)
  if (!ring) return
  const now = clock.now()
  const counted = countMade(ring, mark.key, now)
  await saveRing(place, keep === undefined ? counted : destroyExpired(counted, now, keep))
  const known = (await readPlaces(place.dataDir)).map(({ folder }) => folder)
  for (const folder of new Set([...place.folders, ...known]))
    if (existsSync(ringCopy(folder, ring.ring)))
      // A disk that is away gets it when it is back; the page of the desk says so until then.
      await copyRing(place.dataDir, folder).catch(() => undefined)
}

/** Puts the ring beside backups, and remembers that a copy lies there. */
export async function copyRing(dataDir: string, folder: string): Promise<void> {
  const text = await readRing(ringFile(dataDir))
  const facts = text === undefined ? undefined : readFactsOfRing(text)
  if (!text || !facts) return
  const copy = ringCopy(folder, facts.ring)
  if ((await readRing(copy)) !== text) await writeRing(copy, text)
  const places = (await readPlaces(dataDir)).filter((one) => one.folder !== folder)
  await writePlaces(dataDir, [...places, { folder, at: clock.now().toISOString() }])
}

/** A restored installation goes on with the ring that opened it, and knows where that lay. */
export async function adoptRing(
  dataDir: string,
  master: Buffer,
  { ring, files }: { ring: KeyRing; files: readonly string[] },
): Promise<void> {
  await writeRing(ringFile(dataDir), sealRing(ring, master))
  const folders = files.map((file) => dirname(file)).filter((folder) => existsSync(folder))
  const at = clock.now().toISOString()
  const copies = [...new Set(folders)].filter((folder) => existsSync(ringCopy(folder, ring.ring)))
  await writePlaces(
    dataDir,
    copies.map((folder) => ({ folder, at })),
  )
}

/** The ring of this installation, joined with its copies; one that was lost or damaged is made again out of them. */
export async function loadRing(place: KeyPlace): Promise<KeyRing | undefined> {
  const { dataDir, master } = place
  const own = await opened(ringFile(dataDir), master)
  const around = (await foldersAround(place)).flatMap(listRings)
  const copies = (await Promise.all(around.map((file) => opened(file, master)))).filter(isRing)
  const ring = isRing(own) ? own : newest(copies)
  // What nothing could replace is kept for whoever can mend it; the next backup begins a new ring.
  if (!ring && own !== undefined) await setAside(ringFile(dataDir))
  if (!ring) return undefined
  return copies.filter((one) => one.ring === ring.ring).reduce(mergeRings, ring)
}

/** Every folder in which a copy may lie, whether it can be reached now or not. */
export async function foldersAround({ dataDir, folders }: KeyPlace): Promise<string[]> {
  const known = (await readPlaces(dataDir)).map(({ folder }) => folder)
  return [...new Set([...folders, ...known, usualFolder(dataDir)])]
}

async function opened(file: string, master: Buffer) {
  const text = await readRing(file)
  return text === undefined ? undefined : openRing(text, master)
}

const isRing = (found: Awaited<ReturnType<typeof opened>>): found is KeyRing =>
  typeof found === 'object'

const newest = (rings: readonly KeyRing[]) =>
  rings.toSorted((a, b) => lastUse(b).localeCompare(lastUse(a)))[0]
const lastUse = ({ keys }: KeyRing) =>
  keys
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1) ?? ''

const setAside = (file: string) =>
  rename(file, join(dirname(file), `ring.unusable-${clock.now().getTime()}`))

const saveRing = ({ dataDir, master }: KeyPlace, ring: KeyRing) =>
  writeRing(ringFile(dataDir), sealRing({ ...ring, version: ring.version + 1 }, master))

async function lastErasure(dataDir: string): Promise<Date | undefined> {
  const lines = (await readErasures(journalFile(dataDir))) ?? []
  const last = lines.map(({ erasedAt }) => Date.parse(erasedAt))
  return last.length === 0 ? undefined : new Date(Math.max(...last))
}
