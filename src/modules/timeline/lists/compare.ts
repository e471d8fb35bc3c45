import { createHmac } from 'node:crypto'
import type { ListedPerson } from './reading.ts'

/**
 * A row with everything removed that is no change: case, blanks, and two ways to write one letter.
 *
 * Accents stay: `Martínez` for `Martinez` is another spelling, and a person should see it.
 */
export function normaliseForCompare(row: ListedPerson): ListedPerson {
  return {
    number: alike(row.number),
    family: alike(row.family),
    given: alike(row.given),
    birth: row.birth,
    release: row.release,
    releaseKind: row.releaseKind,
    releases: Object.fromEntries(Object.entries(row.releases).sort(([a], [b]) => (a < b ? -1 : 1))),
    establishment: alikeOrNull(row.establishment),
    residence: alikeOrNull(row.residence),
    postcode: alikeOrNull(row.postcode),
    remand: row.remand,
    language: alikeOrNull(row.language),
  }
}

/**
 * A mark that is the same as long as a row says the same.
 *
 * To keep it, give a secret key: without one, names and dates can be found again by trying.
 */
export function rowFingerprint(row: ListedPerson, key: string | Uint8Array = ''): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(normaliseForCompare(row)))
    .digest('hex')
}

/** The same words, whatever their case and blanks. */
export function alike(text: string): string {
  return text.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')
}

function alikeOrNull(text: string | null): string | null {
  return text === null ? null : alike(text)
}
