import type { Keyring } from '../../../platform/seal/keyring.ts'
import { givenNamesBehind } from './given-forms.ts'
import { type NameUnit, nameUnits, wordsOf, writtenForms } from './normalise.ts'
import { soundCodes } from './sounds.ts'

/** The names of one person as they were given; aliases are whole names or parts of them. */
export interface PersonNames {
  family: string
  given: string
  aliases?: readonly string[]
}

/** A word of a search and the tokens of which a person must hold at least one; strictest first. */
export interface QueryWord {
  word: string
  any: bigint[]
}

const WORD = 'persons.name.word'
const SOUND = 'persons.name.sound'
const PREFIX = 'persons.name.prefix'
const SHORTEST_PREFIX = 3
const LONGEST_PREFIX = 8

/**
 * The blind tokens under which a person is found: whole words, sounds and beginnings.
 *
 * They are sorted by value, so that their order does not tell the order of the words.
 */
export function nameTokens(keyring: Keyring, authority: number, names: PersonNames): bigint[] {
  const tokens = new Set<bigint>()
  for (const word of wordsToFind(names)) {
    for (const form of writtenForms(word)) {
      tokens.add(keyring.blind(authority, WORD, form))
      for (const start of prefixes(form)) tokens.add(keyring.blind(authority, PREFIX, start))
    }
    for (const code of soundsOf(word)) tokens.add(keyring.blind(authority, SOUND, code))
  }
  return [...tokens].sort((a, b) => (a < b ? -1 : 1))
}

/**
 * What a search looks for, word by word: the word as written, then as it sounds, then as a beginning.
 *
 * Particles go with their word, and neighbours are also tried written together.
 */
export function queryTokens(keyring: Keyring, authority: number, query: string): QueryWord[] {
  const units = nameUnits(wordsOf(query))
  return units.map((unit, place) => {
    const together = withNeighbours(units, place)
    const written = [...new Set([...formsOfUnit(unit), ...together].flatMap(writtenForms))]
    const sounds = new Set(formsOfUnit(unit).flatMap(soundsOf))
    const any = [
      ...written.map((word) => keyring.blind(authority, WORD, word)),
      ...[...sounds].map((code) => keyring.blind(authority, SOUND, code)),
      ...queryPrefixes(unit).map((start) => keyring.blind(authority, PREFIX, start)),
    ]
    return { word: unit.joined, any: [...new Set(any)] }
  })
}

/**
 * The whole-word tokens of the family name in a colleague's name as staff lists write it, given name first.
 * Compared with the tokens of a search, they tell whether it bore that name, without either being written down.
 */
export function familyTokens(keyring: Keyring, authority: number, name: string): bigint[] {
  const units = nameUnits(wordsOf(name))
  const family = units.length > 1 ? units.slice(1) : units
  const forms = new Set(family.flatMap(formsOfUnit).flatMap(writtenForms))
  return [...forms]
    .filter((form) => form.length > 1)
    .map((form) => keyring.blind(authority, WORD, form))
}

/** Every word under which a person may be looked for, written apart and together. */
function wordsToFind(names: PersonNames): Set<string> {
  const parts = [names.family, names.given, ...(names.aliases ?? [])].map(wordsOf)
  const words = new Set(parts.flatMap(storedWords))
  const [family = [], given = []] = parts
  // One name here is two words there: Gulzaman, and Gul Zaman.
  if (family.length + given.length === 2) words.add([...given, ...family].join(''))
  return words
}

function storedWords(words: readonly string[]): string[] {
  const units = nameUnits(words)
  const joined = units.map((unit) => unit.joined)
  const pairs = joined.slice(1).map((word, place) => (joined[place] ?? '') + word)
  return [
    ...units.flatMap(formsOfUnit),
    ...words.filter((word) => word.length > 3),
    ...pairs,
  ].filter((word) => word.length > 1)
}

function formsOfUnit(unit: NameUnit): string[] {
  return unit.joined === unit.bare ? [unit.bare] : [unit.joined, unit.bare]
}

/** The unit written together with the one before it and with the one after it. */
function withNeighbours(units: readonly NameUnit[], place: number): string[] {
  const unit = units[place]?.joined ?? ''
  const [before, after] = [units[place - 1]?.joined, units[place + 1]?.joined]
  return [...(before ? [before + unit] : []), ...(after ? [unit + after] : [])]
}

/** Sound codes, and the names of which the word is a short or translated form. */
function soundsOf(word: string): string[] {
  const forms = writtenForms(word).flatMap(givenNamesBehind)
  return [...soundCodes(word), ...[...new Set(forms)].map((name) => `=${name}`)]
}

function prefixes(word: string): string[] {
  const starts: string[] = []
  for (let length = SHORTEST_PREFIX; length <= Math.min(LONGEST_PREFIX, word.length); length++) {
    starts.push(word.slice(0, length))
  }
  return starts
}

function queryPrefixes(unit: NameUnit): string[] {
  return formsOfUnit(unit)
    .filter((word) => word.length >= SHORTEST_PREFIX)
    .map((word) => word.slice(0, LONGEST_PREFIX))
}

/**
 * Orders opened candidates by how a name answers the search: as written, as a beginning, by sound.
 *
 * Only those whose names answer every word stay; equal answers keep the order they came in.
 */
export function rankMatches<T extends PersonNames>(query: string, opened: readonly T[]): T[] {
  const units = nameUnits(wordsOf(query))
  const sought = units.map((unit, place) => soughtFor(unit, withNeighbours(units, place)))
  const answered = opened.flatMap((person) => {
    const words = [...wordsToFind(person)]
    const written = words.flatMap(writtenForms)
    const answers = sought.map((one) => bestAnswer(one, words, written))
    if (units.length === 0 || answers.includes(NO_ANSWER)) return []
    return [{ person, order: answers.reduce((sum, answer) => sum + answer, 0) }]
  })
  return answered.sort((a, b) => a.order - b.order).map(({ person }) => person)
}

const AS_WRITTEN = 0
const AS_BEGINNING = 1
const AS_SOUND = 2
const NO_ANSWER = Number.POSITIVE_INFINITY

/** A word of a search in every form that answers it, made once for all persons. */
interface Sought {
  whole: ReadonlySet<string>
  starts: readonly string[]
  sounds: ReadonlySet<string>
}

function soughtFor(unit: NameUnit, together: readonly string[]): Sought {
  const wanted = formsOfUnit(unit).flatMap(writtenForms)
  return {
    whole: new Set([...wanted, ...together]),
    starts: wanted.filter((start) => start.length > 2),
    sounds: new Set(wanted.flatMap(soundsOf)),
  }
}

function bestAnswer(sought: Sought, words: readonly string[], written: readonly string[]): number {
  if (written.some((word) => sought.whole.has(word))) return AS_WRITTEN
  if (written.some((word) => sought.starts.some((start) => word.startsWith(start))))
    return AS_BEGINNING
  return words.some((word) => soundsOf(word).some((code) => sought.sounds.has(code)))
    ? AS_SOUND
    : NO_ANSWER
}
