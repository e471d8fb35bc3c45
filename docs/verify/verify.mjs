// Verifies an export of an access log: node verify.mjs EXPORT [--trust KEYS] [--quorum N] [--known CHECKPOINT]
// One file without dependencies; what it checks is written down in docs/reference/access-log-format.md.
// Made of src/platform/tlog/verifier by scripts/generate-verifier.mjs: change it there.

// SHA-256 and SHA-512 as FIPS 180-4 has them, so that the verifier needs nothing else.

const primes = []
for (let n = 2; primes.length < 80; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n)
/** The first 64 bits behind the point of a root of a prime. */
function fraction(prime, power) {
  let [low, high] = [0n, 1n << 70n]
  const wanted = BigInt(prime) << BigInt(64 * power)
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** BigInt(power) <= wanted) low = middle
    else high = middle
  }
  return low & 0xffffffffffffffffn
}
const cubes = primes.map((prime) => fraction(prime, 3))
const squares = primes.slice(0, 8).map((prime) => fraction(prime, 2))
const K = Int32Array.from(cubes.slice(0, 64), (value) => Number(value >> 32n))
const BEGINNING = Uint32Array.from(squares, (value) => Number(value >> 32n))
const words = new Int32Array(64)

function compress(h, bytes, at) {
  for (let i = 0, j = at; i < 16; i += 1, j += 4)
    words[i] = (bytes[j] << 24) | (bytes[j + 1] << 16) | (bytes[j + 2] << 8) | bytes[j + 3]
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15]
    const y = words[i - 2]
    const s = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const t = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    words[i] = (words[i - 16] + s + words[i - 7] + t) | 0
  }
  let a = h[0]
  let b = h[1]
  let c = h[2]
  let d = h[3]
  let e = h[4]
  let f = h[5]
  let g = h[6]
  let k = h[7]
  for (let i = 0; i < 64; i += 1) {
    const s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t = (k + s + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0
    const r = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const u = (r + ((a & b) ^ (a & c) ^ (b & c))) | 0
    k = g
    g = f
    f = e
    e = (d + t) | 0
    d = c
    c = b
    b = a
    a = (t + u) | 0
  }
  h[0] += a
  h[1] += b
  h[2] += c
  h[3] += d
  h[4] += e
  h[5] += f
  h[6] += g
  h[7] += k
}

/** SHA-256 that takes its bytes in parts. */
export function sha256() {
  const h = BEGINNING.slice()
  const rest = new Uint8Array(128)
  let [kept, length] = [0, 0]
  return {
    update(bytes) {
      length += bytes.length
      let at = 0
      if (kept > 0) {
        at = Math.min(64 - kept, bytes.length)
        rest.set(bytes.subarray(0, at), kept)
        kept += at
        if (kept < 64) return this
        compress(h, rest, 0)
      }
      for (; at + 64 <= bytes.length; at += 64) compress(h, bytes, at)
      kept = bytes.length - at
      rest.set(bytes.subarray(at), 0)
      return this
    },
    digest() {
      const end = kept < 56 ? 64 : 128
      rest.fill(0, kept)
      rest[kept] = 0x80
      new DataView(rest.buffer).setBigUint64(end - 8, BigInt(length) * 8n)
      for (let at = 0; at < end; at += 64) compress(h, rest, at)
      const out = new Uint8Array(32)
      const view = new DataView(out.buffer)
      for (let i = 0; i < 8; i += 1) view.setUint32(i * 4, h[i])
      return out
    },
  }
}

