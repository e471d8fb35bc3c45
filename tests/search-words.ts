/** One word that stands somewhere. */
export interface Found {
  word: string
  /** Where its bytes begin. */
  at: number
}

/**
 * Looks for thousands of words at once in bytes, as whole words: no letter or digit stands before or behind. A word of three
 * or four letters also stands in sealed bytes by chance, so it counts where what is around it reads as text. Or anywhere,
 * within other words too, as `includes` would find them one by one.
 */
export function wordSearcher(
  words: Iterable<string>,
  where: 'whole' | 'anywhere' = 'whole',
): (bytes: Buffer) => Found[] {
  const anywhere = where === 'anywhere'
  // By their first three bytes; every word has that many.
  const byHead = new Map<number, Buffer[]>()
  for (const word of words) {
    const bytes = Buffer.from(word, 'utf8')
    if (bytes.length < 3) throw new Error(`Too short to look for: ${word}`)
    const head = headAt(bytes, 0)
    byHead.set(head, [...(byHead.get(head) ?? []), bytes])
  }
  const heads = new Uint8Array(1 << 24)
  for (const head of byHead.keys()) heads[head] = 1
  return (bytes) => {
    const found: Found[] = []
    for (let at = 0; at + 2 < bytes.length; at += 1) {
      const head = headAt(bytes, at)
      if (heads[head] === 0 || (!anywhere && isLetter(bytes[at - 1]))) continue
      for (const word of byHead.get(head) ?? []) {
        const end = at + word.length
        if (
          end <= bytes.length &&
          bytes.compare(word, 0, word.length, at, end) === 0 &&
          (anywhere || (!isLetter(bytes[end]) && (word.length > 4 || readsAsText(bytes, at, end))))
        )
          found.push({ word: word.toString('utf8'), at })
      }
    }
    return found
  }
}

const headAt = (bytes: Buffer, at: number) =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)

/** A letter or digit, or a part of a letter beyond ASCII. */
function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte >= 0x80
  )
}

/** Of the eight bytes on either side three in four are plain text, and the word is not within a line of Base64. */
function readsAsText(bytes: Buffer, from: number, end: number): boolean {
  const around = [...bytes.subarray(Math.max(0, from - 8), from), ...bytes.subarray(end, end + 8)]
  const plain = around.filter((byte) => byte === 0x0a || (byte >= 0x20 && byte < 0x7f)).length
  if (plain * 4 < around.length * 3) return false
  let first = from
  let last = end
  while (last - first <= longest && isBase64(bytes[first - 1])) first -= 1
  while (last - first <= longest && isBase64(bytes[last])) last += 1
  return last - first <= longest
}

/** Letters, digits and marks without a space between; sealed bytes have more of them. */
const longest = 32

const isBase64 = (byte: number | undefined) =>
  byte !== undefined &&
  byte < 0x80 &&
  (isLetter(byte) || '+/=_-'.includes(String.fromCharCode(byte)))
