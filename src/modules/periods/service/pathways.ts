import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Pathways } from '../pathway-contract.ts'
import { listPathwayRows } from '../pathway-queries.ts'

/** All pathways with their steps; the one with which new cases begin here comes first. */
export async function listPathways(tx: ActorTx): Promise<Pathways> {
  const [first, ...rest] = await listPathwayRows(tx)
  const others = rest.map((pathway) => ({ ...pathway, current: false }))
  return { pathways: first ? [{ ...first, current: true }, ...others] : [] }
}