const M64 = 0xffffffffffffffffn
const turn = (x, n) => ((x >> n) | (x << (64n - n))) & M64
export function sha512(bytes) {
  const blocks = Math.ceil((bytes.length + 17) / 128)
  const data = new Uint8Array(blocks * 128)
  data.set(bytes)
  data[bytes.length] = 0x80
  const view = new DataView(data.buffer)
  view.setBigUint64(data.length - 8, BigInt(bytes.length) * 8n)
  const state = [...squares]
  for (let block = 0; block < blocks; block += 1) {
    const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(block * 128 + i * 8))
    for (let i = 16; i < 80; i += 1) {
      const s = turn(w[i - 15], 1n) ^ turn(w[i - 15], 8n) ^ (w[i - 15] >> 7n)
      const t = turn(w[i - 2], 19n) ^ turn(w[i - 2], 61n) ^ (w[i - 2] >> 6n)
      w.push((w[i - 16] + s + w[i - 7] + t) & M64)
    }
    let [a, b, c, d, e, f, g, k] = state
    for (let i = 0; i < 80; i += 1) {
      const s = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)
      const t = k + s + ((e & f) ^ (~e & g & M64)) + cubes[i] + w[i]
      const u = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))
      ;[k, g, f, e, d, c, b, a] = [g, f, e, (d + t) & M64, c, b, a, (t + u) & M64]
    }
    for (const [i, value] of [a, b, c, d, e, f, g, k].entries()) state[i] = (state[i] + value) & M64
  }
  const out = new DataView(new ArrayBuffer(64))
  for (const [i, value] of state.entries()) out.setBigUint64(i * 8, value)
  return new Uint8Array(out.buffer)
}

// Ed25519 as RFC 8032 has it: checking only, there is no secret here.

/** Bytes one after the other. */
export function joined(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const P = 2n ** 255n - 19n
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (x) => ((x % P) + P) % P
function power(base, exponent) {
  let [result, square] = [1n, mod(base)]
  for (let e = exponent; e > 0n; e >>= 1n, square = mod(square * square))
    if (e & 1n) result = mod(result * square)
  return result
}
const D = mod(-121665n * power(121666n, P - 2n))
const number = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [a, b] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2))]
  const [c, d] = [mod(2n * t1 * t2 * D), mod(2n * z1 * z2)]
  const [e, f, g, h] = [b - a, d - c, d + c, b + a]
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)]
}
function times(point, scalar) {
  let [sum, double] = [[0n, 1n, 1n, 0n], point]
  for (let s = scalar; s > 0n; s >>= 1n, double = add(double, double))
    if (s & 1n) sum = add(sum, double)
  return sum
}
function pointOf(bytes) {
  const y = number(bytes) & (2n ** 255n - 1n)
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n))
  let x = power(square, (P + 3n) / 8n)
  if (mod(x * x) !== square) x = mod(x * power(2n, (P - 1n) / 4n))
  if (y >= P || mod(x * x) !== square) return undefined
  const odd = bytes[31] >= 128
  if (x === 0n && odd) return undefined
  if (((x & 1n) === 1n) !== odd) x = P - x
  return [x, y, 1n, mod(x * y)]
}
const BASE = pointOf(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0x58 : 0x66)))

/** Whether an Ed25519 signature is the key's for this message. */
export function isSigned(key, message, signature) {
  const [a, s] = [pointOf(key), number(signature.subarray(32))]
  if (!a || s >= ORDER || signature.length !== 64) return false
  const challenge = number(sha512(joined(signature.subarray(0, 32), key, message))) % ORDER
  const [x, y, z] = add(times(BASE, s), times([mod(-a[0]), a[1], a[2], mod(-a[3])], challenge))
  const inverse = power(z, P - 2n)
  const wanted = mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n)
  return wanted === number(signature.subarray(0, 32))
}

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

// An export of a log, line by line. The form is written down in access-log-format.md.

const FORMAT = 'throughcare-log-export/1'
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Verifies an export. Resolves with what was proven, or throws `Refused`.
 *
 * `trust` names the keys that the reader has from somewhere else than the export: then no other
 * key counts. Without it the export is only shown to fit the keys that it brings itself.
 */
export async function verifyExport(chunks, { trust, quorum, known } = {}) {
  const whole = sha256()
  const state = {
    line: 0,
    leaves: 0,
    events: 0,
    gone: 0,
    forest: growing(),
    whole,
    trust,
    quorum,
    known,
  }
  for await (const line of linesOf(chunks)) {
    if (state.sealed)
      throw new Refused('malformed', state.line + 1, 'Something follows the last line.')
    state.line += 1
    const value = parsed(line, state.line)
    if ('seal' in value) readSeal(state, value, line)
    else if (!state.head) readHead(state, value)
    else readLeaf(state, value)
    whole.update(line).update(Uint8Array.of(10))
  }
  if (!state.sealed) throw new Refused('truncated', state.line, 'The last line is missing.')
  return state.sealed
}

