import type { TileStore } from './tile-store.ts'
import {
  hashesOf,
  newTiles,
  TILE_HEIGHT,
  TILE_WIDTH,
  type Tile,
  tileOf,
  tilePath,
} from './tiles.ts'
import { TlogError } from './tlog-error.ts'
import { emptyRoot, HASH_BYTES, nodeHash, rootOf, splitPoint } from './tree-hash.ts'

/** A tree of one size, read from its tiles. */
export interface TileTree {
  readonly size: number
  root(): Promise<Buffer>
  /** The root that the tree had when it was this large. */
  rootAt(size: number): Promise<Buffer>
  leaf(index: number): Promise<Buffer>
  /** The node over so many leaves (a power of two) from a multiple of their number on. */
  subtree(from: number, width: number): Promise<Buffer>
  /** What, with the leaf, makes the root (RFC 9162, 2.1.3.1). */
  inclusion(index: number, size?: number): Promise<Buffer[]>
  /** What proves that the tree of the old size is the beginning of this one (RFC 9162, 2.1.4.1). */
  consistency(oldSize: number, size?: number): Promise<Buffer[]>
}

/** Reads a tree; a tile that is missing or cut off is a fault, never a shorter tree. */
export function openTree(store: TileStore, size: number): TileTree {
  const node = nodeReader(store, size)
  const ranges = new Map<string, Promise<Buffer>>()
  const range = (from: number, until: number): Promise<Buffer> => {
    const name = `${from}-${until}`
    const hash = ranges.get(name) ?? hashRange(from, until)
    ranges.set(name, hash)
    return hash
  }
  const hashRange = async (from: number, until: number): Promise<Buffer> => {
    const count = until - from
    const height = Math.log2(count)
    if (Number.isInteger(height) && from % count === 0) return node(height, from / count)
    const middle = from + splitPoint(count)
    return nodeHash(await range(from, middle), await range(middle, until))
  }
  const path = async (index: number, from: number, until: number): Promise<Buffer[]> => {
    if (until - from <= 1) return []
    const middle = from + splitPoint(until - from)
    return index < middle
      ? [...(await path(index, from, middle)), await range(middle, until)]
      : [...(await path(index, middle, until)), await range(from, middle)]
  }
  const grown = async (old: number, from: number, until: number, known: boolean) => {
    if (old === until) return known ? [] : [await range(from, until)]
    const middle = from + splitPoint(until - from)
    const proof: Buffer[] =
      old <= middle
        ? [...(await grown(old, from, middle, known)), await range(middle, until)]
        : [...(await grown(old, middle, until, false)), await range(from, middle)]
    return proof
  }
  const rootAt = async (wanted: number) => (wanted === 0 ? emptyRoot() : range(0, wanted))
  return {
    size,
    root: () => rootAt(size),
    rootAt: async (wanted) => rootAt(within(wanted, size)),
    leaf: (index) => node(0, within(index, size - 1)),
    subtree: (from, width) => range(from, within(from + width, size)),
    inclusion: async (index, of = size) => path(within(index, of - 1), 0, within(of, size)),
    consistency: async (old, of = size) =>
      old === 0 || old === of ? [] : grown(within(old, of), 0, within(of, size), true),
  }
}

/**
 * Lets a tree grow. What it writes follows from the leaves alone, so that after a crash the same
 * call writes the same bytes again.
 */
export async function appendLeaves(
  store: TileStore,
  size: number,
  leaves: readonly Uint8Array[],
): Promise<number> {
  const grown = size + leaves.length
  let fresh: readonly Uint8Array[] = leaves
  let level = -1
  let known: Buffer[] = []
  let above: Buffer[] = []
  for (const tile of newTiles(size, grown)) {
    if (tile.level !== level) {
      if (level >= 0) fresh = above
      level = tile.level
      above = []
      known = await begunTile(store, level, size)
    }
    const taken = tile.width - known.length
    const hashes = [...known, ...fresh.slice(0, taken)]
    fresh = fresh.slice(taken)
    known = []
    await store.write(tilePath(tile), Buffer.concat(hashes))
    if (tile.width < TILE_WIDTH) continue
    above.push(rootOf(hashes))
    await store.remove(`${tilePath(tile)}.p`)
  }
  return grown
}

/** The hashes that already lie in the tile at the right edge of a level. */
async function begunTile(store: TileStore, level: number, size: number): Promise<Buffer[]> {
  const whole = Math.floor(size / TILE_WIDTH ** level)
  const tile = tileOf(level, Math.floor(whole / TILE_WIDTH), size)
  return tile.width === 0 ? [] : hashesOf(await readTile(store, tile))
}

/** Each tile is read and hashed up once, however many proofs pass through it. */
function nodeReader(store: TileStore, size: number) {
  const tiles = new Map<string, Promise<Buffer[][]>>()
  return async (height: number, index: number): Promise<Buffer> => {
    const level = Math.floor(height / TILE_HEIGHT)
    const row = height % TILE_HEIGHT
    const perTile = TILE_WIDTH / 2 ** row
    const tile = tileOf(level, Math.floor(index / perTile), size)
    const name = tilePath(tile)
    const rows = tiles.get(name) ?? readTile(store, tile).then((bytes) => rowsOf(hashesOf(bytes)))
    tiles.set(name, rows)
    const hash = (await rows)[row]?.[index % perTile]
    if (!hash) throw new TlogError('outside_tree', `${index} lies outside a tree of ${size}.`)
    return hash
  }
}

/** The hashes of a tile and all whole nodes above them. */
function rowsOf(hashes: Buffer[]): Buffer[][] {
  const rows = [hashes]
  for (let row = hashes; row.length > 1; ) {
    const above: Buffer[] = []
    for (let at = 0; at + 1 < row.length; at += 2)
      above.push(nodeHash(row[at] as Buffer, row[at + 1] as Buffer))
    rows.push(above)
    row = above
  }
  return rows
}

/** The bytes of a tile; a part of one that has since become whole is read from the whole one. */
export async function readTile(store: TileStore, tile: Tile): Promise<Buffer> {
  const length = tile.width * HASH_BYTES
  const bytes =
    (await store.read(tilePath(tile))) ??
    (await store.read(tilePath({ ...tile, width: TILE_WIDTH })))
  if (!bytes || bytes.length < length || tile.width === 0)
    throw new TlogError('tile_missing', `The tile ${tilePath(tile)} is missing or cut off.`)
  return bytes.subarray(0, length)
}

function within(value: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= 0 && value <= most) return value
  throw new TlogError('outside_tree', `${value} lies outside a tree of ${most}.`)
}
