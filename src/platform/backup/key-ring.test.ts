import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countMade,
  destroyExpired,
  type KeyRing,
  mergeRings,
  newRing,
  openDays,
  rememberMaster,
  takeKey,
} from './key-ring.ts'

const day = 86_400_000
const begin = Date.parse('2026-01-20T02:30:00Z')
const at = (days: number) => new Date(begin + days * day)
const ids = (ring: KeyRing) => ring.keys.map(({ id }) => id)

/** One night: a key is taken, the backup becomes whole, and what has had its time is destroyed. */
function night(ring: KeyRing, days: number, keep = 14, erased?: number) {
  const taken = takeKey(ring, at(days), erased === undefined ? undefined : at(erased))
  const counted = countMade(taken.ring, taken.key.id, at(days))
  return { ring: destroyExpired(counted, at(days), keep), key: taken.key.id }
}
function nights(ring: KeyRing, from: number, until: number, keep = 14): KeyRing {
  let now = ring
  for (let days = from; days <= until; days += 1) now = night(now, days, keep).ring
  return now
}

test('a month has a key of its own, and the one of the month before dies when its last backup has had its time', () => {
  // From 20 January on; 31 January is day 11, the first night of February day 12.
  const january = nights(newRing(), 0, 11)
  const [first] = ids(january)
  expect(january.keys).toMatchObject([{ made: 12 }])
  const february = nights(january, 12, 24)
  expect(ids(february)).toEqual([first, expect.any(String)])
  const after = night(february, 25).ring
  expect(ids(after)).toHaveLength(1)
  expect(after.gone).toMatchObject([{ id: first, goneAt: at(25).toISOString() }])
  expect([...after.secrets.keys()]).toEqual(ids(after))
})

test('OPS-02 what was erased lies under a key with which nothing is closed any more', () => {
  const before = night(newRing(), 0)
  // Two nights long the files of the database may still hold it: each of them has a key of its own.
  const first = night(before.ring, 1, 14, 0.5)
  const second = night(first.ring, 2, 14, 0.5)
  const third = night(second.ring, 3, 14, 0.5)
  expect(new Set([before.key, first.key, second.key, third.key]).size).toBe(4)
  expect(night(third.ring, 4, 14, 0.5).key).toBe(third.key)
})

test('a desk that was off for a season, a clock that runs ahead and backups that fail destroy nothing', () => {
  const january = nights(newRing(), 0, 11)
  const [first = ''] = ids(january)
  const back = night(january, 120).ring
  expect(ids(back)).toContain(first)
  // Each attempt takes a key and none becomes whole.
  let failing = back
  for (let days = 121; days < 160; days += 1) {
    failing = takeKey(failing, at(days)).ring
    failing = destroyExpired(failing, at(days), 14)
  }
  expect(ids(failing)).toContain(first)
  expect(ids(nights(back, 121, 133))).not.toContain(first)
})

test('a clock that went back begins no month and changes no order', () => {
  const ring = night(nights(newRing(), 0, 12), 5).ring
  expect(ids(ring)).toHaveLength(2)
  expect(ring.keys[1]).toMatchObject({ made: 2, lastAt: at(12).toISOString() })
})

test('GD-18 a change of the master key begins a new key, and the former goes with the last key of its time', () => {
  const before = nights(newRing(), 0, 3)
  const former = Buffer.alloc(32, 7)
  const changed = rememberMaster(before, former, at(3.5))
  expect([...changed.formers.values()]).toEqual([former])
  const after = night(changed, 4)
  expect(ids(after.ring)).toEqual([...ids(before), after.key])
  // A copy of the ring that knew nothing of it takes nothing away, and a second run writes it down once.
  expect(mergeRings(before, after.ring).formers).toEqual(changed.formers)
  expect(rememberMaster(after.ring, former, at(4)).masters).toHaveLength(1)
  const late = nights(after.ring, 5, 16)
  expect(late).toMatchObject({ masters: [{ until: at(3.5).toISOString() }] })
  const dead = nights(late, 17, 18)
  expect(dead.gone.map(({ id }) => id)).toEqual(ids(before))
  expect([dead.masters, dead.formers.size]).toEqual([[], 0])
  expect(mergeRings(dead, changed).formers.size).toBe(0)
})