/** Whole lines; one without its newline at the end of the file is none. */
async function* linesOf(chunks) {
  let rest = new Uint8Array(0)
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(rest.length + chunk.length)
    bytes.set(rest)
    bytes.set(chunk, rest.length)
    let from = 0
    for (let end = bytes.indexOf(10, rest.length); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.subarray(from, end)
      from = end + 1
    }
    rest = bytes.slice(from)
  }
  if (rest.length > 0) throw new Refused('truncated', 0, 'The last line is not whole.')
}

function parsed(line, at) {
  try {
    const value = JSON.parse(text.decode(line))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Said below.
  }
  throw new Refused('malformed', at, 'A line is not the JSON of an object.')
}

const hashes = (list) => {
  const all = Array.isArray(list) ? list.map((one) => bytesOf(one, 32)) : [undefined]
  return all.includes(undefined) ? undefined : all
}
const isCount = (value) => Number.isSafeInteger(value) && value >= 0

function readHead(state, head) {
  const malformed = new Refused('malformed', 1, `The first line is not that of ${FORMAT}.`)
  if (head.format !== FORMAT || !Array.isArray(head.witnesses) || !Array.isArray(head.earlier))
    throw malformed
  const keys = [head.log, ...head.witnesses]
  const stranger = state.trust && keys.find((key) => !state.trust.includes(key))
  if (stranger)
    throw new Refused('key_unknown', 1, `The key ${stranger} is none of those you trust.`)
  const [log, ...witnesses] = keys.map(keyOf)
  const wrong = log?.type !== 1 || witnesses.some((key) => key?.type !== 4)
  if (wrong || new Set(keys).size !== keys.length || !isCount(head.quorum)) throw malformed
  const [left, right] = [hashes(head.left), hashes(head.right)]
  if (!left || !right || !isCount(head.first) || !isCount(head.count)) throw malformed
  if (head.proofs !== 'range' && head.proofs !== 'each') throw malformed
  const checkpoint = readCheckpoint(head.checkpoint, { log, witnesses }, 1)
  const needed = state.quorum ?? head.quorum
  if (checkpoint.cosigned.length < needed)
    throw new Refused(
      'quorum_missing',
      1,
      `${checkpoint.cosigned.length} witnesses have signed; ${needed} must.`,
    )
  state.head = { ...head, log, witnesses, checkpoint, left, right }
  state.earlier = head.earlier.map((one) => readEarlier(state, one))
  if (head.proofs === 'range') beginRange(state)
}

/** A checkpoint that was given out before, with the proof that this tree begins with that one. */
function readEarlier({ head }, { checkpoint, proof }) {
  const old = readCheckpoint(checkpoint, head, 1)
  const { size, root } = head.checkpoint
  const path = hashes(proof)
  if (!path) throw new Refused('malformed', 1, 'A consistency proof is not written as one.')
  if (!isBeginning(old, { size, root }, path))
    throw new Refused(
      'inconsistent',
      1,
      `The log of ${old.size} entries is not the beginning of this one.`,
    )
  return old
}

/** RFC 9162, 2.1.4.2. */
function isBeginning(old, now, proof) {
  if (old.size > now.size) return false
  if (old.size === now.size) return proof.length === 0 && same(old.root, now.root)
  if (old.size === 0) return proof.length === 0
  let [place, last] = [old.size - 1, now.size - 1]
  const half = () => {
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  while (place % 2 === 1) half()
  const [first, ...rest] = place === 0 ? [old.root, ...proof] : proof
  if (!first) return false
  let [before, after] = [first, first]
  for (const beside of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeOf(beside, before)
      after = nodeOf(beside, after)
      while (place % 2 === 0 && place !== 0) half()
    } else after = nodeOf(after, beside)
    half()
  }
  return last === 0 && same(before, old.root) && same(after, now.root)
}

