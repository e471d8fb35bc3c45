import { formatCheckpoint } from './checkpoint.ts'
import { formatNote, type Signer } from './signed-note.ts'
import { readSignerState, type SignerState, writeSignerState } from './signer-state.ts'
import type { TileStore } from './tile-store.ts'
import { appendLeaves, openTree, type TileTree } from './tile-tree.ts'
import { TlogError } from './tlog-error.ts'
import { emptyRoot, HASH_BYTES } from './tree-hash.ts'

/** The leaves as the database has them now: what the signer is asked to believe. */
export interface LeafSource {
  size: number
  /** Whether anything was ever signed; then a signer without memory must not begin anew. */
  signedBefore: boolean
  /** The hashes of neighbours, one behind the other. */
  hashes(from: number, count: number): Promise<Buffer>
}

export interface SignedCheckpoint {
  size: number
  root: Buffer
  note: string
  tree: TileTree
}

const BATCH = 8192
/** So many of the last leaves are compared with those on the disk before anything is added. */
const COMPARED = 256

/**
 * Signs the log as it is now. Refuses whenever that would take back what was signed before: a smaller
 * log, other leaves, or no memory of what was said.
 */
export async function signCheckpoint(
  { folder, store, signer }: { folder: string; store: TileStore; signer: Signer },
  source: LeafSource,
): Promise<SignedCheckpoint> {
  const origin = signer.verifier.name
  const state = await knownState(folder, origin, source)
  const size = state.awaiting ?? source.size
  await refuseOtherPast(store, state, source)
  for (let at = state.size; at < size; at += BATCH) {
    const bytes = await source.hashes(at, Math.min(BATCH, size - at))
    await appendLeaves(store, at, splitHashes(bytes, Math.min(BATCH, size - at)))
  }
  const tree = openTree(store, size)
  if (!(await tree.rootAt(state.size)).equals(state.root))
    throw new TlogError('signer_forked', 'The tiles do not hold the log that was signed last.')
  const root = await tree.root()
  await writeSignerState(folder, { ...state, size, root })
  const text = formatCheckpoint({ origin, size, root, extensions: [] })
  const note = formatNote({ text, signatures: [signer.sign(text)] })
  await store.write('checkpoint', Buffer.from(note))
  return { size, root, note, tree }
}

async function knownState(
  folder: string,
  origin: string,
  source: LeafSource,
): Promise<SignerState> {
  const state = await readSignerState(folder)
  if (state?.origin === origin) return state
  if (state || source.signedBefore)
    throw new TlogError(
      'signer_state_missing',
      'This log was signed before, but the signer of this machine does not know it.',
    )
  return { origin, size: 0, root: emptyRoot() }
}

async function refuseOtherPast(
  store: TileStore,
  state: SignerState,
  source: LeafSource,
): Promise<void> {
  const went = (why: string) => new TlogError('signer_went_back', why)
  if (source.size < (state.awaiting ?? state.size))
    throw went(`${state.size} entries were signed, and now there are ${source.size}.`)
  const from = Math.max(0, state.size - COMPARED)
  const tree = openTree(store, state.size)
  const now = splitHashes(await source.hashes(from, state.size - from), state.size - from)
  for (const [index, hash] of now.entries())
    if (!hash.equals(await tree.leaf(from + index)))
      throw went(`Entry ${from + index} is not the one that was signed.`)
}

function splitHashes(bytes: Buffer, count: number): Buffer[] {
  if (bytes.length !== count * HASH_BYTES)
    throw new TlogError('outside_tree', 'The database does not have all leaves of the log.')
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  )
}

/** After enough witnesses have signed the recovery, the signer goes on as usual. */
export async function endAwaiting(folder: string): Promise<void> {
  const state = await readSignerState(folder)
  if (!state) return
  const { awaiting, ...rest } = state
  if (awaiting !== undefined) await writeSignerState(folder, rest)
}
