import { transliterate } from './transliterate.ts'

/** Little words before a surname; written apart, together, after it or left out from list to list. */
const PARTICLES = new Set(
  `van von vom zu zur zum der den de het ter ten te tot in t la le les l du des d da das do dos del della delle dei
   degli di lo el al ad as an ar at ash az ben bin ibn bint ould abu abou bou ait o mac mc y e und af av`
    .split(/\s+/)
    .filter((word) => word.length > 0),
)

/** A name in one written form: lower case, Latin, no marks, no punctuation, single spaces. */
export function normaliseName(text: string): string {
  return transliterate(text)
    .replace(/['’‘ʼʻ`´ʾʿ"]/g, '')
    .replace(/[^a-z]+/g, ' ')
    .trim()
}

/** The words of a name in one written form; hyphens part them, particles stay. */
export function nameWords(family: string, given: string): string[] {
  return [...wordsOf(family), ...wordsOf(given)]
}

/** The words of one part of a name. */
export function wordsOf(text: string): string[] {
  const normal = normaliseName(text)
  return normal === '' ? [] : normal.split(' ')
}

/** The word itself, and as it is written where umlauts are not spelled out: mueller, muller. */
export function writtenForms(word: string): string[] {
  const folded = word.replace(/(?<![aeiouq])([aou])e(?![aeiou])/g, '$1')
  return folded === word || folded.length < 3 ? [word] : [word, folded]
}

/** A word of a name with the particles that belong to it. */
export interface NameUnit {
  /** With its particles, written together: vandenbroucke. */
  joined: string
  /** Without them: broucke. */
  bare: string
}

/**
 * Puts particles together with the word they belong to.
 *
 * Particles at the end (`Meulebroeck van der`) belong to the first word. A name of particles
 * only is left as one word.
 */
export function nameUnits(words: readonly string[]): NameUnit[] {
  const units: NameUnit[] = []
  let particles = ''
  for (const word of words) {
    if (PARTICLES.has(word)) particles += word
    else {
      units.push({ joined: particles + word, bare: word })
      particles = ''
    }
  }
  if (particles === '') return units
  const first = units[0]
  if (!first) return [{ joined: particles, bare: particles }]
  return [{ joined: particles + first.joined, bare: first.bare }, ...units.slice(1)]
}
