import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { forbidden } from '../../../platform/errors.ts'
import { record } from '../../audit/service.ts'
import type { Clause } from '../contract.ts'
import {
  type Agreement,
  type AgreementDraft,
  Category,
  type ContactPoint,
  type DraftContent,
} from '../draft-contract.ts'
import { listAgreements, listDrafts } from '../draft-queries.ts'
import { findRest } from '../edition-queries.ts'
import type { Paper, PaperFacts, PaperParty } from '../paper-contract.ts'
import {
  findAuthority,
  findDraftOf,
  listReachable,
  listTable,
  type ReachableAgency,
  type TableEntry,
} from '../paper-queries.ts'
import { listInForce } from '../queries.ts'

const readers = ['administrator', 'coordinator', 'data_protection_officer']

/**
 * What was entered so far, as far as the two papers need it: partners, table, newest agreement.
 *
 * No word about any case or person is in it, so the papers can be made before the first real case.
 */
export async function readPaperFacts(tx: ActorTx): Promise<PaperFacts> {
  if (!tx.actor.functions.some((held) => readers.includes(held))) throw forbidden('steering_only')
  const authority = await findAuthority(tx)
  const table = await listTable(tx)
  const agencies = withContacts(await listReachable(tx), table)
  return {
    authority: authority.name,
    country: authority.country,
    ...(await readEntered(tx, agencies)),
    emptySeats: table.filter(({ holders }) => holders.length === 0).map((place) => place.function),
    privacy: table.find((place) => place.function === 'privacy')?.holders[0]?.name ?? null,
  }
}

/** Whom to ask for, as the partner map says, before telephone and e-mail of the agency. */
function withContacts(agencies: ReachableAgency[], table: TableEntry[]): ReachableAgency[] {
  const holders = table.flatMap((place) => place.holders)
  return agencies.map((agency) => {
    const named = holders.filter(({ id }) => id === agency.id).map(({ contact }) => contact)
    const parts = [...new Set([...named, agency.contact])].filter(Boolean)
    return { ...agency, contact: parts.join(', ') || null }
  })
}

/** Writes down that a paper left the desk: which one, as what, and what it was filled from. */
export function recordPaper(
  tx: ActorTx,
  paper: Paper,
  format: string,
  { source, sourceId }: PaperFacts,
): Promise<void> {
  return record(tx, 'paper.exported', { paper, format, source, sourceId })
}

/** The newest draft; else the newest agreement with the draft that it was made of, where there is one. */
async function readEntered(tx: ActorTx, agencies: ReachableAgency[]): Promise<Entered> {
  const [draft] = await listDrafts(tx)
  if (draft) return fromDraft(draft, agencies)
  const [agreement] = await listAgreements(tx)
  const origin = agreement && (await findDraftOf(tx, agreement.id))
  const [settled] = origin ? await listDrafts(tx, origin) : []
  if (agreement && settled)
    return { ...fromDraft(settled, agencies), source: 'agreement', sourceId: agreement.id }
  const inForce = agreement ? await listInForce(tx) : []
  const clauses = inForce.find(({ id }) => id === agreement?.id)?.clauses ?? []
  const rest = agreement && (await findRest(tx, agreement.id))
  return {
    ...fromAgreement(agreement, agencies, clauses),
    reviewOn: rest?.reviewOn ?? null,
    duties: dutiesOf(rest?.duties ?? {}, agencies),
    contact: rest?.contacts[0] ? contactOf(rest.contacts[0]) : null,
    retention: rest?.retention ?? [],
  }
}

type Entered = Omit<PaperFacts, 'authority' | 'country' | 'emptySeats' | 'privacy'>

function fromDraft({ id, content }: AgreementDraft, agencies: ReachableAgency[]): Entered {
  const known = (wanted: number | null) => agencies.find((agency) => agency.id === wanted)
  const parties = content.parties.flatMap(({ agencyId, rights }): PaperParty[] => {
    const agency = known(agencyId)
    return agency ? [{ ...named(agency), rights }] : []
  })
  return {
    source: 'draft',
    sourceId: id,
    title: content.title || null,
    reference: content.reference || null,
    basis: content.basis || null,
    validFrom: content.validFrom,
    validUntil: content.validUntil,
    includesRemand: content.includesRemand,
    fallback: known(content.fallbackAgencyId)?.name ?? null,
    reviewOn: content.reviewOn,
    duties: dutiesOf(content.duties, agencies),
    contact: content.contact.name ? content.contact : null,
    parties,
    categories: Category.options.filter((category) =>
      parties.some(({ rights }) => (rights?.[category] ?? 'none') !== 'none'),
    ),
    retention: content.retention,
  }
}

/** A settled agreement tells its reader its own clauses: bases and kinds of data, not each party's rights. */
function fromAgreement(
  agreement: Agreement | undefined,
  agencies: ReachableAgency[],
  clauses: readonly Clause[],
): Omit<Entered, 'reviewOn' | 'duties' | 'contact' | 'retention'> {
  const bases = [...new Set(clauses.map(({ basis }) => basis))].filter(Boolean)
  const ids = agreement?.parties.filter(({ leftOn }) => !leftOn).map(({ agency }) => agency.id)
  return {
    source: agreement ? 'agreement' : 'none',
    sourceId: agreement?.id ?? null,
    title: agreement?.title ?? null,
    reference: agreement?.reference ?? null,
    basis: bases.join('; ') || null,
    validFrom: agreement?.validFrom ?? null,
    validUntil: agreement?.validUntil ?? null,
    includesRemand: false,
    fallback: agreement?.fallback.name ?? null,
    parties: agencies
      .filter(({ id }) => !ids || ids.includes(id))
      .map((agency) => ({ ...named(agency), rights: null })),
    categories: Category.options.filter((known) =>
      clauses.some(({ category }) => category === known),
    ),
  }
}

/** Duties with the names of those who answer for them; 0 stands for each party. */
function dutiesOf(duties: DraftContent['duties'], agencies: ReachableAgency[]) {
  const names = Object.entries(duties).flatMap(([duty, id]) => {
    const name = id === 0 ? '' : agencies.find((agency) => agency.id === id)?.name
    return name === undefined ? [] : [[duty, name]]
  })
  return Object.fromEntries(names) as PaperFacts['duties']
}

const contactOf = ({ name, address, phone, email, complaints }: ContactPoint): ContactPoint => ({
  ...{ name, address, phone, email, complaints },
})

const named = ({ name, kind, contact, bases }: ReachableAgency) => ({ name, kind, contact, bases })
