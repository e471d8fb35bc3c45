/** Who works on cases in one way or another. */
const caseWork = [
  'coordinator',
  'chair',
  'case_worker',
  'resettlement_officer',
  'provider',
  'exit_worker',
  'facilitator',
]

/** Whoever works here; what stands behind these pages is about agencies alone. */
const everybody = [
  ...caseWork,
  'trainer',
  'strategy_lead',
  'elected_member',
  'data_protection_officer',
  'administrator',
  'manager',
  'signatory',
  'lawfulness_adviser',
  'auditor',
]

/**
 * Pages that the navigation shows, by function. It spares people doors that stay closed to them; it
 * gives no right, since the database alone decides what stands behind each door.
 */
const pages: Record<string, readonly string[]> = {
  today: [...caseWork, 'manager'],
  releases: ['coordinator', 'chair', 'case_worker', 'resettlement_officer'],
  cases: caseWork,
  rights: [...caseWork, 'manager'],
  cover: [...caseWork, 'administrator'],
  handovers: [
    'coordinator',
    'case_worker',
    'resettlement_officer',
    'provider',
    'exit_worker',
    'manager',
  ],
  services: everybody,
  notices: ['coordinator'],
  imports: ['coordinator', 'resettlement_officer'],
  deliveries: ['coordinator'],
  search: [
    'coordinator',
    'chair',
    'case_worker',
    'resettlement_officer',
    'provider',
    'exit_worker',
  ],
  arrangements: [
    'coordinator',
    'chair',
    'data_protection_officer',
    'administrator',
    'manager',
    'signatory',
    'lawfulness_adviser',
    'auditor',
  ],
  retention: ['coordinator', 'data_protection_officer'],
  erasures: [...caseWork, 'data_protection_officer'],
  audit: ['data_protection_officer'],
  privacy: ['data_protection_officer'],
  // Anybody in the partnership may open it; the navigation shows it to those whose work it is.
  log: ['data_protection_officer', 'administrator', 'chair', 'auditor', 'lawfulness_adviser'],
  reviews: ['data_protection_officer', 'auditor'],
  breaches: ['data_protection_officer', 'auditor'],
  auditors: ['data_protection_officer', 'administrator', 'chair', 'auditor'],
  systems: ['administrator', 'manager', 'signatory', 'data_protection_officer'],
  emergency: caseWork,
  // An auditor reads and asks nobody here.
  ask: everybody.filter((one) => one !== 'auditor'),
  duty: [
    'coordinator',
    'chair',
    'case_worker',
    'resettlement_officer',
    'provider',
    'exit_worker',
    'administrator',
  ],
  released_today: ['coordinator', 'case_worker', 'resettlement_officer'],
  wing_lists: ['coordinator', 'resettlement_officer'],
  admin: ['administrator'],
  health: ['administrator'],
  calendar: ['administrator', 'coordinator'],
  start: ['administrator', 'coordinator'],
}

/** The pages for somebody with these functions. */
export function pagesFor(functions: readonly string[]): string[] {
  return Object.keys(pages).filter((page) =>
    pages[page]?.some((holder) => functions.includes(holder)),
  )
}