/** RFC 9162, 2.1.3.2. */
function isIncluded(index, leaf, { size, root }, proof) {
  if (index >= size) return false
  let [place, last, hash] = [index, size - 1, leaf]
  const half = () => {
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  for (const beside of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeOf(beside, hash)
      while (place % 2 === 0 && place !== 0) half()
    } else hash = nodeOf(hash, beside)
    half()
  }
  return last === 0 && same(hash, root)
}

/** What lies before the first leaf: the whole subtrees of which its number is the sum. */
function beginRange({ head, forest }) {
  let before = head.first
  for (const hash of head.left) {
    const count = before > 0 ? 2 ** Math.floor(Math.log2(before)) : 0
    if (count === 0)
      throw new Refused('malformed', 1, 'There are too many hashes before the first leaf.')
    forest.push(hash, count)
    before -= count
  }
  if (before > 0) throw new Refused('malformed', 1, 'A hash before the first leaf is missing.')
}

function readLeaf(state, leaf) {
  const { head, line } = state
  const wrong = (code, sentence) => {
    throw new Refused(code, line, sentence)
  }
  const hash = bytesOf(leaf.hash, 32)
  if (!hash || !isCount(leaf.i)) wrong('malformed', 'A leaf has no number or no hash.')
  const expected = head.first + state.leaves
  if (head.proofs === 'range' ? leaf.i !== expected : leaf.i <= (state.last ?? -1))
    wrong('order', `Entry ${leaf.i} stands in the wrong place, or one before it is missing.`)
  if ('event' in leaf) {
    const nonce = bytesOf(leaf.nonce, 32)
    if (!nonce || typeof leaf.event !== 'string')
      wrong('malformed', 'An event is not written as one.')
    const own = sha256()
      .update(Uint8Array.of(0))
      .update(nonce)
      .update(utf8.encode(leaf.event))
      .digest()
    if (!same(own, hash)) wrong('leaf_changed', `Entry ${leaf.i} is not what was sealed.`)
    state.events += 1
  } else if (typeof leaf.gone === 'string') state.gone += 1
  else wrong('malformed', 'A leaf has neither an event nor the reason why it is gone.')
  if (head.proofs === 'range') state.forest.push(hash)
  else {
    const proof = hashes(leaf.proof)
    if (!proof || !isIncluded(leaf.i, hash, head.checkpoint, proof))
      wrong('not_included', `Entry ${leaf.i} is not proven to stand in the log.`)
  }
  state.last = leaf.i
  state.leaves += 1
  const { known } = state
  if (known?.size === leaf.i + 1 && head.proofs === 'range') known.seen = state.forest.root()
}

function readSeal(state, { seal }, line) {
  const { head, forest, leaves, whole } = state
  const wrong = (code, sentence) => new Refused(code, state.line, sentence)
  if (!head) throw wrong('malformed', 'The first line is missing.')
  const { checkpoint } = head
  if (leaves !== head.count)
    throw wrong('order', `${head.count} entries are announced, ${leaves} are here.`)
  if (head.proofs === 'range') {
    let at = head.first + leaves
    for (const hash of head.right) {
      let count = 1
      while (at % (count * 2) === 0 && at + count * 2 <= checkpoint.size) count *= 2
      if (at + count > checkpoint.size)
        throw wrong('malformed', 'There are too many hashes behind the last leaf.')
      forest.push(hash, count)
      at += count
    }
    if (at !== checkpoint.size || !same(forest.root(), checkpoint.root))
      throw wrong('root_differs', 'These entries do not make the log that was signed.')
  }
  const { body, signed } = readNote(seal, [head.log], state.line)
  const digest = btoa(String.fromCharCode(...whole.digest()))
  if (signed.length !== 1 || body !== `${FORMAT}\n${head.log.name}\n${state.line - 1}\n${digest}\n`)
    throw wrong('seal_wrong', 'The last line does not close this file.')
  if (!same(line, utf8.encode(`{"seal":${JSON.stringify(seal)}}`)))
    throw wrong('malformed', 'The last line is not written as it must be.')
  compareKnown(state)
  const { origin, size, root, cosigned } = checkpoint
  const { events, gone, earlier } = state
  const witnesses = cosigned.map(({ key, time }) => ({ name: key.name, second: time }))
  state.sealed = {
    ...{
      origin,
      size,
      root: btoa(String.fromCharCode(...root)),
      events,
      gone,
      witnesses,
      proofs: head.proofs,
    },
    ...{ quorum: head.quorum, earlier: earlier.map((one) => one.size), made: String(head.made) },
    ...{
      trusted: state.trust !== undefined,
      keys: [head.log, ...head.witnesses].map(({ name, id }) => `${name} ${id}`),
    },
  }
}

