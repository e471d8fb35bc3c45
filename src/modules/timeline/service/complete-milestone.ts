import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { versionOutdated } from '../../../platform/http/versions.ts'
import { record } from '../../audit/service.ts'
import { holdCaseFor } from '../../cases/service/hold-case.ts'
import type { Milestone } from '../milestone-contract.ts'
import { findMilestone, saveMilestoneDone } from '../queries.ts'

/** A milestone is done, and stays where it is when the release moves. */
export async function completeMilestone(
  tx: ActorTx,
  ref: string,
  id: string,
  version: number,
): Promise<Milestone> {
  const held = await holdCaseFor(tx, ref)
  const milestone = await findMilestone(tx, held.id, id)
  if (!milestone) throw notFound('milestone')
  if (milestone.version !== version) throw versionOutdated(version, milestone.version)
  await saveMilestoneDone(tx, held.id, id, version)
  await record(tx, 'milestone.completed', { caseId: held.id, milestone: id })
  const done = await findMilestone(tx, held.id, id)
  if (!done) throw notFound('milestone')
  return { ...done, overdue: false }
}
