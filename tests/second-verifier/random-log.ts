import { createHash } from 'node:crypto'
import { formatCheckpoint } from '../../src/platform/tlog/checkpoint.ts'
import {
  type ExportLeaf,
  type ExportWish,
  exportLines,
} from '../../src/platform/tlog/export-log.ts'
import {
  COSIGNATURE_V1,
  ED25519,
  formatNote,
  formatVerifier,
  makeSigner,
  type Signer,
} from '../../src/platform/tlog/signed-note.ts'
import { memoryStore } from '../../src/platform/tlog/tile-store.ts'
import { appendLeaves, openTree } from '../../src/platform/tlog/tile-tree.ts'
import { leafHash, nodeHash } from '../../src/platform/tlog/tree-hash.ts'

/** What was done to an export after it was made. `none` leaves it as it is. */
export const bendings = [
  ...['none', 'none', 'none', 'byte', 'removed', 'swapped', 'doubled', 'truncated', 'repaired'],
  ...['resigned', 'forked', 'unwitnessed', 'node', 'moved', 'joined'],
] as const
export type Bending = (typeof bendings)[number]

export interface RandomLog {
  bytes: Buffer
  bending: Bending
  /** The public keys of the log and its witnesses, as a partner would know them. */
  trust: string[]
}

type Luck = (most: number) => number

/** The same numbers for the same seed, and bytes that follow from them. */
function luckOf(seed: number): { luck: Luck; bytes(length: number): Buffer } {
  let step = 0
  const bytes = (length: number) =>
    createHash('sha256').update(`${seed}:${step++}`).digest().subarray(0, length)
  return { luck: (most) => bytes(6).readUIntBE(0, 6) % most, bytes }
}

const words = ['offer', 'é', '中文', '"quoted"', '\\', '\n', '\t', '\u0001', '🗝', '=', '{"a":1}']

/** An export of a log of some dozen entries, whole or bent in one way; the same for the same seed. */
export async function randomLog(seed: number, wanted?: Bending): Promise<RandomLog> {
  const { luck, bytes } = luckOf(seed)
  const bending = wanted ?? (bendings[luck(bendings.length)] as Bending)
  const log = makeSigner(`city${seed}.example/log`, ED25519, bytes(32))
  const witnesses = Array.from({ length: bending === 'resigned' ? 2 : luck(3) }, (_, index) =>
    makeSigner(`w${index}.example`, COSIGNATURE_V1, bytes(32)),
  )
  const size = 2 + luck(luck(4) === 0 ? 600 : 24)
  const opened = Array.from({ length: size }, () => ({
    nonce: bytes(32),
    event: Array.from({ length: 1 + luck(12) }, () => words[luck(words.length)]).join(' '),
  }))
  const hashes = opened.map(({ nonce, event }) =>
    leafHash(Buffer.concat([nonce, Buffer.from(event)])),
  )
  const store = memoryStore()
  await appendLeaves(store, 0, hashes)
  const tree = openTree(store, size)
  const proofs = luck(3) === 0 ? 'each' : 'range'
  const first = luck(size)
  const most = Math.min(30, size - first)
  const places = Array.from({ length: 1 + luck(most) }, (_, index) => first + index).filter(
    () => proofs === 'range' || luck(2) === 0,
  )
  const leaves = places.map((index): ExportLeaf => {
    const hash = hashes[index] as Buffer
    const one = opened[index] as (typeof opened)[number]
    return luck(5) === 0 ? { index, hash, gone: 'erased' } : { index, hash, ...one }
  })
  const at = async (of: number, signers: Signer[]) => {
    const text = formatCheckpoint({
      ...{ origin: log.verifier.name, size: of, root: await tree.rootAt(of), extensions: [] },
    })
    return formatNote({
      text,
      signatures: signers.map((one) => one.sign(text, 1_700_000_000 + luck(9999))),
    })
  }
  const wish: ExportWish = {
    ...{
      log,
      witnesses: witnesses.map(({ verifier }) => verifier),
      quorum: luck(witnesses.length + 1),
    },
    checkpoint: await at(size, [log, ...witnesses]),
    earlier: luck(2) === 0 ? [await at(1 + luck(size), [log])] : [],
    ...{ tree, proofs, first, count: leaves.length, leaves, made: new Date(1_700_000_000_000) },
  }
  const bent = await bend({ wish, bending, luck, bytes })
  const untouched = bent.equals(await linesOf(wish))
  return {
    bytes: bent,
    // Nothing to bend, or the last line moved nowhere: it is as it was.
    bending: untouched ? 'none' : bending,
    trust: [log, ...witnesses].map(({ verifier }) => formatVerifier(verifier)),
  }
}

