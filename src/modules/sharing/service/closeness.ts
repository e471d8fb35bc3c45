import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import { saveDeclaration, saveLifted } from '../queries/protect.ts'

/**
 * A member says that they are close to the person of a case. From the next request on the case and
 * every other case of that person answer to them as unknown; the desk of their agency takes over.
 */
export async function declareCloseness(
  tx: ActorTx,
  ref: string,
  reason: string,
): Promise<{ done: true }> {
  const id = randomUUID()
  const key = tx.actor.keys.newDataKey(tx.actor.authority)
  const sealed = seal(key.key, reason, `closeness.reason:${id}`)
  await saveDeclaration(tx, id, ref, key.wrapped, sealed)
  return { done: true }
}

/** Only the data protection officer opens again what a declaration closed. */
export async function liftCloseness(tx: ActorTx, id: string): Promise<{ done: true }> {
  await saveLifted(tx, id)
  return { done: true }
}
