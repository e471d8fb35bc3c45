import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { ArrangementList } from './contract.ts'
import { listInForce } from './queries.ts'

/** What was agreed and is in force: the choice of the basis on which something is done. */
export async function listArrangements(tx: ActorTx): Promise<ArrangementList> {
  return { arrangements: await listInForce(tx) }
}
