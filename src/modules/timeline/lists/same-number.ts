import { alike, normaliseForCompare } from './compare.ts'
import type { Fault } from './read-row.ts'
import type { ListedPerson } from './reading.ts'

interface Entry {
  line: number
  person?: ListedPerson
  fault?: Fault
}

/**
 * Marks rows that share a number: a row given twice counts once, two different rows count as none.
 *
 * Looks at good rows only, those of other municipalities too, so that one number can never stand for
 * a person of the city on the strength of half the evidence.
 */
export function markSameNumbers(entries: Entry[], numberColumn: number): void {
  const byNumber = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (!entry.person) continue
    const number = alike(entry.person.number)
    const same = byNumber.get(number)
    if (same) same.push(entry)
    else byNumber.set(number, [entry])
  }
  for (const same of byNumber.values()) {
    if (same.length > 1) markGroup(same, numberColumn)
  }
}

function markGroup(same: readonly Entry[], column: number): void {
  const firsts = new Map<string, Entry>()
  for (const entry of same) {
    if (!entry.person) continue
    const content = JSON.stringify(normaliseForCompare(entry.person))
    const first = firsts.get(content)
    if (first) entry.fault = { code: 'row_repeated', column, otherLine: first.line }
    else firsts.set(content, entry)
  }
  const different = [...firsts.values()]
  const [one, two] = different
  if (!one || !two) return
  for (const entry of different) {
    const otherLine = entry === one ? two.line : one.line
    entry.fault = { code: 'number_conflict', column, otherLine }
  }
}
