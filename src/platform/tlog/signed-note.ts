import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto'
import { TlogError } from './tlog-error.ts'

/** What kind of signature a key makes: over the text, or over the text with a time (cosignature/v1). */
export const ED25519 = 1
export const COSIGNATURE_V1 = 4
export type SignatureType = typeof ED25519 | typeof COSIGNATURE_V1

/** A key that is trusted for one name; written down as `name+keyid+base64(type, key)`. */
export interface Verifier {
  name: string
  id: number
  type: SignatureType
  publicKey: Buffer
}

export interface NoteSignature {
  name: string
  id: number
  /** What follows the four bytes of the key id. */
  bytes: Buffer
}

export interface Note {
  /** Ends with a newline; the blank line behind it does not belong to it. */
  text: string
  signatures: NoteSignature[]
}

/** More than anybody needs, far fewer than would keep a reader busy; sixteen must be accepted. */
const MOST_SIGNATURES = 64
const MOST_CHARACTERS = 1_000_000

/** Reads a signed note (C2SP signed-note) byte by byte; nothing in it is believed yet. */
export function parseNote(note: string): Note {
  if (note.length > MOST_CHARACTERS) throw malformed('It is too long.')
  if (hasControl(note)) throw malformed('It holds a control character.')
  if (!note.isWellFormed()) throw malformed('It is not valid Unicode.')
  const parted = note.lastIndexOf('\n\n')
  if (parted < 0 || !note.endsWith('\n')) throw malformed('It has no text and signatures.')
  const lines = note.slice(parted + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) throw malformed('It has too many signatures.')
  return { text: note.slice(0, parted + 1), signatures: lines.map(parseSignature) }
}

/** The lines of signatures, also by themselves, as a witness answers them. */
export function parseSignature(line: string): NoteSignature {
  const found = /^\u2014 ([^\s\u0085+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line)
  const bytes = fromBase64(found?.[2] ?? '')
  if (!found?.[1] || !bytes || bytes.length < 5) throw malformed('A signature line is not one.')
  return { name: found[1], id: bytes.readUInt32BE(0), bytes: bytes.subarray(4) }
}

/** The same bytes again that were read. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`
}

export function formatSignature({ name, id, bytes }: NoteSignature): string {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(id)
  return `\u2014 ${name} ${Buffer.concat([head, bytes]).toString('base64')}\n`
}

/** The number by which a signature says which key made it; too short to prove anything. */
export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): number {
  const hash = createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([type]))
  return hash.update(publicKey).digest().readUInt32BE(0)
}

export function makeVerifier(name: string, type: SignatureType, publicKey: Buffer): Verifier {
  if (!/^[^\s+\p{Cc}]+$/u.test(name) || publicKey.length !== 32)
    throw new TlogError('key_malformed', 'A key has a name without spaces and plus, and 32 bytes.')
  return { name, id: keyId(name, type, publicKey), type, publicKey }
}

/** `name+keyid+key`, the form in which people hand each other a key. */
export function formatVerifier({ name, id, type, publicKey }: Verifier): string {
  const key = Buffer.concat([Buffer.from([type]), publicKey]).toString('base64')
  return `${name}+${id.toString(16).padStart(8, '0')}+${key}`
}

/** Reads such a key; one wrong letter and it is none. */
export function parseVerifier(text: string): Verifier {
  const found = /^([^\s\u0085+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text)
  const key = fromBase64(found?.[3] ?? '')
  const type = key?.[0]
  if (!found?.[1] || !key || (type !== ED25519 && type !== COSIGNATURE_V1))
    throw new TlogError('key_malformed', 'This is not the public key of a log or a witness.')
  const verifier = makeVerifier(found[1], type, key.subarray(1))
  if (formatVerifier(verifier) !== text)
    throw new TlogError('key_malformed', 'The number in the key does not belong to it.')
  return verifier
}

/**
 * The signatures of a note that were made by known keys; all others are passed over.
 *
 * A known key whose signature is wrong spoils the whole note, and so does the lack of any.
 */
export function verifyNote(note: Note, known: readonly Verifier[]): NoteSignature[] {
  const good = note.signatures.filter((signature) => {
    const key = known.find(({ name, id }) => name === signature.name && id === signature.id)
    if (!key) return false
    if (!isSignedBy(key, note.text, signature.bytes))
      throw new TlogError('signature_wrong', `The signature of ${key.name} is wrong.`)
    return true
  })
  if (good.length === 0) throw new TlogError('signature_unknown', 'No known key has signed.')
  return good
}

/** Whether these bytes are what this key signs for the text. */
export function isSignedBy(key: Verifier, text: string, bytes: Buffer): boolean {
  if (bytes.length !== (key.type === COSIGNATURE_V1 ? 72 : 64)) return false
  const object = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey.toString('base64url') },
    format: 'jwk',
  })
  if (key.type === ED25519) return verifyBytes(null, Buffer.from(text), object, bytes)
  const time = bytes.readBigUInt64BE(0)
  if (time > 2n ** 63n - 1n) return false
  return verifyBytes(null, cosigned(time, text), object, bytes.subarray(8))
}

/** What a witness signs (C2SP tlog-cosignature, v1): the time and the text of the checkpoint. */
export function cosigned(time: bigint, text: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
}

export interface Signer {
  verifier: Verifier
  /** The signature of a text; a cosignature needs the second at which it is made. */
  sign(text: string, second?: number): NoteSignature
}

/** A signing key from 32 secret bytes. */
export function makeSigner(name: string, type: SignatureType, seed: Buffer): Signer {
  const key = privateKey(seed)
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  const verifier = makeVerifier(name, type, Buffer.from(x, 'base64url'))
  return {
    verifier,
    sign(text, second = 0) {
      const bytes =
        type === ED25519
          ? signBytes(null, Buffer.from(text), key)
          : timestamped(key, text, BigInt(second))
      return { name, id: verifier.id, bytes }
    },
  }
}

function timestamped(key: KeyObject, text: string, time: bigint): Buffer {
  const head = Buffer.alloc(8)
  head.writeBigUInt64BE(time)
  return Buffer.concat([head, signBytes(null, cosigned(time, text), key)])
}

/** The frame of RFC 8410 around the 32 bytes. */
function privateKey(seed: Buffer): KeyObject {
  if (seed.length !== 32) throw new TlogError('key_malformed', 'A signing key has 32 bytes.')
  const frame = Buffer.from('302e020100300506032b657004220420', 'hex')
  return createPrivateKey({ key: Buffer.concat([frame, seed]), format: 'der', type: 'pkcs8' })
}

/** Base64 with one spelling for the same bytes, or nothing. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 32 && code !== 10) return true
  }
  return false
}

const malformed = (why: string) =>
  new TlogError('note_malformed', `This is not a signed note. ${why}`)
