import { z } from 'zod'
import { open } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'

/** A person as the database hands them out: sealed, with the wrapped key, as hexadecimal text. */
export interface SealedPerson {
  id: string
  key: string
  identity: string
  version: number
}

const Identity = z.object({
  family: z.string(),
  given: z.string(),
  birth: z.string().nullish(),
  language: z.string().nullish(),
})

/** Who somebody is, opened for one answer and kept nowhere. */
export interface PersonIdentity {
  family: string
  given: string
  birth: string | null
  language: string | null
}

/** How lists name a person; the screen hides the name unless the reader switched names on. */
export interface NamedBriefly {
  initials: string
  name: string | null
}

/** Opens an identity; null where the reader's rights did not reach the person. */
export function openIdentity(
  keys: Keyring,
  authority: number,
  person: SealedPerson | null,
): PersonIdentity | null {
  if (!person) return null
  const key = keys.dataKey(authority, Buffer.from(person.key, 'hex'))
  const text = open(key, Buffer.from(person.identity, 'hex'), `persons.identity:${person.id}`)
  const { family, given, birth, language } = Identity.parse(JSON.parse(text))
  return { family, given, birth: birth ?? null, language: language ?? null }
}

/** Opens a number that an agency gave a person; it lies under the person's key. */
export function openNumber(
  keys: Keyring,
  authority: number,
  person: SealedPerson,
  sealed: string,
): string {
  const key = keys.dataKey(authority, Buffer.from(person.key, 'hex'))
  return open(key, Buffer.from(sealed, 'hex'), `person_identifiers.number:${person.id}`)
}

/** Initials and name of an identity, or neither. */
export function nameBriefly(identity: PersonIdentity | null): NamedBriefly {
  if (!identity) return { initials: '', name: null }
  const { family, given } = identity
  const initials = [given, family].map(initialOf).filter((letter) => letter !== '')
  return {
    initials: initials.map((letter) => `${letter}.`).join(' '),
    name: [given, family].filter((part) => part.trim() !== '').join(' '),
  }
}

/** Opens a person only as far as lists need it. */
export const briefPerson = (keys: Keyring, authority: number, person: SealedPerson | null) =>
  nameBriefly(openIdentity(keys, authority, person))

/** Opens a person with the two identifiers that stand before a handover: name and birth date. */
export function identifyPerson(keys: Keyring, authority: number, person: SealedPerson | null) {
  const identity = openIdentity(keys, authority, person)
  return { ...nameBriefly(identity), birth: identity?.birth ?? null }
}

const latin = /^[A-Za-zÀ-ÖØ-Þà-öø-þ]$/
/** From here on signs may join the one before them. */
const firstJoining = 0x300

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letter of a name; a whole one, also in scripts where it takes several signs. */
function initialOf(name: string): string {
  // Almost every name begins with a plain Latin letter, and parting graphemes is slow.
  const first = name.charAt(0)
  if (latin.test(first) && !(name.charCodeAt(1) >= firstJoining)) return first.toUpperCase()
  for (const { segment } of letters.segment(name.trim())) {
    if (/\p{L}/u.test(segment)) return segment.toLocaleUpperCase()
  }
  return ''
}
