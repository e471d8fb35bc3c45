import type { CastAgency } from './cast.ts'

/** The categories of the arrangement's matrix; the number of a clause is its place, beginning with 1. */
export const categories = [
  'identity',
  'notice',
  'timeline',
  'lead',
  'accommodation',
  'work',
  'education',
  'health',
  'substance_use',
  'finance_papers',
  'family_community',
  'relations',
  'supervision',
] as const
export type Category = (typeof categories)[number]

export const clauseOf = (category: Category): number => categories.indexOf(category) + 1

interface Right {
  sight: 'full' | 'summary' | null
  contribute: boolean
}

const table = ['identity', 'timeline', 'lead']

/** What each agency sees whole; what it is told only as "support arranged until"; what it brings. */
const matrix: Record<number, { full: string[]; summary?: string[]; brings: string[] }> = {
  1: { full: [...categories], brings: [...categories] },
  2: {
    full: categories.filter((one) => one !== 'relations'),
    brings: categories.filter((one) => one !== 'relations'),
  },
  3: {
    full: categories.filter((one) => one !== 'relations'),
    brings: categories.filter((one) => one !== 'relations'),
  },
  4: {
    full: [
      ...table,
      'accommodation',
      'work',
      'education',
      'finance_papers',
      'family_community',
      'supervision',
    ],
    summary: ['health', 'substance_use'],
    brings: [...table, 'work', 'education', 'finance_papers', 'family_community', 'supervision'],
  },
  5: { full: [...table, 'accommodation'], brings: [] },
  6: {
    full: [...table, 'family_community', 'accommodation'],
    brings: ['family_community', 'lead'],
  },
  7: {
    full: [...table, 'accommodation', 'finance_papers'],
    summary: ['health'],
    brings: ['accommodation'],
  },
  8: { full: [...table, 'accommodation'], brings: ['accommodation', 'lead'] },
  9: { full: [...table, 'accommodation', 'health', 'substance_use'], brings: ['health'] },
  10: { full: [...table, 'health', 'substance_use'], brings: ['substance_use', 'health'] },
  11: { full: [...table, 'finance_papers'], brings: ['finance_papers'] },
  12: { full: [...table, 'work', 'education'], brings: ['work', 'finance_papers'] },
  13: { full: [...table, 'education', 'work'], brings: ['education'] },
  14: {
    full: [...table, 'relations', 'family_community'],
    brings: ['relations', 'family_community'],
  },
}

/** One cell of the matrix. */
export function rightOf(agency: CastAgency, category: Category): Right {
  const row = matrix[agency.id] ?? { full: [], brings: [] }
  const sight = row.full.includes(category)
    ? 'full'
    : row.summary?.includes(category)
      ? 'summary'
      : null
  return { sight, contribute: row.brings.includes(category) }
}

/** Adult College is at the table but has not signed: it gets nothing, and the screens say so. */
export const notYetSigned = [13]

export const basisOf: Record<Category, string> = {
  identity: 'Partnership act, art. 4: identification of the person concerned',
  notice: 'Prison service act, art. 31: announcement of releases to the municipality',
  timeline: 'Partnership act, art. 5: dates and steps of the release',
  lead: 'Partnership act, art. 6: one accountable agency',
  accommodation: 'Housing code, art. 22: municipal duty of first shelter',
  work: 'Employment act, art. 9',
  education: 'Adult education act, art. 3',
  health: 'Public health act, art. 14: functional statements only',
  substance_use: 'Public health act, art. 15: functional statements only',
  finance_papers: 'Registration act, art. 7, and social assistance act, art. 60',
  family_community: 'Youth and family act, art. 12',
  relations: 'Voluntary help, on the wish of the person',
  supervision: 'Execution of sentences act, art. 9: periods of custody and supervision',
}
