import { HASH_BYTES, nodeHash } from './tree-hash.ts'

/** Says whether a leaf stands at this place of the tree with this root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(claim: {
  index: number
  size: number
  leaf: Uint8Array
  root: Uint8Array
  proof: readonly Uint8Array[]
}): boolean {
  const { index, size, leaf, root, proof } = claim
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof]))
    return false
  let [place, last] = [index, size - 1]
  let hash: Uint8Array = leaf
  for (const beside of proof) {
    if (last === 0) return false
    if (isOdd(place) || place === last) {
      hash = nodeHash(beside, hash)
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      hash = nodeHash(hash, beside)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && same(hash, root)
}

/**
 * Says whether the larger tree begins with the whole smaller one (RFC 9162, 2.1.4.2): that nothing
 * was removed, changed or put in between since the earlier checkpoint.
 */
export function verifyConsistency(claim: {
  oldSize: number
  oldRoot: Uint8Array
  size: number
  root: Uint8Array
  proof: readonly Uint8Array[]
}): boolean {
  const { oldSize, oldRoot, size, root, proof } = claim
  if (!isSize(oldSize) || !isSize(size) || oldSize > size) return false
  if (!areHashes([oldRoot, root, ...proof])) return false
  if (oldSize === size) return proof.length === 0 && same(oldRoot, root)
  // Every tree begins with nothing.
  if (oldSize === 0) return proof.length === 0
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  let [place, last] = [oldSize - 1, size - 1]
  while (isOdd(place)) [place, last] = [half(place), half(last)]
  const [first, ...rest] = path
  if (!first) return false
  let [before, after] = [first, first]
  for (const beside of rest) {
    if (last === 0) return false
    if (isOdd(place) || place === last) {
      ;[before, after] = [nodeHash(beside, before), nodeHash(beside, after)]
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      after = nodeHash(after, beside)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && same(before, oldRoot) && same(after, root)
}

// Sizes pass 2^31, where the bit operators of the language would wrap.
const half = (value: number) => Math.floor(value / 2)
const isOdd = (value: number) => value % 2 === 1
const isSize = (value: number) => Number.isSafeInteger(value) && value >= 0
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
const areHashes = (all: readonly Uint8Array[]) => all.every(({ length }) => length === HASH_BYTES)

function isPowerOfTwo(value: number): boolean {
  let rest = value
  while (rest > 1 && !isOdd(rest)) rest = half(rest)
  return rest === 1
}
