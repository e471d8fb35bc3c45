import { readdirSync } from 'node:fs'
import { mkdir, open as openFile, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { deriveKey, masterMark } from '../seal/derive.ts'
import { open, seal } from '../seal/envelope.ts'
import { readIfThere, writeWhole } from '../tlog/tile-store.ts'
import { type KeyRing, RingFacts } from './key-ring.ts'

/** Where the ring of an installation lies: never in a backup, for an old backup would then bring its own key along. */
export const ringFile = (dataDir: string) => join(dataDir, 'backup-keys', 'ring')

/** The name of its copy beside the backups; two installations may share a folder. */
export const ringCopy = (folder: string, ring: string) =>
  join(folder, `throughcare-backup-keys-${ring}.ring`)

const RingText = RingFacts.extend({
  product: z.literal('throughcare backup keys'),
  format: z.literal(1),
  /** Which master key opens it, as in `master.id`. */
  master: z.string(),
  sealed: z.base64(),
  /** The same under the next master key, as long as that takes over: one of the two opens it at every moment. */
  next: z.object({ master: z.string(), sealed: z.base64() }).optional(),
})
const Secrets = z.record(z.string(), z.base64())

/** Why a ring does not open. */
export type RingTrouble = 'damaged' | 'other_master'

const sealingKey = (master: Buffer) => deriveKey(master, 'backup-keys')
/** Names and dates stand open and are sealed along: changed by hand, nothing opens. */
const context = ({ ring, version, keys, gone, masters }: RingFacts) =>
  `backup-keys ${JSON.stringify({ ring, version, keys, gone, ...(masters.length > 0 && { masters }) })}`
/** Among the keys inside, a master key of before carries this in front of its mark. */
const formerPrefix = 'master-'

/** A ring as it is written: what is there in clear, the keys under the master key; while another takes over, under both. */
export function sealRing(ring: KeyRing, master: Buffer, next?: Buffer): string {
  const { secrets, formers, ...facts } = ring
  const all = [
    ...secrets,
    ...[...formers].map(([mark, key]) => [formerPrefix + mark, key] as const),
  ]
  const inside = Object.fromEntries(all.map(([id, key]) => [id, key.toString('base64')]))
  const sealedFor = (key: Buffer) => ({
    master: masterMark(key),
    sealed: seal(sealingKey(key), JSON.stringify(inside), context(facts)).toString('base64'),
  })
  const { master: mark, sealed } = sealedFor(master)
  const head = { product: 'throughcare backup keys', format: 1, master: mark }
  const also = next && { next: sealedFor(next) }
  return `${JSON.stringify({ ...head, ...facts, sealed, ...also }, null, 1)}\n`
}

/** What a ring says without its key; undefined where it is not one, or not whole. */
export function readFactsOfRing(text: string): (RingFacts & { master: string }) | undefined {
  const parsed = RingText.safeParse(json(text))
  return parsed.success ? parsed.data : undefined
}

/** Opens a ring, or says why it does not open. */
export function openRing(text: string, master: Buffer): KeyRing | RingTrouble {
  const parsed = RingText.safeParse(json(text))
  if (!parsed.success) return 'damaged'
  const { ring, version, keys, gone, masters, next, ...own } = parsed.data
  const facts = { ring, version, keys, gone, masters }
  const mine = [own, next].find((one) => one?.master === masterMark(master))
  if (!mine) return 'other_master'
  try {
    const bytes = Buffer.from(mine.sealed, 'base64')
    const inside = Secrets.parse(JSON.parse(open(sealingKey(master), bytes, context(facts))))
    const all = Object.entries(inside).map(([id, key]) => [id, Buffer.from(key, 'base64')] as const)
    const isFormer = (id: string) => id.startsWith(formerPrefix)
    return {
      ...facts,
      secrets: new Map(all.filter(([id]) => !isFormer(id))),
      formers: new Map(
        all.filter(([id]) => isFormer(id)).map(([id, key]) => [id.slice(formerPrefix.length), key]),
      ),
    }
  } catch {
    return 'damaged'
  }
}

/** The rings that lie in a folder, of whichever installation. */
export function listRings(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^throughcare-backup-keys-[0-9a-f]{8}\.ring$/.test(name))
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** The text of a ring; undefined where there is none or where it cannot be read. */
export async function readRing(file: string): Promise<string | undefined> {
  return (await readIfThere(file).catch(() => undefined))?.toString('utf8')
}

/**
 * Puts a ring in its place, whole or not at all, and overwrites the former one: where the disk writes in place, its
 * destroyed keys are gone from the disk too. Drafts of a run that was killed go first, they hold keys as well.
 */
export async function writeRing(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(`${basename(file)}.`) && name.endsWith('.draft'))
      await rm(join(dirname(file), name), { force: true })
  const former = await openFile(file, 'r+').catch(() => undefined)
  try {
    const links = (await former?.stat())?.nlink
    await writeWhole(file, Buffer.from(text), 0o600)
    // A second name (a snapshot made of links) is another copy, and not ours to damage.
    if (!former || links !== 1) return
    const { size } = await former.stat()
    await former.write(Buffer.alloc(size), 0, size, 0)
    await former.sync()
  } finally {
    await former?.close()
  }
}

const Places = z.array(z.object({ folder: z.string(), at: z.iso.datetime() }))
/** A folder that got a copy of the ring, and when it was last the newest one. */
export type Place = z.infer<typeof Places>[number]

const placesFile = (dataDir: string) => join(dataDir, 'backup-keys', 'places')

/** Where copies of the ring were put: destroyed keys must go from all of them. */
export async function readPlaces(dataDir: string): Promise<Place[]> {
  const text = await readFile(placesFile(dataDir), 'utf8').catch(() => '')
  const places = Places.safeParse(json(text))
  return places.success ? places.data : []
}

export async function writePlaces(dataDir: string, places: readonly Place[]): Promise<void> {
  await writeWhole(placesFile(dataDir), Buffer.from(`${JSON.stringify(places)}\n`), 0o600)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
