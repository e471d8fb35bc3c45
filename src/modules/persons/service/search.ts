import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { record } from '../../audit/service.ts'
import type { PersonHit, PersonSearch } from '../contract.ts'
import { birthTokens } from '../names/birth.ts'
import { queryTokens, rankMatches } from '../names/tokens.ts'
import { type BlindWord, type FoundPerson, findNamesBeside, findPersons } from '../queries.ts'
import { nameBriefly, openIdentity, type PersonIdentity } from './identity.ts'
import { markSearch } from './search-marks.ts'

const mostShown = 20
/**
 * So many are opened and ranked; whoever finds more is asked to narrow the search. Who bear the name as
 * it was written are equal in rank, so of them no more are opened than tell that there are others.
 */
const looked = { most: 50, written: mostShown + 1 }

type Opened = PersonIdentity & { found: FoundPerson }

/**
 * Finds persons by name, name and year of birth, or number, among those on whose case the member sits.
 *
 * A person of somebody else's answers like a person who does not exist, after the same work, and the
 * way to ask the coordination desk is always there (PI4). The event holds the question only as a
 * hash, how many were looked at, who was shown, and whether it bore a name near to the member (AU3).
 */
export async function searchPersons(tx: ActorTx, query: string): Promise<PersonSearch> {
  const { authority, keys } = tx.actor
  const asked = queryTokens(keys, authority, query)
  const words = asked.map(blindWord)
  const number = keys.blind(authority, 'persons.number', query.trim()).toString()
  const year = yearIn(query)
  const births = year ? birthTokens(keys, authority, { year }).map(String) : []
  const found = await findPersons(tx, { words, numbers: [number], births }, looked)
  const { persons, askCoordination } = found
  const opened = persons.flatMap((found): Opened[] => {
    const identity = openIdentity(keys, authority, found)
    return identity ? [{ ...identity, found }] : []
  })
  const answering = [
    ...opened.filter(({ found }) => found.byNumber),
    ...rankMatches(
      query,
      opened.filter(({ found }) => !found.byNumber),
    ),
  ]
  const shown = answering.slice(0, mostShown)
  const foundByNumber = opened.filter(({ found }) => found.byNumber).map(({ family }) => family)
  const marks = markSearch(
    { keys, authority, words: asked, foundByNumber },
    await findNamesBeside(tx, { words, numbers: [number] }),
  )
  await record(tx, 'persons.search', {
    query: keys.hashQuery(authority, query),
    hits: persons.length,
    shown: shown.map(({ found }) => found.id),
    ...(marks.length > 0 && { marks }),
  })
  return {
    persons: shown.map(hitOf),
    more: found.more || answering.length > shown.length,
    askCoordination: askCoordination ?? { name: '', phone: null },
  }
}

/** A year of birth that was typed beside a name, alone or at an end of a date. */
function yearIn(query: string): number | null {
  const found = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(query)
  return found ? Number(found[0]) : null
}

const blindWord = ({ any }: { any: bigint[] }): BlindWord => ({
  exact: any.slice(0, 1).map(String),
  any: any.map(String),
})

const hitOf = ({ found, ...identity }: Opened): PersonHit => ({
  personId: found.id,
  refs: found.refs,
  person: nameBriefly(identity),
  birth: identity.birth,
  releaseOn: found.releaseOn,
})
