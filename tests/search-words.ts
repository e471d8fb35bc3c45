/** One word that stands somewhere. */
export interface Found {
  word: string
  /** Where its bytes begin. */
  at: number
}

/** Looks for thousands of words at once in bytes, as whole words: no letter or digit stands before or behind. */
export function wordSearcher(words: Iterable<string>): (bytes: Buffer) => Found[] {
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
      if (heads[head] === 0 || isLetter(bytes[at - 1])) continue
      for (const word of byHead.get(head) ?? [])
        if (
          at + word.length <= bytes.length &&
          bytes.compare(word, 0, word.length, at, at + word.length) === 0 &&
          !isLetter(bytes[at + word.length])
        )
          found.push({ word: word.toString('utf8'), at })
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
