/** A fact that others can check, a professional's judgement, or what the person said. */
export const itemKinds = ['fact', 'assessment', 'statement'] as const

export const itemStates = ['current', 'contested', 'restricted', 'withdrawn'] as const

/** For the whole table, for named seats, or for the own agency alone (a sealed note). */
export const itemModes = ['table', 'named', 'agency'] as const

/** Where a fact is known from, the nearest first. */
export const sourceKinds = [
  'observed',
  'document',
  'register',
  'agency',
  'person',
  'third_party',
] as const
export type SourceKind = (typeof sourceKinds)[number]

/** How sure it is, in words; no number and no order of persons follows from it. */
export const credibilities = [
  'documented',
  'confirmed',
  'plausible',
  'doubtful',
  'not_checked',
] as const
export type Credibility = (typeof credibilities)[number]

/** What a source of this kind is worth before anybody says otherwise. */
export const usualCredibility: Record<SourceKind, Credibility> = {
  observed: 'confirmed',
  document: 'documented',
  register: 'documented',
  agency: 'plausible',
  person: 'not_checked',
  third_party: 'not_checked',
}

/** Parts of life about which words stay in the agency, and statements from a list leave it (GD-04). */
export const functionalOnly: readonly string[] = ['health', 'substance_use']

/** What health and social partners may say to others: what somebody can do and needs, never why. */
export const functionalStatements = [
  'able_to_work',
  'able_to_work_partly',
  'not_able_to_work',
  'appointment_made',
  'appointment_kept',
  'appointment_not_possible',
  'support_in_place',
  'support_needed',
  'support_ended',
  'needs_company_to_appointments',
  'needs_short_appointments',
  'needs_ground_floor',
  'medication_arranged',
  'can_live_alone',
  'needs_support_at_home',
] as const

/** LED art. 10: allowed by law, vital interests, or made public by the person. */
export const specialGrounds = ['a', 'b', 'c'] as const

/** Why words are not on paper, or why an item may not be handed on. */
export const heldReasons = [
  'contested',
  'restricted',
  'withdrawn',
  'stale',
  'own_agency',
  'view_only',
  'spoken_only',
  'meeting_only',
  'no_onward',
] as const

/** By which rule somebody reads an item. */
export const readingRules = ['own', 'table', 'named', 'share'] as const

/** Why an agency at the table is not among the readers. */
export const absentReasons = [
  'unsigned',
  'no_clause',
  'on_decision',
  'summary',
  'own_agency',
  'not_chosen',
  'not_in_meeting',
  'not_at_table',
  'nobody',
] as const

/** The parts of a file in the order in which they are read: work in common, then the parts of life. */
const categoryOrder = [
  ...['lead', 'timeline', 'accommodation', 'finance_papers', 'health', 'substance_use', 'work'],
  ...['education', 'family_community', 'relations', 'supervision'],
]

/** The categories of some items, each once, in that order. */
export function categoriesOf(items: readonly { category: string }[]): string[] {
  const place = (category: string) => {
    const found = categoryOrder.indexOf(category)
    return found < 0 ? categoryOrder.length : found
  }
  return [...new Set(items.map(({ category }) => category))].sort((a, b) => place(a) - place(b))
}
