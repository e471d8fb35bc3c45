const ofTheFirst = 0.06

/**
 * How a country divides over its authorities: the first holds six per cent of everything, the others
 * a falling share. With few authorities the first holds more, because it has to be the largest.
 */
export function sharesOf(authorities: number): number[] {
  if (authorities === 1) return [1]
  const first = Math.max(ofTheFirst, 1.5 / (authorities + 0.5))
  for (let fall = 1; fall > 0; fall -= 0.02) {
    const others = fallingBy(fall, authorities - 1).map((weight) => weight * (1 - first))
    if ((others[0] ?? 0) <= first) return [first, ...others]
  }
  return [first, ...fallingBy(0, authorities - 1).map((weight) => weight * (1 - first))]
}

/** Whole numbers that add up to the total. */
export function divide(total: number, shares: readonly number[]): number[] {
  let given = 0
  let until = 0
  return shares.map((share) => {
    until += share
    const part = Math.round(total * until) - given
    given += part
    return part
  })
}

function fallingBy(power: number, count: number): number[] {
  const weights = Array.from({ length: count }, (_, place) => (place + 2) ** -power)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
