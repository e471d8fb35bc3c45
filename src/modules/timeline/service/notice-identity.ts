import { z } from 'zod'
import type { Actor } from '../../../platform/db/as-actor.ts'
import { open } from '../../../platform/seal/envelope.ts'
import type { Birth } from '../../persons/names/birth.ts'
import type { Notice } from '../contract.ts'

/** What a prison announced of somebody, as it lies sealed in a notice. */
export const AnnouncedIdentity = z.object({
  family: z.string(),
  given: z.string(),
  birth: z.string().nullish(),
  number: z.string(),
  establishment: z.string().nullish(),
  language: z.string().nullish(),
  earliest: z.string().optional(),
  expected: z.string().optional(),
  fixed: z.string().optional(),
})
export type AnnouncedIdentity = z.infer<typeof AnnouncedIdentity>

/** The identity of a person as it lies sealed beside their cases. */
export const KnownIdentity = z.object({
  family: z.string(),
  given: z.string(),
  birth: z.string().nullish(),
  language: z.string().nullish(),
  aliases: z.array(z.string()).optional(),
})
export type KnownIdentity = z.infer<typeof KnownIdentity>

type Knows = Pick<Actor, 'authority' | 'keys'>

/** Opens what was announced; it opens only as the identity of this notice. */
export function openAnnounced(
  { authority, keys }: Knows,
  notice: string,
  wrapped: Buffer,
  sealed: Buffer,
): AnnouncedIdentity {
  const text = open(keys.dataKey(authority, wrapped), sealed, `release_notices.identity:${notice}`)
  return AnnouncedIdentity.parse(JSON.parse(text))
}

/** Opens the identity of a person. */
export function openKnown(
  { authority, keys }: Knows,
  person: string,
  wrapped: Buffer,
  sealed: Buffer,
): KnownIdentity {
  const text = open(keys.dataKey(authority, wrapped), sealed, `persons.identity:${person}`)
  return KnownIdentity.parse(JSON.parse(text))
}

/** What a screen shows of an announced person. */
export function describePerson(identity: AnnouncedIdentity): Notice['person'] {
  const { family, given, birth, number, language } = identity
  return {
    initials: initialsOf(identity),
    name: nameOf(identity),
    family,
    given,
    birth: birth ?? null,
    number,
    language: language ?? null,
  }
}

/** Given name first, as one speaks. */
export function nameOf({ family, given }: { family: string; given: string }): string {
  return `${given} ${family}`.trim()
}

/** "A. K."; somebody with one name has one letter. */
export function initialsOf({ family, given }: { family: string; given: string }): string {
  const letters = [given, family].map((name) => name.match(/\p{L}/u)?.[0]?.toLocaleUpperCase())
  return letters.flatMap((letter) => (letter ? [`${letter}.`] : [])).join(' ')
}

/** `1990-04-02`, or `1990` where only the year is known. */
export function birthOf(text: string | null | undefined): Birth | null {
  const found = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/.exec(text ?? '')
  if (!found) return null
  const [, year, month, day] = found
  return { year: Number(year), ...(month && { month: Number(month), day: Number(day) }) }
}
