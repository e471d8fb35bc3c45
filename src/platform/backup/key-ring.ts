import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { masterMark } from '../seal/derive.ts'

const moment = z.iso.datetime()
const id = z.string().regex(/^[0-9a-f]{8}$/)

/** A key that opens backups: since when, when one was last closed with it, and how many of them became whole. */
export const LiveKey = z.object({ id, begunAt: moment, lastAt: moment, made: z.int().min(0) })
export type LiveKey = z.infer<typeof LiveKey>

/** A key of which nothing is left but that it was there. */
export const GoneKey = z.object({ id, begunAt: moment, lastAt: moment, goneAt: moment })

/** A master key that was in force until then: the database in a backup of its time is sealed with it. */
export const FormerMaster = z.object({ id, until: moment })
export type FormerMaster = z.infer<typeof FormerMaster>

/** What may be known without the master key: which keys there are and which are gone. */
export const RingFacts = z.object({
  ring: id,
  version: z.int(),
  /** In the order in which they were begun; new backups are closed with the last one. */
  keys: z.array(LiveKey),
  gone: z.array(GoneKey),
  /** Kept as long as a backup of their time opens, and no longer. */
  masters: z.array(FormerMaster).default([]),
})
export type RingFacts = z.infer<typeof RingFacts>

/** The keys themselves: 32 random bytes each, by name. */
export interface KeyRing extends RingFacts {
  secrets: ReadonlyMap<string, Buffer>
  /** The former master keys themselves, by their mark. */
  formers: ReadonlyMap<string, Buffer>
}

const day = 86_400_000
/** Tables are written anew after an erasure, large ones at night; until then a copy of their files may hold the words. */
const afterErasure = 2 * day
const fewestDays = 7
/** A backup that is ready a little sooner than the one of the night that counts is of the same night. */
const sameNight = day / 4
const rememberedGone = 1000

/** Days for which a backup opens at least: as many as nights are kept, and never less than a week. */
export const openDays = (keep: number) => Math.max(fewestDays, keep)

/** A ring without keys; its name tells two installations apart and says nothing else. */
export function newRing(): KeyRing {
  const nothing = { keys: [], gone: [], masters: [], secrets: new Map(), formers: new Map() }
  return { ring: newId(), version: 0, ...nothing }
}

/**
 * The key for a backup that is made now, and the ring that has it.
 *
 * A month has a key of its own. So has the time before an erasure: what was erased lies under keys with which
 * nothing is closed any more, so that they die as soon as the backups of that time do. So has the time before a change
 * of the master key, because whoever had that may have had the keys of backups of that time.
 */
export function takeKey(
  ring: KeyRing,
  now: Date,
  erasedAt?: Date,
): { ring: KeyRing; key: LiveKey; secret: Buffer } {
  const last = ring.keys.at(-1)
  const present = last && !mustChange(last, ring, now, erasedAt) ? last : undefined
  const secret = (present && ring.secrets.get(present.id)) ?? randomBytes(32)
  const at = now.toISOString()
  const key = present ? { ...present, lastAt: later(present.lastAt, at) } : newKey(last, now)
  const keys = [...ring.keys.filter((one) => one.id !== key.id), key]
  return {
    ring: { ...ring, keys, secrets: new Map([...ring.secrets, [key.id, secret]]) },
    key,
    secret,
  }
}

/** Always begun after the one before, also by a clock that went back: the last key is the present one. */
function newKey(last: LiveKey | undefined, now: Date): LiveKey {
  const after = last ? Date.parse(last.begunAt) + 1 : 0
  const begunAt = new Date(Math.max(now.getTime(), after)).toISOString()
  return { id: newId(), begunAt, lastAt: begunAt, made: 0 }
}

function mustChange(key: LiveKey, { masters }: KeyRing, now: Date, erasedAt?: Date): boolean {
  if (masters.some(({ until }) => until >= key.begunAt)) return true
  const newMonth = now.toISOString().slice(0, 7) > key.begunAt.slice(0, 7)
  return newMonth || (erasedAt?.getTime() ?? 0) + afterErasure >= Date.parse(key.begunAt)
}

/** Writes down that a backup became whole. Only such a backup can stand in for an older one. */
export function countMade(ring: KeyRing, keyId: string, now: Date): KeyRing {
  const counted = (key: LiveKey) => ({
    ...{ ...key, made: key.made + 1, lastAt: later(key.lastAt, now.toISOString()) },
  })
  return { ...ring, keys: ring.keys.map((key) => (key.id === keyId ? counted(key) : key)) }
}

