import type { AgencyKind } from '../../../admin/contract.ts'
import {
  Category,
  type DraftContent,
  type DraftParty,
  type Duty,
  type RetentionClass,
  type Right,
} from '../../draft-contract.ts'

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

/** The rights that a new party begins with, every cell filled; the desk that leads as fallback sees to everything. */
export function usualRights(kind: AgencyKind, fallback: boolean): Rights {
  return fallback ? every('brings') : { ...every('none'), ...usual[kind] }
}

/** Who acts under the law enforcement directive: others can stand on no law for the execution of measures. */
export const competent: readonly AgencyKind[] = ['custody', 'probation', 'police', 'justice']

/** A party as it begins: cells filled by the kind of agency, health partners under their secrecy. */
export function newParty(agency: { id: number; kind: AgencyKind }, fallback: boolean): DraftParty {
  return {
    agencyId: agency.id,
    rights: usualRights(agency.kind, fallback),
    supervision: {},
    secrecy: agency.kind === 'health' ? { health: '', substance_use: '' } : {},
    bases: {},
  }
}

/** Each party answers for what it brought; the coordination for what concerns all. */
const ofEach: readonly Duty[] = ['access', 'rectify', 'erase', 'restrict', 'object']
const ofCoordination: readonly Duty[] = [
  'inform',
  'breach',
  'security',
  'retention',
  'assessment',
  'training',
]

export function usualDuties(coordinator: number | undefined): DraftContent['duties'] {
  return {
    ...Object.fromEntries(ofEach.map((duty) => [duty, 0])),
    ...Object.fromEntries(ofCoordination.map((duty) => [duty, coordinator ?? 0])),
  }
}

/** What changes quickly is looked at again sooner than the rest. */
const usualReview: Partial<Record<RetentionClass['category'], number>> = {
  ...{ accommodation: 3, work: 3, health: 3, substance_use: 3, relations: 3, education: 12 },
}

/** A proposal that a lawyer reads: help is kept for a year after the case, announcements a month. */
export function usualRetention(): RetentionClass[] {
  return Category.options.map((category) => ({
    purpose: 'reintegration',
    category,
    months:
      category === 'notice' ? 1 : category === 'health' || category === 'substance_use' ? 6 : 12,
    from: category === 'notice' ? 'written' : 'case_closed',
    outcome: 'erase',
    review: usualReview[category] ?? null,
  }))
}

interface Coordinator {
  id: number
  name: string
  phone: string | null
  email: string | null
}

/** An empty agreement, valid for two years from today. */
export function emptyAgreement(today: string, coordinator: Coordinator | undefined): DraftContent {
  const year = Number(today.slice(0, 4))
  const within = (years: number) =>
    `${year + years}${today.slice(4, 8)}${today.slice(8) === '29' ? '28' : today.slice(8)}`
  return {
    reference: `${year}/1`,
    title: '',
    document: '',
    validFrom: today,
    validUntil: within(2),
    includesRemand: false,
    fallbackAgencyId: coordinator?.id ?? null,
    basis: '',
    parties: coordinator ? [newParty({ id: coordinator.id, kind: 'city' }, true)] : [],
    objective: '',
    supersedesId: null,
    transitionUntil: null,
    reviewOn: within(1),
    reviewMonths: 6,
    duties: usualDuties(coordinator?.id),
    retention: usualRetention(),
    contact: {
      name: coordinator?.name ?? '',
      address: '',
      phone: coordinator?.phone ?? '',
      email: coordinator?.email ?? '',
      complaints: '',
    },
    template: null,
  }
}
