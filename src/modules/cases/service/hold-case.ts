import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { Problem } from '../../../platform/errors.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import { type HeldCase, holdCase, holdingCase } from '../queries.ts'

export type { HeldCase }
export { holdingCase }

/** Holds a case for an act: seen from here on nobody else changes it. Unseen is missing. */
export const holdCaseFor = (tx: ActorTx, ref: string): Promise<HeldCase> => holdCase(tx, ref)

export function requireCaseVersion(held: HeldCase, version: number): void {
  if (held.version !== version) throw caseOutdated(held, version)
}

/**
 * Somebody was faster. The release in force is told with both versions, because it is mostly what
 * the other one has changed.
 */
export function caseOutdated(
  { version: current, release }: Pick<HeldCase, 'version' | 'release'>,
  version: number,
): Problem {
  const extra = { yours: version, current, release }
  return new Problem(412, 'version_outdated', undefined, undefined, extra)
}

/** Closes words that belong to a case with the key of the case. */
export function sealForCase(tx: ActorTx, held: HeldCase, text: string, kind: string): Buffer {
  const key = tx.actor.keys.dataKey(tx.actor.authority, Buffer.from(held.key, 'hex'))
  return seal(key, text, `${kind}:${held.id}`)
}
