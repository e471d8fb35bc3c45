import { formsOfOneName } from './given-forms.ts'
import { type NameUnit, nameUnits, writtenForms } from './normalise.ts'
import { skeletonAlike, soundAlike } from './sounds.ts'

/** How closely two words agree; `near` is a slip of the pen, too little to tell twins apart. */
export type Closeness = 'equal' | 'variant' | 'near'

/** What may differ: short vowels that a script leaves out, and slips of the pen. */
export interface Comparison {
  vowelsOut: boolean
  slips: boolean
}

/** How two surnames agree. */
export interface FamilyMatch {
  closeness: Closeness
  /** One side has a surname more than the other. */
  oneMissing: boolean
  otherOrder: boolean
}

const ORDER: readonly Closeness[] = ['equal', 'variant', 'near']

/** Compares two words by letters, then by sound. */
export function compareWords(a: string, b: string, vowelsOut: boolean): Closeness | null {
  const others = writtenForms(b)
  if (writtenForms(a).some((form) => others.includes(form))) return 'equal'
  if (vowelsOut ? skeletonAlike(a, b) : soundAlike(a, b)) return 'variant'
  return null
}

/** Compares surnames word by word, with and without particles, written together or apart. */
export function compareFamilies(
  a: readonly string[],
  b: readonly string[],
  how: Comparison,
): FamilyMatch | null {
  const [unitsA, unitsB] = [nameUnits(a), nameUnits(b)]
  if (unitsA.length === 0 || unitsB.length === 0) return null
  let best: FamilyMatch | null = null
  for (const left of writings(unitsA)) {
    for (const right of writings(unitsB)) {
      const match = matchUnits(left, right, how)
      if (match && (!best || rank(match) < rank(best))) best = match
    }
  }
  return best
}

function rank(match: FamilyMatch): number {
  return ORDER.indexOf(match.closeness) + (match.oneMissing ? 3 : 0) + (match.otherOrder ? 0.5 : 0)
}

/** The units as they stand, and with two neighbours written together. */
function writings(units: readonly NameUnit[]): NameUnit[][] {
  const joined = units.slice(1).map((unit, place) => {
    const word = (units[place]?.joined ?? '') + unit.joined
    return [...units.slice(0, place), { joined: word, bare: word }, ...units.slice(place + 2)]
  })
  return [[...units], ...joined]
}

function matchUnits(
  a: readonly NameUnit[],
  b: readonly NameUnit[],
  how: Comparison,
): FamilyMatch | null {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const free = new Map(many.map((unit, place) => [place, unit]))
  let worst: Closeness = 'equal'
  const places: number[] = []
  for (const unit of few) {
    const found = bestOf(unit, free, how)
    if (!found) return null
    free.delete(found.place)
    places.push(found.place)
    if (ORDER.indexOf(found.closeness) > ORDER.indexOf(worst)) worst = found.closeness
  }
  const otherOrder = places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))
  return { closeness: worst, oneMissing: few.length < many.length, otherOrder }
}

function bestOf(
  unit: NameUnit,
  free: ReadonlyMap<number, NameUnit>,
  how: Comparison,
): { place: number; closeness: Closeness } | null {
  let best: { place: number; closeness: Closeness } | null = null
  for (const [place, other] of free) {
    const closeness = compareUnits(unit, other, how)
    if (closeness === 'equal') return { place, closeness }
    if (closeness && (!best || ORDER.indexOf(closeness) < ORDER.indexOf(best.closeness)))
      best = { place, closeness }
  }
  return best
}

function compareUnits(a: NameUnit, b: NameUnit, how: Comparison): Closeness | null {
  const pairs: [string, string][] = [
    [a.joined, b.joined],
    [a.bare, b.bare],
    [a.joined, b.bare],
    [a.bare, b.joined],
  ]
  let best: Closeness | null = null
  for (const [left, right] of pairs) {
    const closeness = compareWords(left, right, how.vowelsOut)
    if (closeness === 'equal') return 'equal'
    best ??= closeness
  }
  if (best || !how.slips) return best
  return pairs.some(([left, right]) => isNear(left, right)) ? 'near' : null
}

/** Same consonants in a word long enough, or a slip of one letter (two in a long word). */
function isNear(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length)
  if (length < 5) return false
  return skeletonAlike(a, b) || slips(a, b) <= (length < 8 ? 1 : 2)
}

/** Compares given names; any one given name more on one side is allowed and said. */
export function compareGivens(
  a: readonly string[],
  b: readonly string[],
  vowelsOut: boolean,
): { reason: string | null; initials: boolean } | null {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  if (few.length === 0) return null
  const together = compareWords(a.join(''), b.join(''), vowelsOut)
  if (together) return { reason: together === 'equal' ? null : 'spelling_variant', initials: false }
  const free = [...many]
  let reason: string | null = few.length < many.length ? 'one_given_name_missing' : null
  let initials = false
  for (const word of few) {
    const place = free.findIndex((other) => compareGiven(word, other, vowelsOut) !== null)
    if (place < 0) return null
    const how = compareGiven(word, free[place] ?? '', vowelsOut)
    if (how === 'given_name_initials') initials = true
    if (how && how !== 'equal') reason = how
    free.splice(place, 1)
  }
  return { reason, initials }
}

function compareGiven(a: string, b: string, vowelsOut: boolean): string | null {
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'given_name_initials' : null
  const closeness = compareWords(a, b, vowelsOut)
  if (closeness) return closeness === 'equal' ? 'equal' : 'spelling_variant'
  const forms = writtenForms(a).some((left) => writtenForms(b).some((r) => formsOfOneName(left, r)))
  if (forms) return 'given_name_other_form'
  return isExchanged(a, b) ? 'spelling_variant' : null
}

/** Two neighbouring letters exchanged inside a word: a typist's slip that no twins share. */
function isExchanged(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 5 || a === b) return false
  const place = [...a].findIndex((letter, index) => letter !== b[index])
  const exchanged = a.slice(0, place) + (a[place + 1] ?? '') + (a[place] ?? '') + a.slice(place + 2)
  return place > 0 && exchanged === b
}

/** How many letters were left out, added, changed or exchanged with their neighbour. */
function slips(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
