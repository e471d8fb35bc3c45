import type { ActorTx } from '../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { noteAuditor } from '../audit/service.ts'
import type { ArrangementList } from './contract.ts'
import {
  type Agreement,
  type AgreementBook,
  type AgreementDraft,
  Category,
  type DraftContent,
  Duty,
  Purpose,
  type RetentionClass,
  type Signature,
} from './draft-contract.ts'
import { fixDraft, listAgreements, listDrafts, saveDraft, saveSignature } from './draft-queries.ts'
import { isBound, listInForce } from './queries.ts'

/** What was agreed and is in force: the choice of the basis on which something is done. */
export async function listArrangements(tx: ActorTx): Promise<ArrangementList> {
  return { arrangements: await listInForce(tx), bound: await isBound(tx) }
}

/** All agreements with their signatures, and what is still being written. */
export async function readAgreements(tx: ActorTx): Promise<AgreementBook> {
  await noteAuditor(tx, 'agreements.read')
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
  const clauses = linesOf(content).map((line) => ({ ...line, basis: content.basis }))
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

/** What is missing is named by its field: nothing is settled with an empty cell (GD-12, MA-15). */
function requireWhole(content: DraftContent): void {
  for (const field of ['reference', 'title', 'document', 'validFrom', 'basis'] as const)
    if (!content[field]) throw invalid(field, 'required')
  const { validFrom, validUntil, transitionUntil } = content
  if (validFrom && validUntil && validUntil <= validFrom)
    throw invalid('validUntil', 'agreement_ends_before')
  if (transitionUntil && validFrom && !withinDays(validFrom, transitionUntil, 90))
    throw invalid('transitionUntil', 'agreement_transition_too_long')
  if (linesOf(content).length === 0) throw invalid('parties', 'agreement_shares_nothing')
  if (linesOf(content).some((line) => !isFilled(content, line)))
    throw invalid('parties', 'agreement_cells_empty')
  if (Duty.options.some((duty) => content.duties[duty] === undefined))
    throw invalid('duties', 'agreement_duties_empty')
  const { name, address, phone, email } = content.contact
  if (name.length < 3 || !(address || phone || email))
    throw invalid('contact', 'agreement_contact_missing')
  if (linesOf(content).some((line) => !content.retention.some(isOf(line))))
    throw invalid('retention', 'agreement_retention_missing')
}

function withinDays(from: string, until: string, days: number): boolean {
  const between = (Date.parse(until) - Date.parse(from)) / 86_400_000
  return between >= 0 && between <= days
}

interface Line {
  purpose: Purpose
  category: Category
}

const rightsOf = (party: DraftContent['parties'][number], purpose: Purpose) =>
  purpose === 'reintegration' ? party.rights : party.supervision

/** Lines of the matrix of which any party gets anything: these become clauses. */
function linesOf({ parties }: DraftContent): Line[] {
  return Purpose.options.flatMap((purpose) =>
    Category.options
      .filter((category) =>
        parties.some((party) => (rightsOf(party, purpose)[category] ?? 'none') !== 'none'),
      )
      .map((category) => ({ purpose, category })),
  )
}

const isFilled = ({ parties }: DraftContent, { purpose, category }: Line) =>
  parties.every((party) => rightsOf(party, purpose)[category] !== undefined)

const isOf =
  ({ purpose, category }: Line) =>
  (one: RetentionClass) =>
    one.purpose === purpose && one.category === category
