import { z } from 'zod'
import type { Actor } from '../../../platform/db/as-actor.ts'
import { open } from '../../../platform/seal/envelope.ts'
import type { Birth } from '../../persons/names/birth.ts'
import { nameBriefly } from '../../persons/service/identity.ts'
import type { Notice } from '../notice-contract.ts'

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

/** What a screen shows of an announced person. */
export function describePerson(identity: AnnouncedIdentity): Notice['person'] {
  const { family, given, birth, number, language } = identity
  return {
    ...nameBriefly({ family, given, birth: birth ?? null, language: language ?? null }),
    family,
    given,
    birth: birth ?? null,
    number,
    language: language ?? null,
  }
}

/** `1990-04-02`, or `1990` where only the year is known. */
export function birthOf(text: string | null | undefined): Birth | null {
  const found = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/.exec(text ?? '')
  if (!found) return null
  const [, year, month, day] = found
  return { year: Number(year), ...(month && { month: Number(month), day: Number(day) }) }
}
