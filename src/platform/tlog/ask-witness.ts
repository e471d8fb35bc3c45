import {
  isSignedBy,
  type NoteSignature,
  parseNote,
  parseSignature,
  type Verifier,
} from './signed-note.ts'
import type { TileTree } from './tile-tree.ts'
import { TlogError } from './tlog-error.ts'

export type WitnessSaid =
  | { answer: 'signed'; signature: NoteSignature; second: number }
  /** `ahead`: it has seen a larger log than ours, or another one of this size. */
  | { answer: 'unreachable' | 'unknown_log' | 'refused' | 'ahead' | 'malformed'; seen?: number }

interface Question {
  url: string
  key: Verifier
  note: string
  tree: TileTree
  /** The size that it signed last, as far as we know. */
  oldSize: number
}

const PATIENCE = 15_000

/**
 * Asks a witness to sign a checkpoint. It may know another earlier one than we think: then it says
 * which, and is asked once more with the proof from there.
 */
export async function askWitness(question: Question): Promise<WitnessSaid> {
  const first = await askOnce(question)
  const { size } = question.tree
  if (first.answer !== 'ahead' || first.seen === undefined) return first
  if (first.seen > size || first.seen === question.oldSize) return first
  return askOnce({ ...question, oldSize: first.seen })
}

async function askOnce({ url, key, note, tree, oldSize }: Question): Promise<WitnessSaid> {
  const from = Math.min(oldSize, tree.size)
  const proof = await tree.consistency(from)
  const lines = proof.map((hash) => `${hash.toString('base64')}\n`).join('')
  let response: Response
  let text: string
  try {
    response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `old ${from}\n${lines}\n${note}`,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    })
    text = (await response.text()).slice(0, 20_000)
  } catch {
    return { answer: 'unreachable' }
  }
  if (response.status === 200) return readSigned(text, note, key)
  if (response.status === 404) return { answer: 'unknown_log' }
  if (response.status === 409 && /^\d{1,15}\n$/.test(text))
    return { answer: 'ahead', seen: Number(text) }
  return { answer: response.status >= 500 ? 'unreachable' : 'refused' }
}

/** Only what the known key signed counts; a witness may add what it likes. */
function readSigned(text: string, note: string, key: Verifier): WitnessSaid {
  try {
    const body = parseNote(note).text
    for (const line of text.split('\n').slice(0, -1)) {
      const signature = parseSignature(line)
      if (signature.name !== key.name || signature.id !== key.id) continue
      if (!isSignedBy(key, body, signature.bytes)) return { answer: 'malformed' }
      return { answer: 'signed', signature, second: Number(signature.bytes.readBigUInt64BE(0)) }
    }
  } catch (error) {
    if (!(error instanceof TlogError)) throw error
  }
  return { answer: 'malformed' }
}