test('two copies of a ring become one: destroyed in either is destroyed, and no other key is lost', () => {
  const old = nights(newRing(), 0, 11)
  const here = nights(old, 12, 30)
  const there = night(old, 13).ring
  const one = mergeRings(there, here)
  expect(new Set(ids(one))).toEqual(new Set([...ids(here), ...ids(there).slice(1)]))
  expect(one.gone).toEqual(here.gone)
  expect([...one.secrets.keys()].sort()).toEqual(ids(one).sort())
  expect(mergeRings(here, there)).toMatchObject({ keys: one.keys, gone: one.gone })
  expect(mergeRings(one, one)).toEqual(one)
})

type Step =
  | { does: 'backup' | 'failed' | 'killed' | 'erase' | 'ring_lost' | 'copy' }
  | { does: 'wait'; hours: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ does: 'backup' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      hours: fc.integer({ min: 1, max: 24 * 40 }),
    }),
  },
  fc.constantFrom<Step>(
    ...(['failed', 'killed', 'erase', 'ring_lost', 'copy'] as const).map((does) => ({ does })),
  ),
)

test('OPS-02 for any course of things every backup in its time has its key, and no key outlives its backups', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 80 }),
      fc.integer({ min: 2, max: 20 }),
      (steps, keep) => {
        let now = begin
        let ring = newRing()
        let copy = ring
        let erasedAt: number | undefined
        const made: { key: string; at: number; whole: boolean }[] = []
        for (const { does, ...more } of steps) {
          if ('hours' in more) now += more.hours * 3_600_000
          if (does === 'erase') erasedAt = now
          if (does === 'copy') copy = mergeRings(copy.ring === ring.ring ? copy : ring, ring)
          // The data folder is lost; what lies beside the backups is what there is.
          if (does === 'ring_lost' && copy.ring === ring.ring && copy.keys.length > 0) ring = copy
          if (!['backup', 'failed', 'killed'].includes(does)) continue
          const taken = takeKey(
            mergeRings(ring, copy.ring === ring.ring ? copy : ring),
            new Date(now),
            erasedAt === undefined ? undefined : new Date(erasedAt),
          )
          // The ring is beside the backup before the backup is.
          ring = copy = taken.ring
          const sameKey = made.filter(({ key }) => key === taken.key.id)
          if (erasedAt !== undefined)
            for (const other of sameKey) expect(other.at > erasedAt).toBe(true)
          for (const other of sameKey)
            expect(new Date(other.at).getUTCMonth()).toBe(new Date(now).getUTCMonth())
          if (does === 'failed') continue
          made.push({ key: taken.key.id, at: now, whole: does === 'backup' })
          if (does === 'killed') continue
          ring = destroyExpired(countMade(ring, taken.key.id, new Date(now)), new Date(now), keep)
          expect([...ring.secrets.keys()].sort()).toEqual(ids(ring).sort())
          const wholes = made.filter(({ whole }) => whole)
          for (const [order, backup] of wholes.entries()) {
            const young = now - backup.at < openDays(keep) * day - day / 4
            const newer = wholes.length - 1 - order
            if (young || newer < keep) expect(ids(ring)).toContain(backup.key)
          }
          for (const { id, lastAt } of ring.keys.slice(0, -1)) {
            const place = ids(ring).indexOf(id)
            const newer = ring.keys.slice(place + 1).reduce((sum, key) => sum + key.made, 0)
            expect(now - Date.parse(lastAt) < openDays(keep) * day || newer < keep).toBe(true)
          }
          for (const { id } of ring.gone) expect(ids(ring)).not.toContain(id)
        }
      },
    ),
    { numRuns: 100 },
  )
})
