import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import { record } from '../../audit/service.ts'
import { holdCaseFor, sealForCase } from '../../cases/service/hold-case.ts'
import { likelySame } from '../../persons/names/likely-same.ts'
import { briefPerson, openIdentity } from '../../persons/service/identity.ts'
import type { MovePreview, MoveRelease } from '../../timeline/contract.ts'
import { moveRelease, previewMove } from '../../timeline/service/move-release.ts'
import { birthOf, openAnnounced } from '../../timeline/service/notice-identity.ts'
import type { AnswerProposal, Proposal } from '../contract.ts'
import { listProposals, type SealedProposal, saveAnswer } from '../queries/proposals.ts'
import { listKnown } from '../queries/undo.ts'
import { agencyOfNotice } from '../queries/waiting.ts'

/** What lists say of cases that I sit on, until somebody answers. */
export async function readProposals(tx: ActorTx): Promise<Proposal[]> {
  const told: Proposal[] = []
  for (const one of await listProposals(tx)) told.push(await describe(tx, one))
  return told
}

/** What applying a proposal would do to the case, shown before: the same preview as any move. */
export async function previewProposal(tx: ActorTx, id: string): Promise<MovePreview> {
  const proposal = await findOpen(tx, id)
  return previewMove(tx, proposal.ref, proposal.caseVersion, moveOf(proposal))
}

/**
 * Applies what the list says, declines it with a reason, or notes what was found out (PR-02).
 *
 * A date reaches the case only here, through the same act as every other move, and names the list
 * as its source.
 */
export async function answerProposal(
  tx: ActorTx,
  id: string,
  version: number,
  answer: AnswerProposal,
): Promise<{ moved: MovePreview | null }> {
  const proposal = await findOpen(tx, id)
  if (!proposal.mine) throw forbidden('proposal_not_yours')
  if (answer.outcome === 'applied' && proposal.kind !== 'date')
    throw invalid('outcome', 'proposal_answer_unfit')
  const held = await holdCaseFor(tx, proposal.ref)
  const moved =
    answer.outcome === 'applied'
      ? await moveRelease(tx, () => held, held.version, {
          ...moveOf(proposal),
          source: `${proposal.prison.name}, ${proposal.listedOn}`,
        })
      : null
  const reason =
    'reason' in answer ? sealForCase(tx, held, answer.reason, 'list_proposals.reason') : null
  await saveAnswer(tx, id, version, answer.outcome, reason)
  await record(tx, `proposal.${answer.outcome}`, { caseId: held.id, proposal: id })
  return { moved: moved?.moved ?? null }
}

async function findOpen(tx: ActorTx, id: string): Promise<SealedProposal> {
  const [proposal] = await listProposals(tx, id)
  if (!proposal) throw notFound('proposal')
  if (proposal.status !== 'open') throw conflict('proposal_already_answered')
  return proposal
}

function moveOf({ announced }: SealedProposal): MoveRelease {
  if (!announced) throw invalid('outcome', 'proposal_answer_unfit')
  const { on, certainty, earliestOn } = announced
  // A list may name an earliest day behind the date itself; a case may not.
  const isOrdered = on === null || earliestOn === null || earliestOn <= on
  return { on, certainty, earliestOn: isOrdered ? earliestOn : null }
}

async function describe(tx: ActorTx, proposal: SealedProposal): Promise<Proposal> {
  const { keys, authority } = tx.actor
  const { alike, person, status: _, ...rest } = proposal
  return {
    ...rest,
    person: briefPerson(keys, authority, person),
    elsewhere: alike.length > 0 ? await elsewhere(tx, proposal) : [],
  }
}

async function elsewhere(tx: ActorTx, { alike, person }: SealedProposal) {
  const known = openIdentity(tx.actor.keys, tx.actor.authority, person)
  if (!known) return []
  const found = await listKnown(tx, alike)
  const likely = found.filter(({ id, key_wrapped, identity_sealed }) => {
    if (!key_wrapped || !identity_sealed) return false
    const said = openAnnounced(tx.actor, id, key_wrapped, identity_sealed)
    const left = { ...said, birth: birthOf(said.birth) }
    return likelySame(left, { ...known, birth: birthOf(known.birth) }).likely
  })
  const told: Proposal['elsewhere'] = []
  for (const { id } of likely) told.push({ notice: id, prison: await agencyOfNotice(tx, id) })
  return told
}
