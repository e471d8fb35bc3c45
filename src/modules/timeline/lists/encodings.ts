export const encodings = ['utf-8', 'windows-1252', 'iso-8859-15'] as const
export type Encoding = (typeof encodings)[number]

export const encodingReasons = [
  'byte_order_mark',
  'ascii_only',
  'valid_utf8',
  'mostly_utf8',
  'euro_sign',
  'windows_signs',
  'western_default',
] as const
export type EncodingReason = (typeof encodingReasons)[number]

export interface EncodingFinding {
  name: Encoding
  byteOrderMark: boolean
  reason: EncodingReason
  /** Bytes that the encoding does not have; rows that hold one are reported. */
  strayBytes: number
}

// What windows-1252 puts at 0x80 to 0x9F; a blank has no sign there and stays a C1 code.
const windowsSigns = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

const latin9Signs: readonly (readonly [number, string])[] = [
  [0xa4, '€'],
  [0xa6, 'Š'],
  [0xa8, 'š'],
  [0xb4, 'Ž'],
  [0xb8, 'ž'],
  [0xbc, 'Œ'],
  [0xbd, 'œ'],
  [0xbe, 'Ÿ'],
]

interface ByteCounts {
  multibyte: number
  stray: number
  /** Bytes that are a sign in windows-1252 only. */
  windows: number
  /** Bytes that would be a sign nobody writes in windows-1252, and a common one in ISO 8859-15. */
  latin9: number
  undefinedInWindows: number
  undefinedInLatin9: number
}

/**
 * Finds out how a file writes its letters, and why we think so.
 *
 * One broken byte in a long UTF-8 file must not turn the whole file into another encoding, and two
 * doubly encoded names must not turn a Western file into UTF-8: the majority decides.
 */
export function recogniseEncoding(bytes: Uint8Array): EncodingFinding {
  const counts = countBytes(bytes)
  if (hasByteOrderMark(bytes)) return utf8(true, 'byte_order_mark', counts.stray)
  if (counts.multibyte === 0 && counts.stray === 0) return utf8(false, 'ascii_only', 0)
  if (counts.multibyte > counts.stray) {
    return utf8(false, counts.stray === 0 ? 'valid_utf8' : 'mostly_utf8', counts.stray)
  }
  if (counts.latin9 > 0 && counts.latin9 * 10 >= counts.windows) {
    const strayBytes = counts.undefinedInLatin9
    return { name: 'iso-8859-15', byteOrderMark: false, reason: 'euro_sign', strayBytes }
  }
  const reason = counts.windows > 0 ? 'windows_signs' : 'western_default'
  const strayBytes = counts.undefinedInWindows
  return { name: 'windows-1252', byteOrderMark: false, reason, strayBytes }
}

function utf8(byteOrderMark: boolean, reason: EncodingReason, strayBytes: number): EncodingFinding {
  return { name: 'utf-8', byteOrderMark, reason, strayBytes }
}

/** True if the file says in its first three bytes that it is UTF-8. */
export function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

function countBytes(bytes: Uint8Array): ByteCounts {
  const counts: ByteCounts = {
    multibyte: 0,
    stray: 0,
    windows: 0,
    latin9: 0,
    undefinedInWindows: 0,
    undefinedInLatin9: 0,
  }
  let utf8From = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    countWestern(counts, bytes, at, byte)
    if (at < utf8From) continue
    const length = sequenceLength(bytes, at, byte)
    if (length === 0) counts.stray += 1
    else counts.multibyte += 1
    utf8From = at + Math.max(length, 1)
  }
  return counts
}

function countWestern(counts: ByteCounts, bytes: Uint8Array, at: number, byte: number): void {
  if (byte < 0xa0) {
    counts.undefinedInLatin9 += 1
    if (windowsSigns[byte - 0x80] === ' ') counts.undefinedInWindows += 1
    else counts.windows += 1
  } else if (byte === 0xa4) {
    counts.latin9 += 1
  } else if (byte === 0xa6 || byte === 0xb8 || (byte >= 0xbc && byte <= 0xbe)) {
    // A fraction or a cedilla standing alone inside a word is a letter of ISO 8859-15.
    if (isAsciiLetter(bytes[at - 1]) && isAsciiLetter(bytes[at + 1])) counts.latin9 += 1
  }
}

function isAsciiLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
}

function sequenceLength(bytes: Uint8Array, at: number, byte: number): number {
  const length = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
  if (length === 0 || byte > 0xf4) return 0
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return length
}

/**
 * Turns bytes into text. A byte that the encoding does not have becomes U+FFFD or a C1 code.
 *
 * The two Western tables are written out: run times differ in what they call windows-1252.
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'utf-8') return new TextDecoder('utf-8').decode(bytes)
  const table = westernTable(encoding)
  const units = new Uint16Array(bytes.length)
  for (let at = 0; at < bytes.length; at += 1) units[at] = table[bytes[at] ?? 0] ?? 0
  return Buffer.from(units.buffer).toString('utf16le')
}

function westernTable(encoding: Encoding): Uint16Array {
  const table = Uint16Array.from({ length: 256 }, (_, byte) => byte)
  if (encoding === 'iso-8859-15') {
    for (const [byte, sign] of latin9Signs) table[byte] = sign.charCodeAt(0)
  } else {
    for (const [index, sign] of [...windowsSigns].entries()) {
      if (sign !== ' ') table[0x80 + index] = sign.charCodeAt(0)
    }
  }
  return table
}

const doublyEncoded =
  /[\u00c2-\u00c5][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\u00e2\u20ac[\u0080-\u00bf˜™œž“”]/

/** True when a text looks as if UTF-8 had once been read as a Western encoding: `MuÃ±oz`. */
export function looksDoublyEncoded(text: string): boolean {
  return doublyEncoded.test(text)
}
