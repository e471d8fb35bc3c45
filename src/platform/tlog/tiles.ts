import { HASH_BYTES } from './tree-hash.ts'

/** C2SP tlog-tiles: rows of 256 hashes, each row the subtree of height 8 above it. */
export const TILE_WIDTH = 256
export const TILE_HEIGHT = 8

export interface Tile {
  level: number
  index: number
  /** How many hashes it holds; fewer than 256 only at the right edge. */
  width: number
}

/** Where a tile lies: `tile/0/x001/x234/067`, at the edge with `.p/112` behind. */
export function tilePath({ level, index, width }: Tile): string {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  const part = width === TILE_WIDTH ? '' : `.p/${width}`
  return `tile/${level}/${groups.join('/')}${part}`
}

/** The tile of a path, or undefined where the path is none: no second spelling names the same tile. */
export function parseTilePath(path: string): Tile | undefined {
  const found = /^tile\/(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return undefined
  const index = Number((found[2] ?? '').replaceAll(/[x/]/g, ''))
  const tile = { level: Number(found[1]), index, width: Number(found[3] ?? TILE_WIDTH) }
  const known = Number.isSafeInteger(index) && tile.level < 64 && !(Number(found[3]) >= TILE_WIDTH)
  return known && tilePath(tile) === path ? tile : undefined
}

/** How many whole subtrees of a level a tree of this size has. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The tile of a level in a tree of this size; width 0 where the tree does not reach it. */
export function tileOf(level: number, index: number, size: number): Tile {
  const width = Math.min(TILE_WIDTH, Math.max(0, hashesAt(level, size) - index * TILE_WIDTH))
  return { level, index, width }
}

/** All tiles by which a tree has grown from one size to another, from the leaves upwards. */
export function newTiles(oldSize: number, size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const [before, after] = [hashesAt(level, oldSize), hashesAt(level, size)]
    if (before === after) continue
    const last = Math.floor((after - 1) / TILE_WIDTH)
    for (let index = Math.floor(before / TILE_WIDTH); index <= last; index += 1)
      tiles.push(tileOf(level, index, size))
  }
  return tiles
}

/** The hashes of a tile's bytes. */
export function hashesOf(bytes: Buffer): Buffer[] {
  const hashes: Buffer[] = []
  for (let at = 0; at < bytes.length; at += HASH_BYTES)
    hashes.push(bytes.subarray(at, at + HASH_BYTES))
  return hashes
}
