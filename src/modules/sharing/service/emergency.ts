import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import type { BegunOverride, Judgement, NewOverride, Overrides } from '../protect-contract.ts'
import {
  findOverrideKey,
  readRunning,
  saveJudgement,
  saveOverride,
  saveOverrideEnd,
} from '../queries/protect.ts'
import { findWaiting } from '../queries/protection.ts'

/**
 * Opens a case in an emergency for four hours, reading only, and tells the data protection officer.
 *
 * At a specially protected case it waits: `until` is null. Null in whole when nothing opens. It is not thrown here: a refusal undoes the transaction, and with it the
 * record that somebody tried, which the officer has to see.
 */
export async function beginOverride(tx: ActorTx, wish: NewOverride): Promise<BegunOverride | null> {
  const { authority, keys } = tx.actor
  const id = randomUUID()
  const key = keys.newDataKey(authority)
  const until = await saveOverride(tx, id, wish.ref, {
    key: key.wrapped,
    asked: seal(key.key, wish.ref, `overrides.asked:${id}`),
    reason: seal(key.key, wish.reason, `overrides.reason:${id}`),
  })
  const waits = await findWaiting(tx, id)
  return until === null && !waits ? null : { id, ref: wish.ref, until }
}

/** Ends a look before its time. */
export async function endOverride(tx: ActorTx, id: string): Promise<{ done: true }> {
  await saveOverrideEnd(tx, id)
  return { done: true }
}

/** Looks of mine that run, for the countdown. */
export async function listRunning(reader: Reader): Promise<Overrides> {
  return { overrides: await readRunning(reader) }
}

/** The officer says in words whether a look was justified. */
export async function judgeOverride(
  tx: ActorTx,
  id: string,
  { verdict, words }: Judgement,
): Promise<{ done: true }> {
  const wrapped = await findOverrideKey(tx, id)
  if (!wrapped) throw notFound('override')
  const key = tx.actor.keys.dataKey(tx.actor.authority, wrapped)
  await saveJudgement(tx, id, verdict, seal(key, words, `overrides.judgement:${id}`))
  return { done: true }
}
