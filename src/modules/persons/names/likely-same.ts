import { type Birth, type BirthRelation, compareBirths } from './birth.ts'
import { wordsOf } from './normalise.ts'
import type { PersonNames } from './tokens.ts'
import { leavesVowelsOut } from './transliterate.ts'
import { compareFamilies, compareGivens, compareWords, type FamilyMatch } from './word-match.ts'

/** A person as two lists may describe one: names and birth, and nothing else. */
export interface NamedPerson extends PersonNames {
  birth: Birth | null
}

/** Whether it is worth asking somebody, and why, in words; never how much. */
export interface Likeness {
  likely: boolean
  reasons: string[]
}

interface Names {
  family: string[]
  given: string[]
}

/**
 * Says whether two records may be one person, so that a person can decide.
 *
 * Nothing is ever joined by this. With a full birth date a surname may hold a slip of the pen,
 * but given names must be one name in sound or form: twins share all the rest. Without a
 * full date the surname must agree as well.
 */
export function likelySame(a: NamedPerson, b: NamedPerson): Likeness {
  const birth = compareBirths(a.birth, b.birth)
  if (birth === 'birth_dates_differ') return { likely: false, reasons: [birth] }
  const vowelsOut = [a, b].some((person) => leavesVowelsOut(`${person.family} ${person.given}`))
  for (const left of writtenNames(a)) {
    for (const right of writtenNames(b)) {
      const reasons = compareNames(left, right, birth, vowelsOut)
      if (reasons) return { likely: true, reasons: [...new Set([birth, ...reasons])] }
    }
  }
  return { likely: false, reasons: [birth, 'names_differ'] }
}

/** The names as given, then with each alias in the place of the given name or of the surname. */
function writtenNames(person: NamedPerson): Names[] {
  const names = { family: wordsOf(person.family), given: wordsOf(person.given) }
  const aliases = (person.aliases ?? []).map(wordsOf).filter((words) => words.length > 0)
  return [
    names,
    ...aliases.flatMap((words) => [
      { family: names.family, given: words },
      { family: words, given: names.given },
    ]),
  ]
}

function compareNames(
  a: Names,
  b: Names,
  birth: BirthRelation,
  vowelsOut: boolean,
): string[] | null {
  const firm = birth === 'same_birth_date' || birth === 'birth_day_month_swapped'
  const straight = compareStraight(a, b, firm, vowelsOut)
  if (straight) return straight
  if (sameWordsElsewhere(a, b, vowelsOut)) return ['name_words_equal_other_order']
  if (writtenTogether(a, b, vowelsOut)) return ['name_written_together']
  return null
}

function compareStraight(a: Names, b: Names, firm: boolean, vowelsOut: boolean): string[] | null {
  const family = compareFamilies(a.family, b.family, { vowelsOut, slips: firm })
  if (!family) return null
  if (a.given.length === 0 && b.given.length === 0) {
    return family.oneMissing && !firm ? null : familyReasons(family)
  }
  const given = compareGivens(a.given, b.given, vowelsOut)
  if (!given) return null
  if (given.initials && (!firm || family.closeness === 'near')) return null
  return [...familyReasons(family), ...(given.reason ? [given.reason] : [])]
}

function familyReasons(family: FamilyMatch): string[] {
  const reasons = [family.closeness === 'equal' ? 'surname_equal' : 'spelling_variant']
  if (family.oneMissing) reasons.push('one_surname_missing')
  if (family.otherOrder) reasons.push('name_words_equal_other_order')
  return reasons
}

/** All words of both names agree, whichever was written as surname. */
function sameWordsElsewhere(a: Names, b: Names, vowelsOut: boolean): boolean {
  const [left, right] = [
    [...a.family, ...a.given],
    [...b.family, ...b.given],
  ]
  if (left.length < 2 || left.length !== right.length) return false
  return left.every((word) => {
    const place = right.findIndex((other) => compareWords(word, other, vowelsOut) !== null)
    if (place >= 0) right.splice(place, 1)
    return place >= 0
  })
}

/** One name here is two there: Gulzaman, and Gul Zaman. */
function writtenTogether(a: Names, b: Names, vowelsOut: boolean): boolean {
  if (a.given.length > 0 && b.given.length > 0) return false
  const whole = (names: Names) => [
    [...names.family, ...names.given].join(''),
    [...names.given, ...names.family].join(''),
  ]
  return whole(a).some((left) =>
    whole(b).some((right) => left.length > 5 && compareWords(left, right, vowelsOut) !== null),
  )
}
