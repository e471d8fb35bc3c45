import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { record } from '../../audit/service.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { NewStanding, Standing, Standings } from '../contract.ts'
import {
  readStandings,
  type StandingsRead,
  saveStanding,
  saveStandingEnd,
} from '../queries/standing.ts'

/** What our desk accepts in advance, how much of it is used, and what could be added. */
export async function listStandings(reader: Reader): Promise<Standings> {
  const read = await readStandings(reader)
  const book = agencyBook(read.agencies)
  return {
    standings: read.rows.map((row) => ({
      ...row,
      prisons: row.prisons.flatMap((id) => book.find(id) ?? []),
      state: stateOf(row, read.today),
    })),
    mayAdd: read.mayAdd,
    domains: read.domains,
    prisons: read.agencies,
  }
}

function stateOf(row: StandingsRead['rows'][number], today: string): Standing['state'] {
  if (row.endedOn) return 'ended'
  if (row.until <= today) return 'over'
  return row.from > today ? 'to_come' : 'in_force'
}

/** From now on an offer within these limits is accepted at once, in the name of who says so here. */
export async function addStanding(tx: ActorTx, wish: NewStanding): Promise<{ id: string }> {
  if (wish.until <= wish.from) throw invalid('until', 'standing_ends_before_it_begins')
  const id = randomUUID()
  await saveStanding(tx, id, wish)
  await record(tx, 'standing.added', { standing: id, domain: wish.domain })
  return { id }
}

/** Ends the word given in advance; what was accepted by it stays accepted. */
export async function endStanding(
  tx: ActorTx,
  id: string,
  version: number,
): Promise<{ id: string }> {
  await saveStandingEnd(tx, id, version)
  await record(tx, 'standing.ended', { standing: id })
  return { id }
}
