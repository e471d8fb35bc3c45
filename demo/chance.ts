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
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number],
    likely: (share) => next() < share,
  }
}
