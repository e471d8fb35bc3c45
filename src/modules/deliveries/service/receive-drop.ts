import { createHash, randomUUID } from 'node:crypto'
import { askGate } from '../../../platform/auth/gate.ts'
import { hashToken } from '../../../platform/auth/tokens.ts'
import type { Databases } from '../../../platform/db/connections.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { largestDrop } from '../contract.ts'

/** A file sealed for the door, with what the sender is told. */
export interface SealedFile {
  id: string
  receipt: string
  bytes: number
  hash: Buffer
  key: Buffer
  file: Buffer
}

/**
 * Takes a file in through a prison's door (HA7): sealed, staged for a person of the desk, and nothing
 * told back but a receipt. Nobody's decision is taken here.
 *
 * A wrong, closed or expired secret is answered alike, and the file is not looked into.
 */
export async function receiveDrop(
  databases: Pick<Databases, 'gate' | 'keys'>,
  token: string,
  bytes: Buffer,
): Promise<{ receipt: string }> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw notFound('drop_link')
  const hash = hashToken(token)
  const [door] = await askGate<{ authority_id: number }>(databases.gate, 'find_drop_link', [hash])
  if (!door) throw notFound('drop_link')
  const file = sealFile(databases.keys, door.authority_id, bytes)
  const [told] = await askGate<{ receipt: string }>(databases.gate, 'receive_drop', [
    hash,
    ...valuesOf(file),
  ])
  return { receipt: told?.receipt ?? file.receipt }
}

/** Closes a file with the authority's key; the same file gets the same keyed hash. */
export function sealFile(keys: Keyring, authority: number, bytes: Buffer): SealedFile {
  if (bytes.length === 0) throw invalid('file', 'drop_empty')
  if (bytes.length > largestDrop) throw invalid('file', 'list_too_large', { limit: largestDrop })
  const id = randomUUID()
  const { key, wrapped } = keys.newDataKey(authority)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const hash = Buffer.alloc(8)
  hash.writeBigInt64BE(keys.blind(authority, 'drops.file', digest))
  return {
    id,
    receipt: receiptOf(id),
    bytes: bytes.length,
    hash,
    key: wrapped,
    file: seal(key, bytes.toString('base64'), `drops.file:${id}`),
  }
}

/** In the order in which the database takes them. */
export const valuesOf = ({ id, receipt, bytes, hash, key, file }: SealedFile) => [
  id,
  receipt,
  bytes,
  hash,
  key,
  file,
]

export function openFile(
  keys: Keyring,
  authority: number,
  id: string,
  { key_wrapped, file_sealed }: { key_wrapped: Buffer; file_sealed: Buffer },
): Buffer {
  const key = keys.dataKey(authority, key_wrapped)
  return Buffer.from(open(key, file_sealed, `drops.file:${id}`), 'base64')
}

/** Short enough to be read out on the phone: `7F3A-09C2`. */
function receiptOf(id: string): string {
  const plain = id.replaceAll('-', '').toUpperCase()
  return `${plain.slice(0, 4)}-${plain.slice(4, 8)}`
}
