/** The agencies of the test partnership and what the arrangement lets each see and bring. */
export const agencies = {
  city: { id: 1, name: 'City coordination', code: 'Ci', kind: 'city', functions: ['coordinator'] },
  prison: {
    id: 2,
    name: 'Valmare Prison',
    code: 'Pr',
    kind: 'custody',
    functions: ['resettlement_officer'],
  },
  probation: {
    id: 3,
    name: 'Probation Service',
    code: 'Pb',
    kind: 'probation',
    functions: ['case_worker'],
  },
  police: { id: 4, name: 'Local Police', code: 'Po', kind: 'police', functions: ['case_worker'] },
  housing: { id: 5, name: 'Housing Office', code: 'Ho', kind: 'city', functions: ['case_worker'] },
  health: {
    id: 6,
    name: 'North Health Centre',
    code: 'He',
    kind: 'health',
    functions: ['provider'],
  },
  papers: { id: 7, name: 'Citizen Services', code: 'Cs', kind: 'city', functions: ['case_worker'] },
  exit: { id: 8, name: 'Bridge', code: 'Br', kind: 'association', functions: ['exit_worker'] },
  privacy: {
    id: 9,
    name: 'Privacy Office',
    code: 'Dp',
    kind: 'city',
    functions: ['data_protection_officer'],
  },
  /** Party to the arrangement, but has not signed. */
  unsigned: { id: 10, name: 'Adult College', code: 'Ac', kind: 'work', functions: ['case_worker'] },
  /** Not party to anything. */
  stranger: {
    id: 11,
    name: 'Harbour Mission',
    code: 'Hm',
    kind: 'association',
    functions: ['case_worker'],
  },
} as const

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

const common = ['identity', 'timeline', 'lead']
const all = categories.slice(0)

const full: Record<string, readonly string[]> = {
  city: all,
  prison: all.filter((category) => category !== 'relations'),
  probation: [
    ...common,
    'supervision',
    'accommodation',
    'work',
    'education',
    'finance_papers',
    'family_community',
  ],
  police: [...common, 'accommodation'],
  housing: [...common, 'accommodation', 'finance_papers'],
  health: [...common, 'accommodation', 'health', 'substance_use'],
  papers: [...common, 'finance_papers'],
  exit: [...common, 'relations', 'family_community'],
  privacy: [],
  unsigned: [...common, 'education'],
  stranger: [],
}

const summary: Record<string, readonly string[]> = {
  housing: ['health'],
  probation: ['health', 'substance_use'],
}

/** One cell of the matrix agency x category. */
export function rights(agency: string, category: string) {
  const sees = full[agency]?.includes(category) ?? false
  const told = summary[agency]?.includes(category) ?? false
  const watches = agency === 'police' || ['identity', 'timeline'].includes(category)
  return {
    sight: sees ? 'full' : told ? 'summary' : null,
    contribute: sees && !(watches && !['city', 'prison', 'probation'].includes(agency)),
  }
}
