import { createHash } from 'node:crypto'
import { KEY_BYTES } from './envelope.ts'
import { SealError } from './seal-error.ts'

/** Without I, L, O and U, which people read as other letters or numbers. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groupSize = 4
const keyGroups = 13

/**
 * The master key as people print and type it: 14 groups of five characters. The last character of
 * each group tells whether the group was typed rightly and stands in its place, the last group
 * whether the whole is right.
 */
export function writeKeyGroups(key: Buffer): string[] {
  const text = toLetters(key, keyGroups * groupSize) + toLetters(digestOf(key), groupSize)
  const groups = text.match(/.{4}/g) ?? []
  return groups.map((group, index) => group + checkLetter(group, index))
}

/** Reads what somebody typed, and names the groups that are not right. */
export function readKeyGroups(typed: string): Buffer {
  const groups = typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .split(/[^0-9A-Z]+/)
    .filter(Boolean)
  const wrong = groups.flatMap((group, index) => (isRight(group, index) ? [] : [index + 1]))
  if (wrong.length > 0) throw typo(`Look again at group ${wrong.join(', ')}`)
  if (groups.length !== keyGroups + 1)
    throw typo(`There are ${groups.length} groups and there must be ${keyGroups + 1}`)
  const text = groups.map((group) => group.slice(0, groupSize)).join('')
  const key = fromLetters(text.slice(0, keyGroups * groupSize))
  if (writeKeyGroups(key).join() !== groups.join())
    throw typo('Each group is right by itself, but together they are no key: is a sheet mixed up')
  return key
}

/** Whether one group was typed as it stands on the sheet. */
export function isRight(group: string, index: number): boolean {
  if (!/^[0-9A-HJKMNP-TV-Z]{5}$/.test(group)) return false
  return checkLetter(group.slice(0, groupSize), index) === group[groupSize]
}

function typo(what: string): SealError {
  return new SealError('master_key_typo', `${what}. Nothing was changed.`)
}

const digestOf = (key: Buffer) => createHash('sha256').update('key-sheet\0').update(key).digest()

function toLetters(bytes: Buffer, length: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const fives =
    bits
      .padEnd(length * 5, '0')
      .slice(0, length * 5)
      .match(/.{5}/g) ?? []
  return fives.map((five) => letters[Number.parseInt(five, 2)]).join('')
}

function fromLetters(text: string): Buffer {
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.slice(0, KEY_BYTES).map((byte) => Number.parseInt(byte, 2)))
}

/**
 * A check over the field of 32 elements, where each place has another factor: every single wrong
 * character and every swap of two is noticed, and a group in the place of another one.
 */
function checkLetter(group: string, index: number): string {
  const values = [...group].map((letter) => letters.indexOf(letter))
  const sum = [...values, index].reduce((all, value, place) => all ^ times(value, place + 2), 0)
  return letters[sum] ?? ''
}

/** Multiplication in GF(2^5) with x^5 + x^2 + 1. */
function times(a: number, b: number): number {
  let [left, right, product] = [a, b, 0]
  while (right > 0) {
    if (right & 1) product ^= left
    left = left & 16 ? (left << 1) ^ 0b100101 : left << 1
    right >>= 1
  }
  return product
}