interface Bent {
  wish: ExportWish
  bending: Bending
  luck: Luck
  bytes(length: number): Buffer
}

/** Bends before the file is closed, as somebody with the key of the log would, or after it. */
async function bend({ wish, bending, luck, bytes }: Bent): Promise<Buffer> {
  const leaves = [...(wish.leaves as ExportLeaf[])]
  const place = luck(Math.max(1, leaves.length))
  const leaf = leaves[place]
  if (bending === 'unwitnessed') return linesOf({ ...wish, quorum: wish.witnesses.length + 1 })
  if (bending === 'forked') return linesOf({ ...wish, earlier: [await otherPast(wish, bytes)] })
  if (leaf && ['repaired', 'resigned', 'node', 'moved', 'joined'].includes(bending)) {
    const other = { nonce: bytes(32), event: 'something else' }
    const hash = leafHash(Buffer.concat([other.nonce, Buffer.from(other.event)]))
    if (bending === 'repaired') leaves[place] = { index: leaf.index, hash, ...other }
    if (bending === 'resigned') return resigned(wish, leaf.index, other)
    // A node with its two leaves as its text: refused because nodes and leaves are hashed apart.
    if (bending === 'node')
      leaves[place] = {
        index: leaf.index,
        hash: nodeHash(leaf.hash, hash),
        nonce: leaf.hash,
        event: 'x',
      }
    if (bending === 'moved') {
      const beside = leaf.index + 1 < wish.tree.size ? leaf.index + 1 : leaf.index - 1
      leaves[place] = { ...leaf, index: beside }
    }
    if (bending === 'joined') leaves.splice(place, 1)
    return linesOf({ ...wish, leaves, count: leaves.length })
  }
  return bendBytes(await linesOf(wish), bending, luck)
}

async function linesOf(wish: ExportWish): Promise<Buffer> {
  const lines: string[] = []
  for await (const line of exportLines(wish)) lines.push(line)
  return Buffer.from(lines.join(''))
}

/** The whole tree anew with one entry changed, signed by the log again: its witnesses did not. */
async function resigned(wish: ExportWish, index: number, other: { nonce: Buffer; event: string }) {
  const hashes: Buffer[] = []
  for (let at = 0; at < wish.tree.size; at += 1) hashes.push(await wish.tree.leaf(at))
  const hash = leafHash(Buffer.concat([other.nonce, Buffer.from(other.event)]))
  hashes[index] = hash
  const store = memoryStore()
  const tree = openTree(store, await appendLeaves(store, 0, hashes))
  const leaves = [...(wish.leaves as ExportLeaf[])].map((leaf) =>
    leaf.index === index ? { index, hash, ...other } : leaf,
  )
  const text = formatCheckpoint({
    ...{ origin: wish.log.verifier.name, size: tree.size, root: await tree.root(), extensions: [] },
  })
  const checkpoint = formatNote({ text, signatures: [wish.log.sign(text)] })
  return linesOf({ ...wish, tree, leaves, checkpoint, earlier: [], quorum: 1 })
}

async function otherPast(wish: ExportWish, bytes: (length: number) => Buffer): Promise<string> {
  const size = Math.max(1, wish.tree.size - 1)
  const text = formatCheckpoint({
    origin: wish.log.verifier.name,
    size,
    root: bytes(32),
    extensions: [],
  })
  return formatNote({ text, signatures: [wish.log.sign(text)] })
}

function bendBytes(whole: Buffer, bending: Bending, luck: Luck): Buffer {
  const bent = Buffer.from(whole)
  const lines = whole.toString().split('\n').slice(0, -1)
  const at = luck(lines.length)
  if (bending === 'byte') {
    const place = luck(bent.length)
    bent.writeUInt8((bent[place] ?? 0) ^ (1 + luck(255)), place)
    return bent
  }
  if (bending === 'truncated') return bent.subarray(0, luck(bent.length))
  if (bending === 'removed') lines.splice(at, 1)
  if (bending === 'doubled') lines.splice(at, 0, lines[at] ?? '')
  if (bending === 'swapped') lines.splice(at, 2, ...lines.slice(at, at + 2).reverse())
  return Buffer.from(lines.map((line) => `${line}\n`).join(''))
}
