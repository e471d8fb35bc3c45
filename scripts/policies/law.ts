// Which rules there are, and which proofs stand nearest to each.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/platform/config.ts'
import { readSqlFiles } from '../../src/platform/db/migration-files.ts'
import { gateMutants } from './gates.ts'
import {
  branchMutants,
  guardMutants,
  type Mutant,
  policyMutants,
  searchMutants,
} from './mutants.ts'

/** Functions that run as their owner and so repeat the law inside. */
const searching = new RegExp(
  `^(${[
    ...['actor\\.\\w+', 'act\\.(seated_case|relations|may_contribute)'],
    ...['act\\.(may_import|notice_clause|my_notice|my_import)'],
    ...[
      'read\\.(arranged|table_of|waiting|question|pictured_rows|late_answers|due_steps|day_around)',
    ],
    ...['read\\.(search_candidates|borne_by|persons_found|likely_persons)'],
    ...[
      'read\\.(case_rows|case_told|table_for|rows_of|segments_made|segments_drawn|segments_from)',
    ],
    ...['read\\.(lead_told|lead_held|move_tried|move_kept)', 'act\\.(sits_among|plan_seen)'],
    // What nobody can see, and who is told of a case that is marked.
    ...['act\\.(unseen_among|unseen_by|unheld_of_mine|late_with_unheld|notify_case)'],
    // A case as it was known, a case that was opened to an auditor, software of partners, erasures.
    ...[
      'read\\.(rows_as_known|own_items_then|items_as_known)',
      'audit\\.(rows_at|case_began|forget_item|forget_case)',
    ],
    ...['read\\.(audited_told|audit_cases_told|let_in|systems_told|systems_at|auditors_told)'],
    ...['act\\.(erasure_holds|cases_meant|erasures_seen|erasure_told_to_me|agency_leads)'],
    ...[
      'auth\\.(must_show_two|codes_allowed|counts_as_two|owes_factor|has_factor|without_factor|concerned_from|factor_soon|shows_no_more)',
    ],
  ].join('|')})$`,
)
/** Those among them that decide for themselves who is asking, and do not leave it to a table. */
const gated =
  /^(act\.unseen_by|read\.(case_rows|rows_of|segments_drawn|pictured_rows|day_around|search_candidates|borne_by|table_of|waiting|late_answers|due_steps|question|lead_told|lead_held|move_tried|move_kept))$/
/** Acts of which not only each refusal is a rule, but also each condition under which they find a row. */
const searchingActs =
  /38_acts_(items|shares|disclosures|closeness|override|questions|consents|rights|retention)|39_acts_(agreements|signatures|bases|expiry|regimes)/
/** Where functions refuse by raising something or by an empty answer. */
const guarding =
  /db\/access\/(1[0-7]_|19_(rows_past|two_factors|log_erase|log_officer)|2\d_|3\d_|49_read_(past|audit_cases|breaches|systems|erasures|case_erasures))/

/** Every rule of the law, weakened. */
export function allMutants(): Mutant[] {
  const found = readSqlFiles(projectRoot).repeatable.flatMap((file) => [
    ...policyMutants(file),
    ...(guarding.test(file.name) ? guardMutants(file) : []),
    ...searchMutants(file, searchingActs.test(file.name) ? /^act\./ : searching),
    ...gateMutants(file, gated),
    ...branchMutants(file, /^(actor\.item_held_back|act\.relations_said)$/, /^actor\.item_rule$/),
  ])
  const seen = new Set<string>()
  return found.filter(({ sql }) => !seen.has(sql) && seen.add(sql))
}

