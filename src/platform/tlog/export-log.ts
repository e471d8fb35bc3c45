import { createHash } from 'node:crypto'
import { parseCheckpoint } from './checkpoint.ts'
import { formatNote, formatVerifier, parseNote, type Signer, type Verifier } from './signed-note.ts'
import type { TileTree } from './tile-tree.ts'

/** One entry as it is handed out: opened, or only proven to have been there. */
export type ExportLeaf = { index: number; hash: Buffer } & (
  | { nonce: Buffer; event: string }
  /** Why there is only a hash: `erased`, `lost` or `withheld`. */
  | { gone: string }
)

export interface ExportWish {
  log: Signer
  witnesses: readonly Verifier[]
  quorum: number
  /** The signed checkpoint with its cosignatures, as a note. */
  checkpoint: string
  /** Notes that were given out before, to be proven as beginnings of this log. */
  earlier: readonly string[]
  tree: TileTree
  /** A range of neighbours, proven as one, or single entries, each with its own proof. */
  proofs: 'range' | 'each'
  first: number
  count: number
  leaves: AsyncIterable<ExportLeaf> | Iterable<ExportLeaf>
  made: Date
}

export const EXPORT_FORMAT = 'throughcare-log-export/1'

/** The lines of an export; the last one closes the file, so that no byte of it can be changed. */
export async function* exportLines(wish: ExportWish): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let lines = 0
  for await (const value of exportValues(wish)) {
    const line = `${JSON.stringify(value)}\n`
    hash.update(line)
    lines += 1
    yield line
  }
  const text = `${EXPORT_FORMAT}\n${wish.log.verifier.name}\n${lines}\n${hash.digest('base64')}\n`
  const seal = formatNote({ text, signatures: [wish.log.sign(text)] })
  yield `${JSON.stringify({ seal })}\n`
}

async function* exportValues(wish: ExportWish): AsyncGenerator<object> {
  const { tree, first, count, proofs } = wish
  const size = sizeOf(wish.checkpoint)
  const [left, right] =
    proofs === 'range' ? await rangeProof(tree, size, first, count) : [[], [] as string[]]
  const earlier: object[] = []
  for (const checkpoint of wish.earlier)
    earlier.push({ checkpoint, proof: texts(await tree.consistency(sizeOf(checkpoint), size)) })
  yield {
    format: EXPORT_FORMAT,
    log: formatVerifier(wish.log.verifier),
    witnesses: wish.witnesses.map(formatVerifier),
    ...{ quorum: wish.quorum, made: wish.made.toISOString(), proofs, first, count, left, right },
    ...{ checkpoint: wish.checkpoint, earlier },
  }
  for await (const leaf of wish.leaves) {
    const proof = proofs === 'each' ? { proof: texts(await tree.inclusion(leaf.index, size)) } : {}
    const open =
      'event' in leaf
        ? { nonce: leaf.nonce.toString('base64'), event: leaf.event }
        : { gone: leaf.gone }
    yield { i: leaf.index, hash: leaf.hash.toString('base64'), ...open, ...proof }
  }
}

/** The whole subtrees before and behind a range; with them its leaves make the root. */
async function rangeProof(
  tree: TileTree,
  size: number,
  first: number,
  count: number,
): Promise<[string[], string[]]> {
  const left: string[] = []
  for (let at = 0; at < first; ) {
    const width = 2 ** Math.floor(Math.log2(first - at))
    left.push((await tree.subtree(at, width)).toString('base64'))
    at += width
  }
  const right: string[] = []
  for (let at = first + count; at < size; ) {
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= size) width *= 2
    right.push((await tree.subtree(at, width)).toString('base64'))
    at += width
  }
  return [left, right]
}

const sizeOf = (checkpoint: string) => parseCheckpoint(parseNote(checkpoint).text).size
const texts = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'))