/** A checkpoint that the reader kept from before must be a beginning of this log. */
function compareKnown({ known, head, earlier, line }) {
  if (!known) return
  const at =
    [...earlier, head.checkpoint].find(({ size }) => size === known.size)?.root ?? known.seen
  if (!at)
    throw new Refused(
      'known_not_covered',
      line,
      `Nothing here reaches back to the log of ${known.size} entries that you know.`,
    )
  if (!same(at, known.root))
    throw new Refused(
      'forked',
      line,
      `The log of ${known.size} entries that you know was another one.`,
    )
}

/** What a person reads of a verified export. */
export function describeVerified(found) {
  const when = (second) => new Date(second * 1000).toISOString()
  const witnesses = found.witnesses.map(
    ({ name, second }) => `  witnessed by ${name} at ${when(second)}`,
  )
  const trust = found.trusted
    ? 'All keys are those you named.'
    : 'The keys come from the export itself. Compare them with those you were given:'
  return [
    `Verified: ${found.events} events of ${found.origin}, unchanged and in their order.`,
    found.proofs === 'range'
      ? 'They are neighbours: none is missing between the first and the last.'
      : 'They were chosen singly: each stands in the log, others may lie between them.',
    ...(found.gone > 0
      ? [
          `${found.gone} more entries are proven to have existed; what they said is not in this file.`,
        ]
      : []),
    `The log has ${found.size} entries; its root is ${found.root}.`,
    ...(witnesses.length > 0
      ? witnesses
      : ['  No witness has signed: only the log itself vouches for this.']),
    trust,
    ...found.keys.map((key) => `  ${key}`),
    '',
  ].join('\n')
}

/** One trusted key per line; empty lines and lines that begin with # are passed over. */
export const readTrust = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

/** The size and root of a checkpoint that the reader kept; its signature was checked when it was kept. */
export function readKnown(text) {
  const [, size = '', root = ''] = text.split('\n')
  const bytes = bytesOf(root, 32)
  if (!/^\d+$/.test(size) || !bytes)
    throw new Refused('malformed', 0, 'The known checkpoint is none.')
  return { size: Number(size), root: bytes }
}

/** node verify.mjs EXPORT [--trust KEYS] [--quorum N] [--known CHECKPOINT] */
export async function verifyCommand(args, say) {
  const { createReadStream, readFileSync } = await import('node:fs')
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const file = args[0]
  if (!file || file.startsWith('-')) {
    say('node verify.mjs EXPORT [--trust KEYS] [--quorum N] [--known CHECKPOINT]\n')
    return 2
  }
  const [trust, known, quorum] = ['--trust', '--known', '--quorum'].map(option)
  try {
    const found = await verifyExport(createReadStream(file, { highWaterMark: 1 << 20 }), {
      ...(trust && { trust: readTrust(readFileSync(trust, 'utf8')) }),
      ...(known && { known: readKnown(readFileSync(known, 'utf8')) }),
      ...(quorum && { quorum: Number(quorum) }),
    })
    say(args.includes('--json') ? `${JSON.stringify(found)}\n` : describeVerified(found))
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (args.includes('--json'))
      say(`${JSON.stringify({ refused: error.code, line: error.line })}\n`)
    else say(`REFUSED, line ${error.line}: ${error.message}\n`)
    return 1
  }
}

const { process } = globalThis
if (process?.argv?.[1]) {
  process.exitCode = await verifyCommand(process.argv.slice(2), (text) =>
    process.stdout.write(text),
  )
}
