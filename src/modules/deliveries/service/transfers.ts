import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { record } from '../../audit/service.ts'
import { likelySame } from '../../persons/names/likely-same.ts'
import { nameBriefly } from '../../persons/service/identity.ts'
import {
  type AnnouncedIdentity,
  birthOf,
  openAnnounced,
} from '../../timeline/service/notice-identity.ts'
import type { AnswerTransfer, Transfer } from '../contract.ts'
import { listPairs, type SealedSide, saveTransfer } from '../queries/transfers.ts'

/**
 * Gone from one prison's list and new on another's, by name and birth: proposed to a person, with
 * the reasons, and never joined by itself.
 */
export async function listTransfers(tx: ActorTx): Promise<Transfer[]> {
  const pairs = await listPairs(tx)
  return pairs.flatMap(({ from, to }): Transfer[] => {
    const [left, right] = [openSide(tx, from), openSide(tx, to)]
    const { likely, reasons } = likelySame(
      { ...left, birth: birthOf(left.birth) },
      { ...right, birth: birthOf(right.birth) },
    )
    if (!likely) return []
    return [{ from: sideOf(from, left), to: sideOf(to, right), reasons }]
  })
}

/** Says whether both are one person. The same: the notice that left its list ends, the new one stays. */
export async function answerTransfer(
  tx: ActorTx,
  { from, to, person }: AnswerTransfer,
  version: number,
): Promise<void> {
  await saveTransfer(tx, from, to, version, person === 'same')
  await record(tx, 'notice.transfer_decided', { from, to, person })
}

function openSide(tx: ActorTx, { notice, key, identity }: SealedSide): AnnouncedIdentity {
  return openAnnounced(tx.actor, notice, Buffer.from(key, 'hex'), Buffer.from(identity, 'hex'))
}

function sideOf({ notice, prison, release, version }: SealedSide, said: AnnouncedIdentity) {
  const { family, given, birth, number } = said
  const person = nameBriefly({ family, given, birth: null, language: null })
  return { notice, prison, number, person, birth: birth ?? null, release, version }
}
