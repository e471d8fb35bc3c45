import { sha512 } from './sha.mjs'

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
