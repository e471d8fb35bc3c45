import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { SealedPerson } from './service/identity.ts'

/** One word of a search as blind tokens: as written, and in any way that may be meant. */
export interface BlindWord {
  exact: string[]
  any: string[]
}

export interface FoundPerson extends SealedPerson {
  byNumber: boolean
  refs: string[]
  releaseOn: string | null
}

export interface Found {
  persons: FoundPerson[]
  /** There are more than were handed out. */
  more: boolean
  askCoordination: { name: string; phone: string | null } | null
}

/** What is looked for, as blind tokens. */
export interface BlindQuery {
  words: BlindWord[]
  numbers: string[]
  births: string[]
}

/**
 * At most so many candidates, all of whom sit in cases of mine; the desk to ask in any case. Where so many
 * bear the name as it was written, nobody who bears it otherwise is looked for.
 */
export async function findPersons(
  tx: ActorTx,
  { words, numbers, births }: BlindQuery,
  { most, written }: { most: number; written: number },
): Promise<Found> {
  const { rows } = await sql<{ found: Found }>`
    select read.persons_found(${JSON.stringify(words)}::jsonb, ${numbers}::bigint[],
      ${births}::bigint[], ${most}, ${written}) as found
  `.execute(tx)
  return rows[0]?.found ?? { persons: [], more: false, askCoordination: null }
}

/** What a search is compared with in its moment, to mark it in the access log. */
export interface NamesBeside {
  own: string
  colleagues: string[]
  /** Whom the member declared closeness to may have been meant. */
  declared: boolean
}

export async function findNamesBeside(
  tx: ActorTx,
  { words, numbers }: Omit<BlindQuery, 'births'>,
): Promise<NamesBeside> {
  const { rows } = await sql<{ beside: NamesBeside }>`
    select read.names_beside(${JSON.stringify(words)}::jsonb, ${numbers}::bigint[]) as beside
  `.execute(tx)
  return rows[0]?.beside ?? { own: '', colleagues: [], declared: false }
}
