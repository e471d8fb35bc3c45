import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Problem } from '../errors.ts'
import { commonPassphrases } from './common-passphrases.ts'
import { commonWords } from './common-words.ts'

/** Work factors of scrypt; kept in every hash, so that they can grow without a reset. */
export interface Cost {
  /** Logarithm of N: 17 takes 128 MB and about a third of a second. */
  ln: number
  r: number
  p: number
}

const strong: Cost = { ln: 17, r: 8, p: 1 }
let usualCost = strong
const hashBytes = 32
const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22,43})\$([\w-]{43})$/

/** Hashes at another cost from now on, without one at that of the product. Tests call it and nothing else does. */
export function hashAtCost(cost = strong): void {
  usualCost = cost
}

/** Turns a passphrase into what may be stored. A lower cost is for tests and demo cities only. */
export async function hashPassphrase(passphrase: string, cost = usualCost): Promise<string> {
  const salt = randomBytes(16)
  const derived = await derive(passphrase, salt, cost)
  const { ln, r, p } = cost
  const text = [salt, derived].map((bytes) => bytes.toString('base64url')).join('$')
  return `$scrypt$ln=${ln},r=${r},p=${p}$${text}`
}

/**
 * Whether the passphrase fits. Without a hash the same work is done and the answer is no: the time
 * that it takes does not tell whether there is such an account.
 */
export async function fitsPassphrase(passphrase: string, hash: string | null): Promise<boolean> {
  const [, ln, r, p, salt, expected] = form.exec(hash ?? '') ?? []
  const cost = ln ? { ln: Number(ln), r: Number(r), p: Number(p) } : usualCost
  const derived = await derive(passphrase, Buffer.from(salt ?? '', 'base64url'), cost)
  const wanted = expected ? Buffer.from(expected, 'base64url') : randomBytes(hashBytes)
  return timingSafeEqual(derived, wanted) && expected !== undefined
}

/** Whether a hash was made with other work factors than those of today. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(`$scrypt$ln=${usualCost.ln},r=${usualCost.r},p=${usualCost.p}$`)
}

const shortest = 12
const longest = 1024

/**
 * Refuses a passphrase that a guesser would find: too short, or nothing but common words, sentences that
 * everybody knows, and names that stand in public (the city, the agency, the member), also with digits in
 * the place of letters. Any character is allowed, none demanded.
 */
export function refuseWeakPassphrase(passphrase: string, context: readonly string[]): void {
  const letters = [...passphrase.normalize('NFKC')]
  if (letters.length < shortest)
    throw new Problem(422, 'passphrase_too_short', 'passphrase', { limit: shortest })
  if (letters.length > longest)
    throw new Problem(422, 'passphrase_too_long', 'passphrase', { limit: longest })
  const known = byLength([...sentences, ...contextWords(context), ...commonWords])
  const plain = plainText(passphrase)
  const few = new Set(letters).size < 5 || isOnePartRepeated(plain)
  if (few || isLittle(plain, known) || isLittle(plainText(inLetters(passphrase)), known))
    throw new Problem(422, 'passphrase_too_common', 'passphrase')
}

/** What is left when all that guessers know is taken away would be found soon. */
function isLittle(plain: string, known: readonly string[]): boolean {
  const left = withoutWords(plain, known)
  return left.length < 6 || new Set(left).size < 4
}

const letterOf: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }
const signOf: Record<string, string> = { '@': 'a', $: 's', '!': 'i', '€': 'e' }

/** With the letters that stand behind digits and signs: "p4$$w0rd" is a password. */
const inLetters = (text: string) =>
  text.replace(/[013457@$!€]/g, (sign) => letterOf[sign] ?? signOf[sign] ?? sign)

/** Scripts without letters we know how to flatten keep their own characters. */
const plainText = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[\p{P}\p{Z}\p{C}]/gu, '')

const sentences = commonPassphrases.map((sentence) => plainText(sentence))

const byLength = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length)

const contextWords = (context: readonly string[]) =>
  context
    .flatMap((text) => [plainText(text), ...text.split(/[^\p{L}\p{N}]+/u).map(plainText)])
    .filter((word) => word.length >= 4)

const withoutWords = (text: string, words: readonly string[]) =>
  words.reduce((left, word) => left.replaceAll(word, ''), text)

function isOnePartRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    if (
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .startsWith(text)
    )
      return true
  }
  return false
}

const atOnce = 2
const mostWaiting = 40
const waiting: (() => void)[] = []
let working = 0

/** Two at a time: each takes 128 MB, and a hundred at once must not take the machine down. */
async function derive(passphrase: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (waiting.length >= mostWaiting)
    throw new Problem(503, 'sign_in_busy', undefined, undefined, { retryAfter: 5 })
  if (working >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else working += 1
  try {
    return await work(passphrase.normalize('NFKC'), salt, cost)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}

function work(passphrase: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, hashBytes, options, (error, derived) => {
      if (error) reject(error)
      else resolve(derived)
    })
  })
}