/** Which proof is asked first, by where the law stands. The quickest and likeliest stands first. */
const nearest: [RegExp, string[]][] = [
  [/11_closeness/, ['sharing/closeness', 'basics/access', 'canary/shut']],
  [/11_editions_guard/, ['arrangements/editions', 'arrangements/drafts', 'arrangements/registers']],
  [
    /11_rights|14_rights/,
    [
      'arrangements/editions',
      'oracle/forty-worlds',
      'rights-known',
      'arrangements/registers',
      'arrangements/essence',
    ],
  ],
  [/10_actor/, ['actor-attack', 'assume', 'cases/access']],
  [/12_cover|38_acts_cover/, ['admin/cover', 'admin/cover-property', 'assume']],
  [/13_end_of|38_acts_end_of/, ['handovers/after-measure', 'periods/measure']],
  [/15_audit/, ['audit/access', 'actor-attack']],
  [
    /16_items/,
    [
      'items/law-functions',
      'items/readers',
      'items/access',
      'items/shares-access',
      'sharing/shares',
      'oracle/forty-worlds',
    ],
  ],
  [
    /17_shares/,
    [
      'items/law-functions',
      'sharing/shares',
      'sharing/access',
      'sharing/shares-access',
      'sharing/disclosures',
      'sharing/truth-table',
    ],
  ],
  [/17_retention|38_acts_retention/, ['rights/retention', 'rights/access']],
  [
    /2[0-7]_/,
    ['auth/sign-in', 'auth/sessions', 'auth/invitations', 'auth/passkeys', 'auth/providers'],
  ],
  [/2[0-7]_/, ['auth/step-up', 'auth/codes', 'admin/acts', 'admin/access']],
  [/19_two_factors/, ['auth/two-factors', 'auth/invitations', 'auth/passkeys']],
  [/19_rows_past|49_read_past/, ['past/access', 'past/past']],
  [/19_log_/, ['audit/erasing', 'review/case-log', 'review/log', 'audit/access']],
  [/29_systems|38_acts_systems|49_read_systems/, ['systems/keys', 'systems/access']],
  [/(38_acts|49_read)_audit_cases/, ['review/audit-cases']],
  [/(19_log|38_acts|49_read)_breaches/, ['review/breaches', 'review/breach-extents']],
  [/13_impact_guard|39_acts_impact/, ['arrangements/impact-access', 'arrangements/impacts']],
  [/38_acts_auditors/, ['review/auditors', 'review/audit-cases']],
  [
    /38_acts_erasure_|49_read_case_erasures/,
    ['rights/acts-alone', 'rights/case-erasures', 'rights/erasures'],
  ],
  [/49_read_erasures/, ['rights/erasures', 'rights/case-erasures']],
  [/31_/, ['admin/acts', 'admin/access']],
  [/32_|34_/, ['handovers/acts', 'cases/acts', 'cases/reads', 'sharing/override']],
  [/37_unseen/, ['sharing/unheld-access', 'sharing/protection-routes', 'sharing/protection']],
  [/33_/, ['timeline/acts', 'timeline/moves-access', 'sharing/unknown', 'periods/recall']],
  [/3[57]_/, ['timeline/notice-acts']],
  [/36_/, ['cases/acts']],
  [/38_acts_deliveries/, ['routes/doors', 'routes/undo', 'routes/proposals', 'deliveries/access']],
  [/38_acts_erasure/, ['rights/erasures']],
  [/38_acts_offer_links/, ['links/links']],
  [/38_acts_protection/, ['sharing/protection', 'sharing/protection-left']],
  [/38_acts_reviews/, ['review/reviews']],
  [/38_acts_(items_special|special_changes)/, ['items/special', 'items/special-changes']],
  [/38_acts_handover_meetings/, ['handovers/meetings']],
  [/38_acts_(inreach|services)/, ['services/inreach', 'services/directory', 'services/cards']],
  [/38_acts_prison_cards/, ['services/cards', 'basics/paper']],
  [/38_acts_released_today/, ['basics/released-today']],
  [/38_acts_reassign/, ['cases/reassign', 'cases/reassign-access']],
  [/38_acts_setup/, ['admin/set-up-acts', 'admin/set-up']],
  [/38_acts_standing/, ['handovers/standing']],
  [/38_acts_wing_lists/, ['timeline/kept-wording', 'basics/paper', 'basics/access']],
  [/38_acts_filters/, ['cases/lists', 'cases/access']],
  [/38_acts_items/, ['items/acts', 'items/access', 'items/special']],
  [/38_acts_shares/, ['sharing/shares', 'sharing/truth-table']],
  [/38_acts_disclosures/, ['sharing/disclosures']],
  [/38_acts_override/, ['sharing/override', 'sharing/unknown']],
  [/38_acts_closeness/, ['sharing/closeness']],
  [/38_acts_questions/, ['sharing/unknown', 'sharing/access', 'sharing/closeness']],
  [/38_acts_consents/, ['rights/access']],
  [/38_acts_rights/, ['rights/acts-alone', 'rights/item-rights', 'rights/access']],
  [
    /39_acts_signatures/,
    ['arrangements/signatures', 'arrangements/editions', 'arrangements/papers'],
  ],
  [/39_acts_agreements/, ['arrangements/drafts', 'arrangements/editions', 'arrangements/template']],
  [
    /39_acts_(bases|regimes|expiry)/,
    ['arrangements/registers', 'arrangements/drafts', 'arrangements/expiry'],
  ],
  [
    /39_acts_(periods|recall|milestones|pathways|calendar)/,
    [
      'periods/recall',
      'periods/take-over',
      'periods/access',
      'periods/measure',
      'periods/concerns',
      'periods/calendar',
    ],
  ],
  [/pictures/, ['timeline/pictures']],
  [/45_read_move|44_read_handovers/, ['timeline/moves-access', 'handovers/acts', 'timeline/acts']],
  [/41_read_case|40_segments/, ['cases/told', 'cases/open-case', 'sharing/protection-routes']],
  [/43_read_search/, ['persons/search']],
  [/read_today/, ['timeline/today', 'handovers/acts']],
  [/4\d_/, ['cases/reads', 'handovers/acts', 'persons/search']],
]

