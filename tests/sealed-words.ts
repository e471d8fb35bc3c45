import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Remembers every text that is sealed from now on, at the cipher itself, whichever code seals it. What a data key
 * closes is text; a data key that is closed by another one is not, and is left out.
 *
 * Answers what was sealed so far, and a way to stop.
 */
export function rememberSealed(): { texts: Set<string>; stop: () => void } {
  const texts = new Set<string>()
  const usual = crypto.createCipheriv
  const listening = (...args: Parameters<typeof usual>) => {
    const cipher = usual(...args)
    const update = cipher.update.bind(cipher) as (data: Buffer) => Buffer
    cipher.update = ((data: Buffer) => {
      const text = Buffer.from(data).toString('utf8')
      if (!text.includes('\ufffd') && !text.includes('\0')) texts.add(text)
      return update(data)
    }) as typeof cipher.update
    return cipher
  }
  crypto.createCipheriv = listening as typeof usual
  syncBuiltinESMExports()
  return {
    texts,
    stop: () => {
      crypto.createCipheriv = usual
      syncBuiltinESMExports()
    },
  }
}

export type WordKind = 'name' | 'birth' | 'number' | 'note'

/** Texts inside sealed records, by the name under which they stand there. */
const kinds: Record<string, WordKind> = {
  ...{ family: 'name', given: 'name', name: 'name', initials: 'name', birth: 'birth' },
  ...{ number: 'number', note: 'note', role: 'note', title: 'note', paragraphs: 'note' },
}

/** What stands in sealed records too and is not looked for, with the reason. */
export const notLookedFor: Record<string, string> = {
  on: 'days, which the desk keeps readable to count by them',
  from: 'days, which the desk keeps readable to count by them',
  until: 'days, which the desk keeps readable to count by them',
  certainty: 'a code of a fixed list',
  category: 'a code of a fixed list',
  state: 'a code of a fixed list',
  code: 'a code of a fixed list',
  answer: 'a code of a fixed list',
  version: 'the edition of a printed form',
  language: 'a code of a language',
  agency: 'names of agencies, which are public',
  establishment: 'names of prisons, which are public',
  nonce: 'random, so that two sealed records are never alike',
  yes: 'a label of a printed form',
  no: 'a label of a printed form',
  day: 'a label of a printed form',
  signature: 'a label of a printed form',
}

/**
 * The words of sealed texts: names, birth dates and numbers of persons, and every other text as a note. A text of a kind that
 * nobody has judged yet counts as a note: it has to be judged.
 */
export function wordsOf(texts: Iterable<string>): Map<string, WordKind> {
  const words = new Map<string, WordKind>()
  const add = (word: string, kind: WordKind) => {
    if (Buffer.byteLength(word) >= 3 && !words.has(word)) words.set(word, kind)
  }
  for (const text of texts) {
    const record = parsed(text)
    if (record === undefined) add(text, /^[A-Z]{2,3}-\d{5,}$/.test(text) ? 'number' : 'note')
    else
      for (const [key, word] of leaves(record))
        if (!(key in notLookedFor)) add(word, kinds[key] ?? 'note')
  }
  return words
}

/** Every text in a value, with the name under which it stands. */
function leaves(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]]
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, key))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => leaves(one, name))
  return []
}

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
