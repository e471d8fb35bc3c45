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
