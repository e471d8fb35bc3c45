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
  askCoordination: { name: string; phone: string | null } | null
}

/** At most 200 candidates, all of whom sit in cases of mine; the desk to ask in any case. */
export async function findPersons(
  tx: ActorTx,
  words: BlindWord[],
  numbers: string[],
): Promise<Found> {
  const { rows } = await sql<{ found: Found }>`
    select read.persons_found(${JSON.stringify(words)}::jsonb, ${numbers}::bigint[]) as found
  `.execute(tx)
  return rows[0]?.found ?? { persons: [], askCoordination: null }
}
