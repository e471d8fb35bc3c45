import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { SealError } from './seal-error.ts'

/** AES-256-GCM, 12 byte random nonce, 16 byte tag. A new algorithm gets a new number. */
const AES_256_GCM = 1
const NONCE = 12
const TAG = 16
const KEY_ID = 4

export const KEY_BYTES = 32

const preparedKeys = new WeakMap<Buffer, KeyObject>()

/**
 * Closes a text so that only the key opens it, and only in the place it was written for.
 *
 * The context is authenticated but not stored: a sealed name copied into another row,
 * or into another column, does not open there.
 */
export function seal(key: Buffer, text: string, context: string): Buffer {
  return encrypt(key, Buffer.from(text, 'utf8'), Buffer.from([AES_256_GCM]), context)
}

/** Opens what `seal` closed; one changed byte, another key or another context and it fails closed. */
export function open(key: Buffer, bytes: Buffer, context: string): string {
  return decrypt(key, bytes, 1, context).toString('utf8')
}

/**
 * Closes a data key with the key above it.
 *
 * The number of the closing key stands readable in front, so that rotation can go row by row
 * and a row says by itself which key it needs.
 */
export function wrapKey(kek: Buffer, kekId: number, dek: Buffer, context: string): Buffer {
  const head = Buffer.alloc(1 + KEY_ID)
  head.writeUInt8(AES_256_GCM, 0)
  head.writeUInt32BE(kekId, 1)
  return encrypt(kek, dek, head, context)
}

/** Opens a wrapped data key; the number in front is authenticated too. */
export function unwrapKey(kek: Buffer, wrapped: Buffer, context: string): Buffer {
  return decrypt(kek, wrapped, 1 + KEY_ID, context)
}

/** Which key closed this wrapped key, read without any key. */
export function wrappingKeyId(wrapped: Buffer): number {
  if (wrapped.length < 1 + KEY_ID + NONCE + TAG) throw tooShort()
  return wrapped.readUInt32BE(1)
}

function encrypt(key: Buffer, plain: Buffer, head: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', prepared(key), nonce, { authTagLength: TAG })
  cipher.setAAD(authenticated(head, context))
  const body = cipher.update(plain)
  return Buffer.concat([head, nonce, body, cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, bytes: Buffer, headLength: number, context: string): Buffer {
  if (bytes.length < headLength + NONCE + TAG) throw tooShort()
  if (bytes[0] !== AES_256_GCM) {
    throw new SealError('format_unknown', `Sealed with an unknown format (${bytes[0]}).`)
  }
  const head = bytes.subarray(0, headLength)
  const nonce = bytes.subarray(headLength, headLength + NONCE)
  const body = bytes.subarray(headLength + NONCE, bytes.length - TAG)
  const decipher = createDecipheriv('aes-256-gcm', prepared(key), nonce, { authTagLength: TAG })
  decipher.setAAD(authenticated(head, context))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  const plain = decipher.update(body)
  try {
    decipher.final()
  } catch {
    throw new SealError('tampered', 'Does not open: changed bytes, another key or another place.')
  }
  return plain
}

/**
 * The form in which ciphers and digests want a key. Making it from bytes costs four times as much as opening a name
 * and five times as much as a blind token, so it lives as long as the bytes do and no longer.
 */
export function prepared(key: Buffer): KeyObject {
  const known = preparedKeys.get(key)
  if (known) return known
  const made = createSecretKey(key)
  preparedKeys.set(key, made)
  return made
}

function authenticated(head: Buffer, context: string): Buffer {
  const bytes = Buffer.allocUnsafe(head.length + Buffer.byteLength(context))
  bytes.set(head)
  bytes.write(context, head.length)
  return bytes
}

function tooShort(): SealError {
  return new SealError('too_short', 'Sealed bytes are cut off.')
}
