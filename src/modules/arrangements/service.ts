import type { ActorTx } from '../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import type { ArrangementList } from './contract.ts'
import {
  type Agreement,
  type AgreementBook,
  type AgreementDraft,
  Category,
  type DraftContent,
  type Signature,
} from './draft-contract.ts'
import { fixDraft, listAgreements, listDrafts, saveDraft, saveSignature } from './draft-queries.ts'
import { listInForce } from './queries.ts'

/** What was agreed and is in force: the choice of the basis on which something is done. */
export async function listArrangements(tx: ActorTx): Promise<ArrangementList> {
  return { arrangements: await listInForce(tx) }
}

/** All agreements with their signatures, and what is still being written. */
export async function readAgreements(tx: ActorTx): Promise<AgreementBook> {
  return { agreements: await listAgreements(tx), drafts: await listDrafts(tx) }
}

/** One draft. */
export async function readDraft(tx: ActorTx, id: number): Promise<AgreementDraft> {
  const [draft] = await listDrafts(tx, id)
  if (!draft) throw notFound('agreement_draft')
  return draft
}

/** Keeps a draft, complete or not: nothing that was typed is lost. */
export async function writeDraft(
  tx: ActorTx,
  content: DraftContent,
  former?: { id: number; version: number },
): Promise<AgreementDraft> {
  const clauses = categoriesOf(content).map((category) => ({ category, basis: content.basis }))
  return readDraft(tx, await saveDraft(tx, { ...content, clauses }, former))
}

/** Settles the text. From now on it is signed or left alone, never changed. */
export async function settleDraft(tx: ActorTx, id: number, version: number): Promise<Agreement> {
  const { content } = await readDraft(tx, id)
  requireWhole(content)
  return readAgreement(tx, await fixDraft(tx, id, version))
}

/** Writes down a signature that was given, on paper or elsewhere, with its name and day. */
export async function sign(tx: ActorTx, id: number, signature: Signature): Promise<Agreement> {
  await saveSignature(tx, id, signature)
  return readAgreement(tx, id)
}

async function readAgreement(tx: ActorTx, id: number): Promise<Agreement> {
  const found = (await listAgreements(tx)).find((agreement) => agreement.id === id)
  if (!found) throw notFound('agreement_draft')
  return found
}

function requireWhole(content: DraftContent): void {
  for (const field of ['reference', 'title', 'document', 'validFrom', 'basis'] as const)
    if (!content[field]) throw invalid(field, 'required')
  const { validFrom, validUntil } = content
  if (validFrom && validUntil && validUntil <= validFrom)
    throw invalid('validUntil', 'agreement_ends_before')
  if (categoriesOf(content).length === 0) throw invalid('parties', 'agreement_shares_nothing')
}

/** Categories of which any party gets anything. */
function categoriesOf({ parties }: DraftContent): Category[] {
  return Category.options.filter((category) =>
    parties.some(({ rights }) => (rights[category] ?? 'none') !== 'none'),
  )
}
