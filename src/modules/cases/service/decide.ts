import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { record } from '../../audit/service.ts'
import type { ConferencesDecided, DecideConferences, Need, NewNeed } from '../contract.ts'
import { saveConferencesNeeded, saveNeed } from '../queries.ts'
import { holdCaseFor, requireCaseVersion, sealForCase } from './hold-case.ts'

/** The coordination desk decides by name that this case needs conferences; their dates follow. */
export async function decideConferences(
  tx: ActorTx,
  ref: string,
  version: number,
  decision: DecideConferences,
): Promise<ConferencesDecided> {
  const held = await holdCaseFor(tx, ref)
  requireCaseVersion(held, version)
  const reason = sealForCase(tx, held, decision.reason, 'decisions.reason')
  const saved = await saveConferencesNeeded(tx, held, version, reason)
  await record(tx, 'case.conferences_decided', { caseId: held.id, version: saved })
  return { ref, version: saved, conferencesNeeded: true }
}

/**
 * A part of life in which somebody must be accountable, because the person wishes help or a measure
 * imposes it. What is merely possible is never a need: the software would manufacture cases.
 */
export async function addNeed(tx: ActorTx, ref: string, need: NewNeed): Promise<Need> {
  const held = await holdCaseFor(tx, ref)
  await saveNeed(tx, held, need, sealForCase(tx, held, need.reason, 'decisions.reason'))
  await record(tx, 'case.need_added', { caseId: held.id, required: need.required })
  const { domain, required, days } = need
  return { ref, domain, required, days }
}
