import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { forbidden, notFound, Problem } from '../../../platform/errors.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import { holdCaseFor } from '../../cases/service/hold-case.ts'
import {
  findExtensionRefusal,
  findShareRefusal,
  listSeenItems,
  type Refusal,
  saveExtension,
  saveShare,
  saveTold,
  saveWithdrawal,
} from '../queries/shares.ts'
import type { Made, NewShare, ToldOfShare, ToldOrWhy } from '../share-contract.ts'

/**
 * Lets recipients have items of my agency until a day. Items under several clauses become one share
 * for each, all or none. A refusal cites the clause.
 */
export async function decideShare(tx: ActorTx, ref: string, share: NewShare): Promise<Made> {
  const held = await holdCaseFor(tx, ref)
  const asked = [...new Set(share.items)]
  const seen = await listSeenItems(tx, held.id, asked)
  if (seen.length < asked.length) throw notFound('item')
  if (seen.some((item) => item.owner_agency_id !== tx.actor.agency))
    throw forbidden('share_not_owner')
  const ids: string[] = []
  for (const clause of new Set(seen.map((item) => item.clause_id))) {
    const items = seen.filter((item) => item.clause_id === clause).map((item) => item.id)
    ids.push(await decideOne(tx, held.id, items, share))
  }
  return { ids }
}

async function decideOne(
  tx: ActorTx,
  caseId: string,
  items: string[],
  share: NewShare,
): Promise<string> {
  const { necessity, releaseGround, expiresOn } = share
  const wish = {
    ...{ caseId, items, expiresOn },
    recipients: [...new Set(share.recipients)],
    reasoned: necessity !== undefined,
    released: releaseGround !== undefined,
  }
  const refusal = await findShareRefusal(tx, wish)
  if (refusal) throw refused(refusal)
  const { authority, keys } = tx.actor
  const id = randomUUID()
  const key = keys.newDataKey(authority)
  const words = (text: string | undefined, what: string) =>
    text === undefined ? null : seal(key.key, text, `shares.${what}:${id}`)
  await saveShare(tx, id, wish, share.conditions, {
    key: key.wrapped,
    necessity: words(necessity, 'necessity'),
    token: necessity === undefined ? null : reasonToken(tx, necessity),
    release: words(releaseGround, 'release'),
    informed: share.informed ? sealedInformed(share.informed, words) : null,
  })
  return id
}

/** The same reason, however it is spaced, has the same token: so one text used again and again is noticed. */
export const reasonToken = (tx: ActorTx, text: string): string =>
  String(
    tx.actor.keys.blind(
      tx.actor.authority,
      'shares.necessity',
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    ),
  )

function sealedInformed(
  informed: ToldOrWhy,
  words: (text: string, what: string) => Buffer | null,
): object {
  if ('on' in informed) return informed
  const { postponed, until } = informed
  return { postponed: words(postponed, 'postponed')?.toString('hex'), until }
}

/** A refusal of the database as a problem that says which clause, and whom it does not reach. */
export function refused({ status, code, field, clause, agency, until }: Refusal): Problem {
  const values = { ...(clause && { clause }), ...(agency && { agency }), ...(until && { until }) }
  return new Problem(status, code, field, values)
}

/** Takes a share back: in this transaction access ends. */
export const withdrawShare = (tx: ActorTx, id: string, version: number) =>
  saveWithdrawal(tx, id, version)

/** A later last day, asked anew whether each item may still be handed on. */
export async function extendShare(tx: ActorTx, id: string, version: number, expiresOn: string) {
  const refusal = await findExtensionRefusal(tx, id, version, expiresOn)
  if (refusal) throw refused(refusal)
  return saveExtension(tx, id, version, expiresOn)
}

/** When and how the person was told. */
export const recordTold = (tx: ActorTx, id: string, version: number, told: ToldOfShare) =>
  saveTold(tx, id, version, told)
