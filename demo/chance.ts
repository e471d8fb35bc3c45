/** Chance that is the same on every machine and every day: the demo city never surprises its guide. */
export interface Chance {
  /** A number from 0 up to, but not including, 1. */
  next(): number
  int(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  /** True in that share of the cases. */
  likely(share: number): boolean
}

/** Mulberry32: small, fast, and good enough to shuffle a fictional town. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return chanceOf(next)
}

/**
 * SFC32 (PractRand's small fast counter): a hundred times the draws of a town, without two batches ever walking the
 * same stretch. Mulberry32 has 2^32 places in all, and of sixty thousand invented cases two came to bear one id.
 */
export function longChance(seed: number): Chance {
  let a = 0x9e3779b9
  let b = seed | 0
  let c = 0x243f6a88
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 15; warmUp += 1) next()
  return chanceOf(next)
}

function chanceOf(next: () => number): Chance {
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number],
    likely: (share) => next() < share,
  }
}
