import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { forbidden, notFound } from '../../../platform/errors.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import { holdCaseFor } from '../../cases/service/hold-case.ts'
import {
  findDisclosureKey,
  listSeenItems,
  saveDecision,
  saveDisclosure,
  saveDisclosureWithdrawal,
  saveHandedOver,
} from '../queries/shares.ts'
import type { Decision, Made, NewDisclosure } from '../share-contract.ts'
import { reasonToken } from './shares.ts'

/**
 * Asks the chair to let something reach somebody outside the table of agencies. Nothing leaves
 * before another member with that function has said yes.
 */
export async function askDisclosure(tx: ActorTx, ref: string, wish: NewDisclosure): Promise<Made> {
  const held = await holdCaseFor(tx, ref)
  const asked = [...new Set(wish.items)]
  const seen = await listSeenItems(tx, held.id, asked)
  if (seen.length < asked.length) throw notFound('item')
  if (seen.some((item) => item.owner_agency_id !== tx.actor.agency))
    throw forbidden('share_not_owner')
  const id = randomUUID()
  const key = tx.actor.keys.newDataKey(tx.actor.authority)
  const words = (text: string, what: string) => seal(key.key, text, `disclosures.${what}:${id}`)
  const { informed } = wish
  await saveDisclosure(tx, id, held.id, asked, wish.expiresOn, {
    key: key.wrapped,
    to: words(wish.to, 'to'),
    why: words(wish.why, 'why'),
    token: reasonToken(tx, wish.why),
    conditions: wish.conditions ? words(wish.conditions, 'conditions') : null,
    informed:
      'on' in informed
        ? informed
        : { postponed: words(informed.postponed, 'postponed').toString('hex') },
  })
  return { ids: [id] }
}

/** The chair says yes or no, in words. */
export async function decideDisclosure(
  tx: ActorTx,
  id: string,
  version: number,
  { outcome, words }: Decision,
): Promise<{ version: number }> {
  const wrapped = await findDisclosureKey(tx, id)
  if (!wrapped) throw notFound('disclosure')
  const key = tx.actor.keys.dataKey(tx.actor.authority, wrapped)
  return saveDecision(tx, id, version, outcome, seal(key, words, `disclosures.decision:${id}`))
}

/** What was approved leaves, once, until its last day. */
export const handOver = (tx: ActorTx, id: string, version: number) =>
  saveHandedOver(tx, id, version)

/** Taken back before it left. */
export const withdrawDisclosure = (tx: ActorTx, id: string, version: number) =>
  saveDisclosureWithdrawal(tx, id, version)
