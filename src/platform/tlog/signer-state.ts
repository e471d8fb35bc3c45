import { join } from 'node:path'
import { fromBase64 } from './signed-note.ts'
import { readIfThere, writeWhole } from './tile-store.ts'
import { TlogError } from './tlog-error.ts'

/** What a signer has said last. It lies on its disk, where a restored database cannot take it back. */
export interface SignerState {
  origin: string
  size: number
  root: Buffer
  /** After a recovery: the size that enough witnesses must sign before anything larger is signed. */
  awaiting?: number
}

const fileIn = (folder: string) => join(folder, 'signer.json')

/** The state, or undefined where this signer has never signed. A file that cannot be read is a fault. */
export async function readSignerState(folder: string): Promise<SignerState | undefined> {
  const bytes = await readIfThere(fileIn(folder))
  if (!bytes) return undefined
  const { origin, size, root, awaiting } = parsed(bytes)
  const hash = typeof root === 'string' ? fromBase64(root) : undefined
  if (typeof origin !== 'string' || typeof size !== 'number' || hash?.length !== 32)
    throw unreadable()
  return { origin, size, root: hash, ...(typeof awaiting === 'number' && { awaiting }) }
}

/** On the disk before the signature leaves: a signer that forgets could say two things. */
export async function writeSignerState(folder: string, state: SignerState): Promise<void> {
  const text = JSON.stringify({ ...state, root: state.root.toString('base64') })
  await writeWhole(fileIn(folder), Buffer.from(`${text}\n`), 0o600)
}

function parsed(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch {
    // Said below.
  }
  throw unreadable()
}

const unreadable = () =>
  new TlogError('signer_state_missing', 'The state of the signer cannot be read.')