/**
 * Destroys each key whose backups have had their time: the last of them is as many days old as backups are kept, and
 * as many newer ones became whole. A desk that was switched off, or a clock that runs ahead, destroys nothing.
 */
export function destroyExpired(ring: KeyRing, now: Date, keep: number): KeyRing {
  const dead = ring.keys.filter((key) => isExpired(ring, key, now, keep))
  const deadIds = new Set(dead.map((key) => key.id))
  const goneAt = now.toISOString()
  const gone = dead.map(({ id: gonesId, begunAt, lastAt }) => ({
    ...{ id: gonesId, begunAt, lastAt, goneAt },
  }))
  return forgetMasters({
    ...ring,
    keys: ring.keys.filter((key) => !deadIds.has(key.id)),
    gone: [...ring.gone, ...gone].slice(-rememberedGone),
    secrets: new Map([...ring.secrets].filter(([name]) => !deadIds.has(name))),
  })
}

/**
 * Writes down a master key that is about to be followed by another: with it the ring still brings back backups of its
 * time, whose databases are sealed with it.
 */
export function rememberMaster(ring: KeyRing, former: Buffer, now: Date): KeyRing {
  const mark = masterMark(former)
  const others = ring.masters.filter((one) => one.id !== mark)
  return {
    ...ring,
    masters: [...others, { id: mark, until: now.toISOString() }],
    formers: new Map([...ring.formers, [mark, former]]),
  }
}

/** A former master key goes with the last key that was begun in its time. */
function forgetMasters(ring: KeyRing): KeyRing {
  const needed = ring.masters.filter(({ until }) => ring.keys.some((key) => key.begunAt <= until))
  const ids = new Set(needed.map((one) => one.id))
  const formers = new Map([...ring.formers].filter(([mark]) => ids.has(mark)))
  return { ...ring, masters: needed, formers }
}

function isExpired(ring: KeyRing, key: LiveKey, now: Date, keep: number): boolean {
  const place = ring.keys.indexOf(key)
  const newer = ring.keys.slice(place + 1).reduce((sum, { made }) => sum + made, 0)
  const isLast = place === ring.keys.length - 1
  return !isLast && newer >= keep && now.getTime() >= Date.parse(opensUntil(key, keep))
}

/** Until when a key lives at least; the present one goes on as long as backups are closed with it. */
export function opensUntil(key: LiveKey, keep: number): string {
  return new Date(Date.parse(key.lastAt) + openDays(keep) * day - sameNight).toISOString()
}

/** Two copies of one ring as one: what is gone in either is gone, and every other key stays. */
export function mergeRings(one: KeyRing, other: KeyRing): KeyRing {
  const gone = new Map([...other.gone, ...one.gone].map((key) => [key.id, key]))
  const keys = new Map<string, LiveKey>()
  for (const key of [...one.keys, ...other.keys]) {
    const known = keys.get(key.id) ?? key
    const made = Math.max(known.made, key.made)
    if (!gone.has(key.id))
      keys.set(key.id, { ...known, made, lastAt: later(known.lastAt, key.lastAt) })
  }
  const secrets = [...other.secrets, ...one.secrets].filter(([name]) => keys.has(name))
  const masters = new Map<string, FormerMaster>()
  for (const former of [...one.masters, ...other.masters]) {
    const until = later(former.until, masters.get(former.id)?.until ?? '')
    masters.set(former.id, { id: former.id, until })
  }
  return forgetMasters({
    ring: one.ring,
    version: Math.max(one.version, other.version),
    keys: [...keys.values()].sort(byBeginning),
    gone: [...gone.values()].sort((a, b) => a.goneAt.localeCompare(b.goneAt)),
    secrets: new Map(secrets),
    masters: [...masters.values()].sort((a, b) => a.until.localeCompare(b.until)),
    formers: new Map([...other.formers, ...one.formers]),
  })
}

const byBeginning = (a: LiveKey, b: LiveKey) =>
  a.begunAt.localeCompare(b.begunAt) || a.id.localeCompare(b.id)
const later = (a: string, b: string) => (a > b ? a : b)
const newId = () => randomBytes(4).toString('hex')
