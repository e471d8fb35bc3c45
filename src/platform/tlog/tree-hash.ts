import { createHash } from 'node:crypto'

/** The prefixes of RFC 9162: without them a node could be passed off as a leaf. */
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

export const HASH_BYTES = 32

/** The hash by which an entry stands in the tree. */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(entry).digest()
}

/** The hash of two neighbours, which stands for all that lies below them. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest()
}

/** The root of a tree without leaves. */
export function emptyRoot(): Buffer {
  return createHash('sha256').digest()
}

/** The largest power of two below a number greater than one: where RFC 9162 parts a tree. */
export function splitPoint(size: number): number {
  let part = 1
  while (part * 2 < size) part *= 2
  return part
}

/** The root over whole hashes in memory; for a tile and for small trees. */
export function rootOf(hashes: readonly Uint8Array[]): Buffer {
  let row = hashes
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let place = 0; place < row.length; place += 2) {
      const [left, right] = [row[place], row[place + 1]]
      if (left) above.push(right ? nodeHash(left, right) : left)
    }
    row = above
  }
  return row[0] ? Buffer.from(row[0]) : emptyRoot()
}
