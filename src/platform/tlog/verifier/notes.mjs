import { isSigned } from './ed25519.mjs'
import { sha256 } from './sha.mjs'

// Trees, notes and keys: RFC 9162, C2SP signed-note, tlog-checkpoint and tlog-cosignature.

export const utf8 = new TextEncoder()

/** Why an export is refused: a code, the line of the file, and a sentence. */
export class Refused extends Error {
  constructor(code, line, sentence) {
    super(sentence)
    Object.assign(this, { code, line })
  }
}

export function same(a, b) {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false
  return true
}
export const nodeOf = (left, right) =>
  sha256().update(Uint8Array.of(1)).update(left).update(right).digest()

const values = new Int8Array(128).fill(-1)
for (const [value, letter] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries())
  values[letter.charCodeAt(0)] = value

/** Base64 with one spelling only; undefined for anything else. */
export function bytesOf(base64, length) {
  if (typeof base64 !== 'string' || base64.length % 4 !== 0) return undefined
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((base64.length / 4) * 3 - padding)
  let [bits, at] = [0, 0]
  for (let i = 0; i < base64.length - padding; i += 1) {
    const value = values[base64.charCodeAt(i)] ?? -1
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xffffff
    if (i % 4 === 1) bytes[at++] = bits >> 4
    else if (i % 4 === 2) bytes[at++] = bits >> 2
    else if (i % 4 === 3) bytes[at++] = bits
  }
  const spare = padding === 2 ? bits & 15 : padding === 1 ? bits & 3 : 0
  return spare === 0 && (length === undefined || bytes.length === length) ? bytes : undefined
}

/** A public key, written `name+number+base64(type, key)`; undefined where the number is not its own. */
export function keyOf(vkey) {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(String(vkey)) ?? []
  const bytes = bytesOf(base64, 33)
  if (!bytes || (bytes[0] !== 1 && bytes[0] !== 4)) return undefined
  const hash = sha256()
    .update(utf8.encode(`${name}\n`))
    .update(bytes)
    .digest()
  const own = Array.from(hash.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return own === id ? { name, id, type: bytes[0], key: bytes.subarray(1) } : undefined
}

function hasControl(note) {
  for (let at = 0; at < note.length; at += 1)
    if (note.charCodeAt(at) < 32 && note[at] !== '\n') return true
  return false
}

/** The text of a note and what known keys signed of it; a wrong signature of a known key is thrown. */
export function readNote(note, keys, line) {
  const parted = String(note).lastIndexOf('\n\n')
  const lines = String(note)
    .slice(parted + 2, -1)
    .split('\n')
  const wrong = new Refused('malformed', line, 'A signed note is not written as one.')
  if (parted < 0 || !note.endsWith('\n') || lines.length > 64 || hasControl(note)) throw wrong
  const body = note.slice(0, parted + 1)
  const signed = []
  for (const one of lines) {
    const [, name, base64] = /^\u2014 ([^\s+]+) (\S+)$/.exec(one) ?? []
    const bytes = bytesOf(base64)
    if (!bytes || bytes.length < 5) throw wrong
    const id = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    )
    const key = keys.find((known) => known.name === name && known.id === id)
    if (!key) continue
    const time =
      key.type === 4 && bytes.length === 76 ? new DataView(bytes.buffer).getBigUint64(4) : 0n
    const message = key.type === 4 ? `cosignature/v1\ntime ${time}\n${body}` : body
    const signature = bytes.subarray(key.type === 4 ? 12 : 4)
    if (
      signature.length !== 64 ||
      time >= 2n ** 63n ||
      !isSigned(key.key, utf8.encode(message), signature)
    )
      throw new Refused('signature_wrong', line, `The signature of ${name} is wrong.`)
    if (!signed.some((other) => other.key === key)) signed.push({ key, time: Number(time) })
  }
  return { body, signed }
}

export function readCheckpoint(note, { log, witnesses }, line) {
  const { body, signed } = readNote(note, [log, ...witnesses], line)
  const [, origin, size, base64] = /^(.+)\n(0|[1-9]\d{0,15})\n(\S+)\n(?:.+\n)*$/.exec(body) ?? []
  const root = bytesOf(base64, 32)
  if (!root || Number(size) > Number.MAX_SAFE_INTEGER)
    throw new Refused('malformed', line, 'A checkpoint is not written as one.')
  if (origin !== log.name || !signed.some(({ key }) => key === log))
    throw new Refused('signature_unknown', line, 'A checkpoint is not signed by this log.')
  return { origin, size: Number(size), root, cosigned: signed.filter(({ key }) => key !== log) }
}

/** Takes whole subtrees from the left to the right and knows the root of what it was given. */
export function growing() {
  const stack = []
  return {
    push(hash, leaves = 1) {
      let [top, count] = [hash, leaves]
      while (stack.length > 0 && stack.at(-1).count === count) {
        top = nodeOf(stack.pop().hash, top)
        count *= 2
      }
      stack.push({ hash: top, count })
    },
    root: () =>
      stack.length === 0
        ? sha256().digest()
        : stack.map(({ hash }) => hash).reduceRight((right, left) => nodeOf(left, right)),
  }
}
