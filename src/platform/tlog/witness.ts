import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { verifyConsistency } from './proofs.ts'
import {
  formatSignature,
  fromBase64,
  type Note,
  parseNote,
  type Signer,
  type Verifier,
  verifyNote,
} from './signed-note.ts'
import { readIfThere, writeWhole } from './tile-store.ts'
import { TlogError } from './tlog-error.ts'
import { emptyRoot } from './tree-hash.ts'

/** What a witness remembers of a log: the last checkpoint that it signed. */
export interface Seen {
  origin: string
  size: number
  root: Buffer
}

export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422
  body: string
  type: string
}

export interface WitnessOptions {
  signer: Signer
  /** The public keys of the logs that are watched. */
  logs: readonly Verifier[]
  folder: string
  now: () => Date
}

export interface Witness {
  /** The answer to a request `add-checkpoint` (C2SP tlog-witness). */
  add(body: string): Promise<WitnessAnswer>
  seen(): Promise<Seen[]>
}

/**
 * Signs a checkpoint only when it continues the last one of this log. Requests for a log are answered
 * one after the other, and what was seen is on the disk before the signature leaves.
 */
export function makeWitness(options: WitnessOptions): Witness {
  const turns = new Map<string, Promise<unknown>>()
  const inTurn = <T>(origin: string, act: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(origin) ?? Promise.resolve()).then(act, act)
    turns.set(origin, turn)
    return turn
  }
  return {
    add: async (body) => {
      const request = parseRequest(body)
      if (!request) return say(400, 'This is not a request to add a checkpoint.')
      const keys = options.logs.filter(({ name }) => name === request.checkpoint.origin)
      if (keys.length === 0) return say(404, 'This log is not watched here.')
      if (!isSignedByLog(request.note, keys)) return say(403, 'The log has not signed this.')
      return inTurn(request.checkpoint.origin, () => judge(options, request))
    },
    seen: async () => {
      const origins = [...new Set(options.logs.map(({ name }) => name))]
      const all = await Promise.all(origins.map((origin) => readSeen(options.folder, origin)))
      return all.filter(({ size }) => size > 0)
    },
  }
}

interface AddRequest {
  oldSize: number
  proof: Buffer[]
  note: Note
  checkpoint: Checkpoint
}

async function judge(options: WitnessOptions, request: AddRequest): Promise<WitnessAnswer> {
  const { checkpoint, oldSize, proof, note } = request
  const { origin, size, root } = checkpoint
  if (oldSize > size) return say(400, 'The old size is larger than the log.')
  const seen = await readSeen(options.folder, origin)
  const conflict = { status: 409, body: `${seen.size}\n`, type: 'text/x.tlog.size' } as const
  if (oldSize !== seen.size) return conflict
  if (oldSize === size && !seen.root.equals(root)) return conflict
  if (!verifyConsistency({ oldSize, oldRoot: seen.root, size, root, proof }))
    return say(422, 'The log does not continue what was seen before.')
  await writeSeen(options.folder, { origin, size, root })
  const second = Math.floor(options.now().getTime() / 1000)
  const line = formatSignature(options.signer.sign(note.text, second))
  return { status: 200, body: line, type: 'text/plain; charset=utf-8' }
}

/** `old N`, the hashes of the proof, an empty line, and the checkpoint; anything else is nothing. */
function parseRequest(body: string): AddRequest | undefined {
  const found = /^old (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/=]+\n){0,63})\n/.exec(body)
  if (!found) return undefined
  const lines = (found[2] ?? '').split('\n').slice(0, -1)
  const proof = lines.flatMap((line) => fromBase64(line) ?? [])
  if (proof.length !== lines.length || proof.some(({ length }) => length !== 32)) return undefined
  try {
    const note = parseNote(body.slice(found[0].length))
    return { oldSize: Number(found[1]), proof, note, checkpoint: parseCheckpoint(note.text) }
  } catch (error) {
    if (error instanceof TlogError) return undefined
    throw error
  }
}

function isSignedByLog(note: Note, keys: readonly Verifier[]): boolean {
  try {
    return verifyNote(note, keys).length > 0
  } catch (error) {
    if (error instanceof TlogError) return false
    throw error
  }
}

const fileOf = (folder: string, origin: string) =>
  join(folder, `seen-${createHash('sha256').update(origin).digest('hex').slice(0, 32)}.json`)

async function readSeen(folder: string, origin: string): Promise<Seen> {
  const bytes = await readIfThere(fileOf(folder, origin))
  if (!bytes) return { origin, size: 0, root: emptyRoot() }
  // A file that cannot be read stops the witness: forgetting is the one thing it must not do.
  const { size, root } = JSON.parse(bytes.toString()) as { size: number; root: string }
  const hash = fromBase64(root)
  if (!Number.isSafeInteger(size) || hash?.length !== 32)
    throw new TlogError('signer_state_missing', 'What was seen of a log cannot be read.')
  return { origin, size, root: hash }
}

async function writeSeen(folder: string, { origin, size, root }: Seen): Promise<void> {
  const text = JSON.stringify({ origin, size, root: root.toString('base64') })
  await writeWhole(fileOf(folder, origin), Buffer.from(`${text}\n`), 0o600)
}

const say = (status: 400 | 403 | 404 | 422, sentence: string): WitnessAnswer => ({
  ...{ status, body: `${sentence}\n`, type: 'text/plain; charset=utf-8' },
})
