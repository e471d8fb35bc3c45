import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { type Comparable, differencesBetween } from '../compare.ts'
import {
  type Agreement,
  type AgreementDraft,
  Category,
  type DraftContent,
  type DraftParty,
} from '../draft-contract.ts'
import { listAgreements, listDrafts } from '../draft-queries.ts'
import { holdEditions } from '../edition-acts.ts'
import type { Cell, Comparison, EditionText } from '../edition-contract.ts'
import {
  findRest,
  listAgencyNames,
  listBasesOf,
  listCells,
  listOpinions,
} from '../edition-queries.ts'
import { writeDraft } from '../service.ts'

/** One edition, whole, with the editions before and after it. */
export async function readEdition(tx: ActorTx, id: number): Promise<EditionText> {
  const all = await listAgreements(tx)
  const agreement = all.find((one) => one.id === id)
  const rest = await findRest(tx, id)
  if (!agreement || !rest) throw notFound('agreement')
  return {
    agreement,
    reviewOn: rest.reviewOn,
    reviewMonths: rest.reviewMonths,
    includesRemand: rest.includesRemand,
    fixed: rest.fixed,
    duties: rest.duties,
    retention: rest.retention,
    contacts: rest.contacts,
    papers: rest.papers,
    nextDraft: rest.nextDraft,
    publicPage:
      agreement.state === 'in_force'
        ? `/information/${tx.actor.authority}/${agreement.lineageId}`
        : `/information/preview/${id}`,
    cells: await listCells(tx, id),
    bases: await listBasesOf(tx, id),
    opinions: await listOpinions(tx, { edition: id }),
    editions: all
      .filter(({ lineageId }) => lineageId === agreement.lineageId)
      .map(({ id: its, edition, state, validFrom }) => ({ id: its, edition, state, validFrom }))
      .sort((a, b) => a.edition - b.edition),
  }
}

/** What differs between two editions of which the reader may read both. */
export async function compareEditions(tx: ActorTx, id: number, other: number): Promise<Comparison> {
  const [one, two] = [await readEdition(tx, id), await readEdition(tx, other)]
  const [former, latter] = one.agreement.edition <= two.agreement.edition ? [one, two] : [two, one]
  return {
    former: headOf(former.agreement),
    latter: headOf(latter.agreement),
    agencies: await listAgencyNames(tx),
    differences: differencesBetween(await comparable(former), await comparable(latter)),
  }
}

/** What a draft would change in the edition from which it was begun. */
export async function compareDraft(tx: ActorTx, draft: AgreementDraft): Promise<Comparison> {
  const { content } = draft
  if (content.supersedesId === null) throw notFound('agreement')
  const former = await readEdition(tx, content.supersedesId)
  const agencies = await listAgencyNames(tx)
  return {
    former: headOf(former.agreement),
    latter: { id: null, edition: former.agreement.edition + 1, title: content.title },
    agencies,
    // A basis that the register will find is not known before the text is fixed: it is no difference yet.
    differences: differencesBetween(
      await comparable(former),
      comparableDraft(content, agencies),
    ).filter(({ kind }) => kind !== 'basis'),
  }
}

const headOf = ({ id, edition, title }: Agreement) => ({ id, edition, title })

async function comparable(text: EditionText): Promise<Comparable> {
  const { agreement, cells, bases, duties, retention, reviewOn, includesRemand } = text
  const basisOf = new Map(bases.map(({ id, citation }) => [id, citation]))
  return {
    parties: agreement.parties.map(({ agency }) => agency.id),
    cells: cells.map((cell) => ({
      ...cell,
      basis: cell.basisId === null ? null : (basisOf.get(cell.basisId) ?? null),
    })),
    duties,
    retention,
    facts: {
      title: agreement.title,
      reference: agreement.reference,
      document: agreement.document,
      validFrom: agreement.validFrom,
      validUntil: agreement.validUntil,
      transitionUntil: agreement.transitionUntil,
      reviewOn,
      reviewMonths: String(text.reviewMonths),
      includesRemand: String(includesRemand),
      fallback: agreement.fallback.name,
    },
  }
}

function comparableDraft(
  content: DraftContent,
  agencies: readonly { id: number; name: string }[],
): Comparable {
  const cells = content.parties.flatMap(({ agencyId, rights, supervision, secrecy }) =>
    (['reintegration', 'supervision'] as const).flatMap((purpose) =>
      Object.entries(purpose === 'reintegration' ? rights : supervision).map(([name, right]) => {
        const category = Category.parse(name)
        const ground = secrecy[category]
        return {
          ...{ agencyId, purpose, category, right: right ?? 'none', basis: null },
          secrecy: ground !== undefined,
          releaseGround: ground || null,
        }
      }),
    ),
  )
  return {
    parties: content.parties.map(({ agencyId }) => agencyId),
    cells,
    duties: content.duties,
    retention: content.retention,
    facts: {
      title: content.title,
      reference: content.reference,
      document: content.document,
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      transitionUntil: content.transitionUntil,
      reviewOn: content.reviewOn,
      reviewMonths: String(content.reviewMonths),
      includesRemand: String(content.includesRemand),
      fallback: agencies.find(({ id }) => id === content.fallbackAgencyId)?.name ?? null,
    },
  }
}

/**
 * Begins the next edition from the text of this one: nothing is typed twice. It permits nothing, and
 * the edition in force stays in force until two parties have signed the new one.
 */
export async function beginEdition(tx: ActorTx, id: number): Promise<AgreementDraft> {
  await holdEditions(tx, id)
  const text = await readEdition(tx, id)
  if (text.nextDraft !== null) {
    const [draft] = await listDrafts(tx, text.nextDraft)
    if (draft) return draft
  }
  const rest = await findRest(tx, id)
  if (!rest) throw notFound('agreement')
  const { agreement, contacts, cells } = text
  const [contact] = contacts
  const { since: _, ...point } = contact ?? { since: '', ...nobody }
  return writeDraft(tx, {
    reference: agreement.reference,
    title: agreement.title,
    document: '',
    validFrom: null,
    validUntil: agreement.validUntil,
    includesRemand: text.includesRemand,
    fallbackAgencyId: rest.fallbackAgencyId,
    basis: rest.basis ?? '',
    objective: '',
    supersedesId: id,
    transitionUntil: null,
    reviewOn: null,
    reviewMonths: text.reviewMonths,
    duties: text.duties,
    retention: text.retention,
    contact: point,
    template: null,
    parties: agreement.parties
      .filter(({ leftOn }) => leftOn === null || leftOn > tx.actor.today)
      .map(({ agency }) => partyOf(agency.id, cells)),
  })
}

const nobody = { name: '', address: '', phone: '', email: '', complaints: '' }

function partyOf(agencyId: number, cells: readonly Cell[]): DraftParty {
  const mine = cells.filter((cell) => cell.agencyId === agencyId)
  const rightsFor = (purpose: Cell['purpose']) =>
    Object.fromEntries(
      mine
        .filter((cell) => cell.purpose === purpose)
        .map(({ category, right }) => [category, right]),
    )
  return {
    agencyId,
    rights: rightsFor('reintegration'),
    supervision: rightsFor('supervision'),
    secrecy: Object.fromEntries(
      mine
        .filter(({ secrecy }) => secrecy)
        .map(({ category, releaseGround }) => [category, releaseGround ?? '']),
    ),
    bases: Object.fromEntries(
      mine.flatMap(({ purpose, category, basisId }) =>
        basisId === null ? [] : [[`${purpose}.${category}`, basisId]],
      ),
    ),
  }
}
