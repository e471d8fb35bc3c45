import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import { writeKeyGroups } from '../../../platform/seal/key-groups.ts'
import type { ConfirmKey, KeySheet } from '../contract.ts'
import { saveKeyPrinted, saveKeyShown } from '../queries.ts'

/** The master key for paper. That it was shown is in the access log before it is. */
export async function showKeySheet(tx: ActorTx, master: Buffer): Promise<KeySheet> {
  const authority = await saveKeyShown(tx)
  return { authority, date: tx.actor.today, groups: writeKeyGroups(master) }
}

/** Two groups typed from the paper prove that there is a paper. */
export async function confirmKeySheet(
  tx: ActorTx,
  master: Buffer,
  { groups }: ConfirmKey,
): Promise<void> {
  const right = writeKeyGroups(master)
  const [first, second] = groups
  if (first?.number === second?.number) throw invalid('groups', 'key_groups_same')
  for (const [index, { number, text }] of groups.entries())
    if (plain(text) !== right[number - 1])
      throw invalid(`groups.${index}`, 'key_group_wrong', { number })
  await saveKeyPrinted(tx)
}

const plain = (text: string) =>
  text.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