/** Proofs of the law of a module, the quickest first. */
const ofModule: Record<string, string[]> = {
  items: ['items/access', 'items/shares-access', 'items/readers', 'items/special'],
  sharing: [
    'sharing/shares-access',
    'sharing/access',
    'sharing/shares',
    'sharing/disclosures',
    'sharing/override',
    'sharing/closeness',
  ],
  rights: ['rights/access', 'rights/item-rights', 'rights/retention'],
  systems: ['systems/access', 'systems/keys'],
  audit: ['audit/access', 'review/audit-cases', 'review/case-log'],
  review: ['review/reviews', 'review/auditors'],
  arrangements: [
    'arrangements/access',
    'arrangements/editions',
    'arrangements/registers',
    'arrangements/papers',
    'arrangements/signatures',
  ],
  services: [
    'services/cards',
    'services/inreach',
    'services/directory',
    'services/feeds',
    'services/package',
  ],
}

const allProofs = globSync(
  [
    'src/modules/*/*.test.ts',
    'src/modules/*/{links,routes,service,queries}/*.test.ts',
    'src/platform/auth/*.test.ts',
    'tests/*.test.ts',
    'tests/canary/{shut,twin}.test.ts',
    'tests/oracle/forty-worlds.test.ts',
  ],
  { cwd: projectRoot },
)
  .map((name) => name.replaceAll('\\', '/'))
  .sort()

const named = (name: string): string[] =>
  allProofs.filter((file) => file.endsWith(`${name}.test.ts`))

const texts = new Map(
  allProofs.map((file) => [file, readFileSync(join(projectRoot, file), 'utf8')]),
)

/** Proofs that speak of a table: access proofs of its module first. */
function proofsOf(table: string, module: string): string[] {
  const name = table.split('.')[1] ?? table
  const speaks = new RegExp(
    name.includes('_') ? `\\b${name}\\b` : `\\b${table.replace('.', '\\.')}\\b`,
  )
  const rank = (file: string) =>
    (/access\.test/.test(file) ? 0 : 2) + (file.includes(`modules/${module}/`) ? 0 : 1)
  return allProofs
    .filter((file) => file.includes('/modules/') && speaks.test(texts.get(file) ?? ''))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, 4)
}

/** The proofs that are asked about a rule before all others, in this order. */
export function nearProofs(mutant: Mutant): string[] {
  const first: string[] = []
  if (/actor\.shut(_persons)?\(/.test(mutant.rule)) first.push('canary/shut', 'sharing/closeness')
  if (mutant.rule.startsWith('authority_id = ')) first.push('canary/twin')
  if (/enable row level security/.test(mutant.rule)) first.push('tests/database')
  const module = /src\/modules\/([a-z]+)\/policy/.exec(mutant.place)?.[1]
  const table = /\b((?:app|audit)\.\w+)$/.exec(mutant.of)?.[1]
  const then = module
    ? (ofModule[module] ?? [`${module}/access`])
    : nearest.filter(([law]) => law.test(mutant.place)).flatMap(([, names]) => names)
  return [
    ...new Set([
      ...first.flatMap(named),
      ...(module && table ? proofsOf(table, module) : []),
      ...then.flatMap(named),
    ]),
  ]
}

/** All other proofs that ask a real database, asked where the near ones are silent; the oracle last. */
export function farProofs(mutant: Mutant): string[] {
  const near = nearProofs(mutant)
  const general =
    /modules\/[a-z]+\/(access|acts|notice-acts|reads|editions|shares|override|closeness|readers|item-rights)\.|tests\/(database|actor-attack|assume)\.|canary\/|oracle\//
  return allProofs
    .filter((file) => general.test(file) && !near.includes(file))
    .toSorted((one, other) => Number(one.includes('oracle/')) - Number(other.includes('oracle/')))
}

/**
 * A rule that asks a guarded table leans on that table's own rule: behind two locks, one may fail
 * unnoticed. So each rule is proven a second time with the locks of the tables it asks wide open.
 */
const guardedTables = [
  ...['seats', 'arrangement_parties', 'notice_desks', 'clauses', 'release_notices'],
  ...['cases', 'items', 'special_items', 'shares', 'consents'],
]
/** All those but the one whose own rule is weakened. */
export const locksBeside = (mutant: Mutant): string =>
  guardedTables
    .filter((table) => !new RegExp(`\\bon app\\.${table}\\b`).test(mutant.sql))
    .map(
      (table) =>
        `create policy opened on app.${table} for select to throughcare_actor using (true)`,
    )
    .join(';\n')
