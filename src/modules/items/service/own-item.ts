import type { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AddressItem, ChangeState, DecideItem, Handling } from '../contract.ts'
import {
  findItem,
  removeProposal,
  saveAudience,
  saveDecision,
  saveHandling,
  saveProposalDecision,
  saveState,
  saveVerified,
} from '../queries/acts.ts'
import { sealBeside } from './seal-words.ts'

// What only the agency that brought an item does with it. Each act writes its own event in the database.

/** For whom it is meant from now on. */
export async function addressItem(
  tx: ActorTx,
  id: string,
  seen: number,
  readBy: z.infer<typeof AddressItem>,
): Promise<{ id: string }> {
  await saveAudience(tx, id, seen, readBy)
  return { id }
}

/** How it may be used from now on. */
export async function handleItem(tx: ActorTx, id: string, seen: number, handling: Handling) {
  await saveHandling(tx, id, seen, handling)
  return { id }
}

/** Somebody looked again: it still holds. */
export async function verifyItem(tx: ActorTx, id: string, seen: number, reviewBy: string) {
  await saveVerified(tx, id, seen, reviewBy)
  return { id }
}

/** Takes it back for good, keeps it from others for a while, or gives it free again. */
export async function changeState(
  tx: ActorTx,
  id: string,
  seen: number,
  { state, reason }: z.infer<typeof ChangeState>,
): Promise<{ id: string }> {
  const { key, special } = await findItem(tx, id)
  await saveState(tx, id, seen, state, sealedReason(tx, key, id, reason), special)
  return { id }
}

/** The second person says whether a special item may stand. */
export async function decideItem(
  tx: ActorTx,
  id: string,
  seen: number,
  { approved, reason }: z.infer<typeof DecideItem>,
): Promise<{ id: string }> {
  const { key } = await findItem(tx, id)
  const why = reason ? sealedReason(tx, key, id, reason) : null
  await saveDecision(tx, id, seen, approved, why)
  return { id }
}

/** The second person says whether a proposed change takes the place of what stands. */
export async function decideProposal(
  tx: ActorTx,
  { id, proposal }: { id: string; proposal: string },
  seen: number,
  { approved, reason }: z.infer<typeof DecideItem>,
): Promise<{ id: string }> {
  const { key } = await findItem(tx, id)
  const why = reason ? sealedReason(tx, key, id, reason) : null
  await saveProposalDecision(tx, proposal, seen, approved, why)
  return { id }
}

/** Its author takes a proposed change back. */
export async function dropProposal(
  tx: ActorTx,
  { id, proposal }: { id: string; proposal: string },
  seen: number,
): Promise<{ id: string }> {
  await removeProposal(tx, proposal, seen)
  return { id }
}

function sealedReason(tx: ActorTx, wrapped: Buffer, id: string, reason: string): Buffer {
  const key = tx.actor.keys.dataKey(tx.actor.authority, wrapped)
  return sealBeside(key, 'item_changes.reason', id, reason)
}
