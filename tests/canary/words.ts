import { unzipSync } from 'fflate'

/**
 * A canary: a text that stands in one hidden place and nowhere else. Its first word begins with a
 * stem that no language has, so one look for the stem finds all of them.
 */
export interface Canary {
  /** The place, as a report names it. */
  place: string
  /** The text itself: a word of plain letters and one with letters that encodings change. */
  text: string
  /** The plain word, small. */
  word: string
}

const stem = 'brimq'
const letters = 'abcdefghijklmnopqrstuvwxyz'

/** The plain word of the n-th canary: always as long, and alike at both ends, which base64 blurs. */
export function wordOf(n: number): string {
  const [first, second, third] = [Math.floor(n / 676), Math.floor(n / 26), n].map(
    (part) => letters[part % 26],
  )
  return `${stem}${first}${second}${third}x`
}

/** A family of canaries; each place gets the next, after those that are laid already. */
export function hatch(laid = 0): { lay(place: string): string; all: Canary[] } {
  const all: Canary[] = []
  const lay = (place: string) => {
    const word = wordOf(laid + all.length)
    const text = `${word[0]?.toUpperCase()}${word.slice(1)} Ölkrüg "${word.slice(-4)}" & Co`
    all.push({ place, text, word })
    return text
  }
  return { lay, all }
}

/** Names take letters only. */
export const nameOf = (text: string): string => text.split(' ', 1)[0] ?? ''

/**
 * The canaries that an answer holds, in whatever dress: plain, in small or capital letters, escaped
 * for JSON, HTML or an address, as base64 or hex, in UTF-16, reversed, or inside a packed document.
 */
export function canariesIn(bytes: Buffer, canaries: readonly Canary[]): Canary[] {
  const texts = readingsOf(bytes)
  if (!texts.some((text) => stems.some((one) => text.includes(one)))) return []
  return canaries.filter(({ word }) =>
    texts.some((text) => dressed(word).some((one) => text.includes(one))),
  )
}

function readingsOf(bytes: Buffer): string[] {
  const plain = bytes.toString('utf8')
  // Base64 tells capital from small letters, all else is compared in small ones.
  const texts = [plain, plain.toLowerCase()]
  if (/%[0-9a-f]{2}/i.test(plain)) texts.push(unescape(plain).toLowerCase())
  if (plain.includes('\\u'))
    texts.push(
      plain
        .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .toLowerCase(),
    )
  if (plain.includes('&#'))
    texts.push(
      plain.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).toLowerCase(),
    )
  if (bytes.includes(0)) texts.push(bytes.toString('utf16le').toLowerCase())
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    for (const part of Object.values(unzipSync(new Uint8Array(bytes))))
      texts.push(Buffer.from(part).toString('utf8').toLowerCase())
  return texts
}

const dresses = new Map<string, string[]>()

/** A word as it may be written: each dress in which a program may hide it without meaning to. */
export function dressed(word: string): string[] {
  const known = dresses.get(word)
  if (known) return known
  const capital = `${word[0]?.toUpperCase()}${word.slice(1)}`
  const made = [
    word,
    [...word].reverse().join(''),
    ...[word, capital, word.toUpperCase()].flatMap((one) => [hex(one), ...base64(one)]),
  ]
  dresses.set(word, made)
  return made
}

const hex = (text: string) => Buffer.from(text).toString('hex')

/** Base64 of a word as it looks inside a longer text, whichever of three places it begins at. */
function base64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const all = Buffer.from(' '.repeat(before) + text)
      .toString('base64')
      .replace(/=+$/, '')
    const from = before === 0 ? 0 : before + 1
    const sure = Math.floor(((before + text.length) * 8) / 6)
    return all.slice(from, sure)
  })
}

const stems = dressed(stem)

/**
 * The canaries in bytes that a database has compressed in place: of a text that repeats itself the first
 * one stays legible, with a byte of the method between any two letters.
 */
export function compressedIn(bytes: Buffer, canaries: readonly Canary[]): Canary[] {
  const text = bytes.toString('latin1').toLowerCase()
  if (!gaps(stem).test(text)) return []
  return canaries.filter(({ word }) => gaps(word).test(text))
}

const gaps = (word: string) => new RegExp([...word].join('[^]?'))
