import { z } from 'zod'
import type { Actor } from '../../../platform/db/as-actor.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { Basic, Said } from '../contract.ts'
import type { SaidRead } from '../queries/first-day.ts'

type Knows = Pick<Actor, 'authority' | 'keys'>

/** The part of life of a basic; a first appointment is with whoever leads. */
export const categoryOf: Record<Basic, string> = {
  bed: 'accommodation',
  money: 'finance_papers',
  medication: 'health',
  papers: 'finance_papers',
  appointment: 'lead',
}

/** Basics that are a whole part of life, so that asking for them is an offer of responsibility. */
export const domainOf: Partial<Record<Basic, 'accommodation' | 'health'>> = {
  bed: 'accommodation',
  medication: 'health',
}

/** Closes what was said under a key of its own. */
export function sealSaid(
  { authority, keys }: Knows,
  id: string,
  { saidBy, words }: { saidBy?: string | undefined; words?: string | undefined },
) {
  const { key, wrapped } = keys.newDataKey(authority)
  return {
    key: wrapped,
    saidBy: saidBy ? seal(key, saidBy, `case_basics.said_by:${id}`) : null,
    words: words ? seal(key, words, `case_basics.words:${id}`) : null,
  }
}

/** Opens what was said for one answer. */
export function openSaid(
  { authority, keys }: Knows,
  read: SaidRead,
  releasedAt: Date | undefined,
): Said {
  const { id, state, source, agency, recordedBy } = read
  const key = read.key ? keys.dataKey(authority, Buffer.from(read.key, 'hex')) : null
  const opened = (sealed: string | null, kind: string) =>
    key && sealed ? open(key, Buffer.from(sealed, 'hex'), `case_basics.${kind}:${id}`) : null
  return {
    id,
    state,
    source,
    agency,
    at: new Date(read.at).toISOString(),
    recordedAt: new Date(read.recordedAt).toISOString(),
    recordedBy,
    saidBy: opened(read.saidBy, 'said_by'),
    words: opened(read.words, 'words'),
    outdated: releasedAt !== undefined && new Date(read.at) < new Date(releasedAt),
  }
}

const Kept = z.object({
  saidBy: z.string(),
  place: z.string().optional(),
  nowAt: z.string().optional(),
  reach: z.string().optional(),
})

/** Closes who said that somebody is released, where they are, and how they are reached. */
export function sealCircumstances({ authority, keys }: Knows, id: string, said: object) {
  const { key, wrapped } = keys.newDataKey(authority)
  const words = JSON.stringify(Kept.parse(said))
  return { key: wrapped, words: seal(key, words, `unplanned_releases.words:${id}`) }
}

export function openCircumstances(
  { authority, keys }: Knows,
  { id, key, words }: { id: string; key: Buffer; words: Buffer },
) {
  const opened = open(keys.dataKey(authority, key), words, `unplanned_releases.words:${id}`)
  return Kept.parse(JSON.parse(opened))
}
