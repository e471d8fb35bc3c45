import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diskStore, memoryStore } from './tile-store.ts'
import { appendLeaves, openTree } from './tile-tree.ts'
import { newTiles, parseTilePath, tileOf, tilePath } from './tiles.ts'
import { leafHash, rootOf } from './tree-hash.ts'

const leaves = (count: number) =>
  Array.from({ length: count }, (_, index) => leafHash(Buffer.from(String(index))))

test('TL-03 tiles lie where the specification says', () => {
  const path = (level: number, index: number, width = 256) => tilePath({ level, index, width })
  expect(path(0, 1_234_067)).toBe('tile/0/x001/x234/067')
  expect(path(0, 0)).toBe('tile/0/000')
  expect(path(1, 999, 17)).toBe('tile/1/999.p/17')
  expect(path(0, 1000)).toBe('tile/0/x001/000')
  expect(path(63, 273, 112)).toBe('tile/63/273.p/112')
})

test('TL-03 a path is read back, and has one spelling only', () => {
  fc.assert(
    fc.property(
      fc.record({
        level: fc.integer({ min: 0, max: 63 }),
        index: fc.oneof(fc.nat(2000), fc.maxSafeNat()),
        width: fc.integer({ min: 1, max: 256 }),
      }),
      (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile)
      },
    ),
  )
  for (const wrong of [
    ...['tile/0/1', 'tile/00/001', 'tile/64/000', 'tile/0/x000/001', 'tile/0/000.p/0'],
    ...['tile/0/000.p/257', 'tile/0/000.p/256', 'tile/0/000.p/01', 'tile/0/../000', '/tile/0/000'],
  ])
    expect(parseTilePath(wrong), wrong).toBeUndefined()
})

test('TL-03 a tree of 70,000 leaves has the tiles that the specification counts', () => {
  const tiles = newTiles(0, 70_000)
  const whole = (level: number) =>
    tiles.filter((tile) => tile.level === level && tile.width === 256).length
  expect([whole(0), whole(1), whole(2)]).toEqual([273, 1, 0])
  expect([0, 1, 2].map((level) => tiles.findLast((tile) => tile.level === level)?.width)).toEqual([
    112, 17, 1,
  ])
  expect(newTiles(0, 256).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
  expect(tileOf(3, 0, 70_000).width).toBe(0)
})

test('TL-03 tiles rebuild the same root, in one go, in many, and after a crash in the middle', async () => {
  const all = leaves(70_000)
  const [once, often] = [memoryStore(), memoryStore()]
  await appendLeaves(once, 0, all)
  let size = 0
  for (const step of [1, 254, 1, 1, 255, 65_024, 4000, 464]) {
    const fresh = all.slice(size, size + step)
    // The first attempt dies half-way: some tiles are written, the size is not known to have grown.
    const dying = memoryStore()
    dying.files = often.files
    let left = 3
    const write = async (path: string, bytes: Buffer) => {
      left -= 1
      if (left < 0) throw new Error('killed')
      await often.write(path, bytes)
    }
    await appendLeaves({ ...often, write, remove: async () => {} }, size, fresh).catch(() => {})
    size = await appendLeaves(often, size, fresh)
  }
  expect(size).toBe(70_000)
  const root = rootOf(all)
  expect(await openTree(once, size).root()).toEqual(root)
  expect(await openTree(often, size).root()).toEqual(root)
  const whole = (files: Map<string, Buffer>) =>
    [...files.keys()].filter((path) => !path.includes('.p/')).sort()
  expect(whole(often.files)).toEqual(whole(once.files))
  for (const path of whole(once.files)) {
    expect(once.files.get(path)?.length).toBe(8192)
    expect(often.files.get(path)?.equals(once.files.get(path) as Buffer)).toBe(true)
  }
})

test('TL-03 the disk keeps them whole, and a missing or cut tile is a fault, not a smaller tree', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tlog-tiles-'))
  const store = diskStore(folder)
  await appendLeaves(store, 0, leaves(600))
  expect(await openTree(store, 600).root()).toEqual(rootOf(leaves(600)))
  expect(await openTree(store, 600).rootAt(300)).toEqual(rootOf(leaves(300)))
  const files = (await readdir(folder, { recursive: true })).map((name) =>
    name.replaceAll('\\', '/'),
  )
  expect(files.filter((name) => name.endsWith('.draft'))).toEqual([])
  expect(files).toContain('tile/0/002.p/88')
  await writeFile(join(folder, 'tile/0/001'), Buffer.alloc(100))
  await expect(openTree(store, 600).root()).resolves.toEqual(rootOf(leaves(600)))
  await expect(openTree(store, 600).leaf(300)).rejects.toMatchObject({ code: 'tile_missing' })
  await expect(openTree(store, 601).root()).rejects.toMatchObject({ code: 'tile_missing' })
  await rm(folder, { recursive: true })
})
