import { existsSync } from 'node:fs'
import { clock } from '../clock.ts'
import { copyRing, foldersAround, type KeyPlace, loadRing } from './backup-keys.ts'
import { type KeyRing, rememberMaster } from './key-ring.ts'
import {
  listRings,
  openRing,
  readFactsOfRing,
  readRing,
  ringCopy,
  ringFile,
  sealRing,
  writeRing,
} from './ring-file.ts'

/**
 * The first half of a change of the master key: the ring and every copy that can be reached open with either key, and
 * the former key lies in them for the databases of its time. Whichever key the database is under, the backups open.
 */
export async function doubleRings(place: KeyPlace, next: Buffer): Promise<void> {
  const now = clock.now()
  await rewriteRings(place, (ring) =>
    sealRing(newer(rememberMaster(ring, place.master, now)), place.master, next),
  )
}

/**
 * The second half: they open with the new key alone, which is the one of this place by now. The former counts as in force
 * until this moment, so that a copy that was reached before and cannot be reached now is known to open with it.
 */
export async function settleRings(place: KeyPlace, former: string): Promise<void> {
  const until = clock.now().toISOString()
  const ended = (ring: KeyRing) => ({
    ...newer(ring),
    masters: ring.masters.map((one) => (one.id === former ? { ...one, until } : one)),
  })
  await rewriteRings(place, (ring) => sealRing(ended(ring), place.master))
}

async function rewriteRings(place: KeyPlace, written: (ring: KeyRing) => string): Promise<void> {
  const { dataDir, master } = place
  const ring = await loadRing(place)
  if (ring) await writeRing(ringFile(dataDir), written(ring))
  for (const folder of await foldersAround(place)) {
    // A folder that cannot be written to is told of by the page of the desk until it can.
    if (ring && existsSync(ringCopy(folder, ring.ring)))
      await copyRing(dataDir, folder).catch(() => undefined)
    // Rings of an earlier time of this city, whose backups may still lie there.
    for (const file of listRings(folder)) {
      const text = (await readRing(file)) ?? ''
      if (readFactsOfRing(text)?.ring === ring?.ring) continue
      const other = openRing(text, master)
      if (typeof other === 'object') await writeRing(file, written(other)).catch(() => undefined)
    }
  }
}

const newer = (ring: KeyRing): KeyRing => ({ ...ring, version: ring.version + 1 })
