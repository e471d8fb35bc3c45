/** Moments at which to kill. */
export interface Moments {
  /** From the first moment of an act to several seconds of work, in milliseconds. */
  next(): number
  /** Told whether the work came to its end before the kill: on a slow machine it is given longer the next time. */
  learn(finished: boolean): void
}

export function makeMoments(longest: number): Moments {
  let reach = longest
  return {
    next: () => 40 + Math.random() ** 1.5 * reach,
    learn: (finished) => {
      reach = finished ? Math.max(longest, reach / 1.3) : reach * 1.3
    },
  }
}
