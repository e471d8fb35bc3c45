import type { AgencyKind } from '../../../admin/contract.ts'
import { Category, type DraftContent, type Right } from '../../draft-contract.ts'

type Rights = Partial<Record<Category, Right>>

const table: Rights = { identity: 'sees', timeline: 'sees', lead: 'sees' }
const every = (right: Right): Rights =>
  Object.fromEntries(Category.options.map((category) => [category, right]))

/**
 * Where a first draft begins: what an agency of this kind usually needs, and no more. Health and
 * substance use are told to probation and housing only as "support arranged until".
 */
const usual: Record<AgencyKind, Rights> = {
  custody: { ...every('brings'), relations: 'none' },
  probation: {
    ...table,
    ...{ identity: 'brings', timeline: 'brings', lead: 'brings', accommodation: 'sees' },
    ...{
      work: 'brings',
      education: 'brings',
      finance_papers: 'brings',
      family_community: 'brings',
      supervision: 'brings',
    },
    ...{ health: 'told', substance_use: 'told' },
  },
  city: { ...table, accommodation: 'brings', finance_papers: 'brings', health: 'told' },
  health: { ...table, accommodation: 'sees', health: 'brings', substance_use: 'brings' },
  work: { ...table, work: 'brings', education: 'brings' },
  association: { ...table, family_community: 'brings', relations: 'brings' },
  police: { ...table, accommodation: 'sees' },
  justice: table,
}

/** The rights that a new party begins with; the desk that leads as fallback sees to everything. */
export function usualRights(kind: AgencyKind, fallback: boolean): Rights {
  return fallback ? every('brings') : usual[kind]
}

/** An empty agreement, valid for two years from today. */
export function emptyAgreement(today: string, coordinator: number | undefined): DraftContent {
  const year = Number(today.slice(0, 4))
  return {
    reference: `${year}/1`,
    title: '',
    document: '',
    validFrom: today,
    validUntil: `${year + 2}${today.slice(4, 8)}${today.slice(8) === '29' ? '28' : today.slice(8)}`,
    includesRemand: false,
    fallbackAgencyId: coordinator ?? null,
    basis: '',
    parties: coordinator ? [{ agencyId: coordinator, rights: every('brings') }] : [],
  }
}
