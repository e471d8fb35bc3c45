import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyConsistency, verifyInclusion } from './proofs.ts'
import { memoryStore } from './tile-store.ts'
import { appendLeaves, openTree } from './tile-tree.ts'
import { emptyRoot, leafHash, nodeHash, rootOf, splitPoint } from './tree-hash.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

/** The entries, roots and proofs with which implementations of RFC 6962 and 9162 are compared. */
const entries = [
  ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657'],
  '606162636465666768696a6b6c6d6e6f',
].map((entry) => leafHash(hex(entry)))
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const bc1a = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
const ca85 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0'
const f5f0 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e'
const b6b4 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
const a96a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'
const d37e = roots[3] as string
const inclusions: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [0, 8, [a96a, f5f0, b6b4]],
  [5, 8, [bc1a, ca85, d37e]],
  [2, 3, [roots[1] as string]],
  [1, 5, [roots[0] as string, f5f0, bc1a]],
]
const consistencies: [oldSize: number, size: number, proof: string[]][] = [
  [1, 1, []],
  [1, 8, [a96a, f5f0, b6b4]],
  [6, 8, ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', ca85, d37e]],
  [2, 5, [f5f0, bc1a]],
]

async function treeOf(leaves: readonly Buffer[], steps: readonly number[] = []) {
  const store = memoryStore()
  let size = 0
  for (const step of [...steps, leaves.length]) {
    const until = Math.min(leaves.length, size + step)
    size = await appendLeaves(store, size, leaves.slice(size, until))
  }
  return { store, tree: openTree(store, size) }
}
const rootAt = (size: number) => hex(roots[size - 1] as string)

describe('TL-01 the published vectors', () => {
  test('roots, of memory and of tiles', async () => {
    const { tree } = await treeOf(entries)
    expect(emptyRoot().toString('hex')).toMatch(/^e3b0c442.*b855$/)
    expect(await tree.rootAt(0)).toEqual(emptyRoot())
    for (const size of entries.keys()) {
      expect(rootOf(entries.slice(0, size + 1))).toEqual(rootAt(size + 1))
      expect(await tree.rootAt(size + 1)).toEqual(rootAt(size + 1))
    }
  })
  test('inclusion', async () => {
    const { tree } = await treeOf(entries)
    for (const [index, size, wanted] of inclusions) {
      const proof = await tree.inclusion(index, size)
      expect(proof.map((hash) => hash.toString('hex'))).toEqual(wanted)
      const leaf = entries[index] as Buffer
      expect(verifyInclusion({ index, size, leaf, root: rootAt(size), proof })).toBe(true)
    }
  })
  test('consistency', async () => {
    const { tree } = await treeOf(entries)
    for (const [oldSize, size, wanted] of consistencies) {
      const proof = await tree.consistency(oldSize, size)
      expect(proof.map((hash) => hash.toString('hex'))).toEqual(wanted)
      const claim = { oldSize, size, oldRoot: rootAt(oldSize), root: rootAt(size), proof }
      expect(verifyConsistency(claim)).toBe(true)
    }
  })
})

/** The definition of RFC 9162 word for word, to compare with. */
function plainRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length <= 1) return leaves[0] ?? emptyRoot()
  const middle = splitPoint(leaves.length)
  return nodeHash(plainRoot(leaves.slice(0, middle)), plainRoot(leaves.slice(middle)))
}
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`entry ${index}`)))

const thoroughness = Number(process.env.THROUGHCARE_THOROUGHNESS ?? 1)

describe('TL-01 and TL-03 trees up to 5,000 leaves', () => {
  const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 }))
  const grown = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 6 })

  test('however a tree grew, its tiles make the root of the definition', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, grown, async (size, steps) => {
        const leaves = numbered(size)
        const { tree } = await treeOf(leaves, steps)
        expect(await tree.root()).toEqual(plainRoot(leaves))
      }),
      { numRuns: 25 },
    )
  })
  test('every leaf is proven, and every earlier size', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const leaves = numbered(size)
        const { tree } = await treeOf(leaves)
        const root = await tree.root()
        const other = leafHash(Buffer.from('another'))
        for (const [index, leaf] of leaves.entries()) {
          const proof = await tree.inclusion(index)
          if (!verifyInclusion({ index, size, leaf, root, proof })) expect.fail(`${index}/${size}`)
          if (verifyInclusion({ index, size, leaf: other, root, proof })) expect.fail('forged')
        }
        for (let oldSize = 0; oldSize <= size; oldSize += 1) {
          const oldRoot = await tree.rootAt(oldSize)
          const proof = await tree.consistency(oldSize)
          const claim = { oldSize, oldRoot, size, root, proof }
          if (!verifyConsistency(claim)) expect.fail(`${oldSize}/${size}`)
        }
      }),
      { numRuns: 2 * thoroughness },
    )
  }, 1_800_000)
  test('a changed, shortened, lengthened or moved proof is refused', async () => {
    const place = fc.tuple(fc.nat(), fc.nat(), fc.nat(31), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 600 }), place, async (size, [a, b, byte, bit]) => {
        const { tree } = await treeOf(numbered(size))
        const [index, oldSize] = [a % size, 1 + (a % (size - 1))]
        const [root, leaf, oldRoot] = [
          await tree.root(),
          await tree.leaf(index),
          await tree.rootAt(oldSize),
        ]
        const inclusion = await tree.inclusion(index)
        const consistency = await tree.consistency(oldSize)
        const bent = (proof: Buffer[]) => {
          const at = b % proof.length
          const hash = Buffer.from(proof[at] as Buffer)
          hash.writeUInt8((hash[byte] ?? 0) ^ bit, byte)
          return [
            proof.map((one, position) => (position === at ? hash : one)),
            proof.slice(1),
            proof.slice(0, -1),
            [...proof, root],
            [root, ...proof],
          ]
        }
        for (const proof of bent(inclusion))
          expect(verifyInclusion({ index, size, leaf, root, proof })).toBe(false)
        for (const proof of bent(consistency))
          expect(verifyConsistency({ oldSize, oldRoot, size, root, proof })).toBe(false)
        const moved = { leaf, root, proof: inclusion, size }
        expect(verifyInclusion({ ...moved, index: index + 1 })).toBe(false)
        expect(verifyInclusion({ ...moved, index: index - 1 })).toBe(false)
        const swapped = { oldSize, size, oldRoot: root, root: oldRoot, proof: consistency }
        expect(verifyConsistency(swapped)).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
  test('a node passed off as a leaf is refused: the two are hashed differently', async () => {
    const leaves = numbered(4)
    const { tree } = await treeOf(leaves)
    const forged = Buffer.concat(leaves.slice(0, 2))
    const proof = [nodeHash(leaves[2] as Buffer, leaves[3] as Buffer)]
    const root = await tree.root()
    expect(verifyInclusion({ index: 0, size: 2, leaf: leafHash(forged), root, proof })).toBe(false)
    // The same bytes as a node do stand there: only the prefix keeps the forgery out.
    const node = nodeHash(leaves[0] as Buffer, leaves[1] as Buffer)
    expect(rootOf([node, proof[0] as Buffer])).toEqual(root)
    expect(leafHash(forged)).not.toEqual(node)
  })
})
