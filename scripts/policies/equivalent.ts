import type { Mutant } from './mutants.ts'

/** Weakenings that let nothing more through, each with the reason: of which policy or function, which rule. */
const equivalent: [RegExp, RegExp, string][] = [
  [
    /^scope on app\.(persons|person_identifiers)$/,
    /actor\.scopes\(\)/,
    'without the scope of names no key has the category of identity, which the rule of members asks for; weakened in actor.assume_system and caught',
  ],
  [
    /^scope on app\.arrangements$/,
    /actor\.scopes\(\)/,
    'the rule of members asks app.arrangement_parties, whose own scope is the same and is caught',
  ],
  [
    /^scope on app\.(seats|leads|authorities|agencies|principals)$/,
    /actor\.scopes\(\)/,
    'names every scope that a system may ask by; written down so that the next scope is closed to it',
  ],
  [
    /^(read\.(item|case)_erasure_rows|act\.cases_meant)$/,
    /^(h\.case_id = any|p_case = any|c\.id <> all) \(actor\.shut\(\)\)$/,
    'whether one sits on the case is asked beside it, and nobody sits on a case that is shut: act.relations says so',
  ],
  [
    /^act\.erasures_seen$/,
    /shut_by_me/,
    'the one function that asks it asks so once more: no function that names cases may do without (sharing/roads.test.ts)',
  ],
  [
    /^actor\.audited_items$/,
    /^i\.category not in/,
    'the clauses that it is given are under no such category: actor.audited_case leaves them out, which is weakened and caught',
  ],
  [
    /^actor\.shut_sheets$/,
    /^s\.(authority_id = actor\.authority|agency_id = actor\.agency)/,
    'names more sheets as closed, all of others: the rule of app.paper_sheets, which asks it, asks authority and agency beside it',
  ],
  [
    /^read\.lead_told$/,
    /^l\.(authority_id <> who|clause_id <> all|case_id = any \(v_shut)/,
    'no login may call it; read.lead_held and act.answered, which do, have asked the same of this offer before',
  ],
  [
    /^read\.lead_told$/,
    /^(l\.state in \('offered', 'accepted'\)|exists \(select from app\.protections|p\.(authority_id|case_id|ended_at) )/,
    'spares work: read.leads_seen asks itself which of these offers lie on a marked case',
  ],
  [/^act\.my_import$/, /not found$/, 'nobody may bring what does not exist'],
  [
    /^actor\.proven$/,
    /^(if )?body (is null|= '')/,
    'spares work: without a text the proof fails in the next line',
  ],
  [
    / on app\./,
    /^\w\.authority_id = \w+\.authority_id$/,
    'the table that is asked shows rows of the own authority only, and the rule itself names the own authority',
  ],
  [
    / on app\.(special_)?item_versions$/,
    /^i\.mode = 'named'$/,
    'only what is named has an audience: the table itself refuses anything else (items_named_readers)',
  ],
  [
    / on app\.(special_)?item_versions$/,
    /^i\.clause_id = any \(\(select actor\.shareable/,
    'who reads an item that is not their agency’s holds its clause, fully or by decision: the rule of the item itself asks it',
  ],
  [
    / on app\./,
    /^i\.case_id = \w+\.case_id$/,
    'a row about an item lies in the case of that item; the condition only lets the index of the case be used',
  ],
  [
    / on app\./,
    /^s\.principal = any \(\(select actor\.principals\(\)\)::int\[\]\)$/,
    'app.seats shows nobody other seats than their own: the same condition is its own rule, which is weakened and caught',
  ],
  [
    /^read_near on app\.consents$/,
    /^r\.agency_id = \(select actor\.agency\(\)\)$/,
    'app.consent_recipients shows the rows of other agencies to the coordination only, which reads the consent anyway',
  ],
  [
    /^read_parties on app\.inreach_workers$/,
    /^\(select actor\.agency\(\)\) in \(s\.prison_agency_id, s\.asking_agency_id\)$/,
    'app.inreach_sessions shows a session to these two agencies only: the same condition is its own rule, which is weakened and caught',
  ],
  [
    /^read\.borne_by$/,
    /^p\.id::text collate/,
    'only lets a small index be used: the last question asks all persons, with the same conditions',
  ],
  [
    /^read\.borne_by$/,
    /^(v_authority is null or )?not 'identity' = any/,
    'no login may call it; read.search_candidates() has asked the same before, which is weakened and caught',
  ],
  [
    /^read\.(borne_by|search_candidates)$/,
    /^v_authority is null$/,
    'without a proven actor there is no authority, and nothing is found in none',
  ],
  [
    /^read\.case_rows$/,
    /^k\.person_id <> all \(actor\.shut_persons/,
    'whoever is close to a person has every case of that person shut: the case was not found',
  ],
  [
    /^read\.segments_made$/,
    /^p_leads <> |^exists \(select from app\.protections|^p\.(authority_id = v_authority|case_id = k\.id|ended_at is null)$/,
    'spares work: act.unseen_among, which is asked behind it, knows the mark by itself',
  ],
  [
    /^act\.(unseen_among|unseen_by|unheld_of_mine)$/,
    /^(p\.(authority_id = (v_authority|actor\.authority\(\))|case_id = p_case|ended_at is null)|l\.state = 'accepted'|not exists \(select from app\.protections p where [^;]*ended_at is null\))$/,
    'spares work: act.seen_at and act.unheld know by themselves whether a case is marked, and what was accepted',
  ],
  [
    /^act\.unseen_by$/,
    /^p_case = any \(actor\.shut\(\)\)$/,
    'whether one sits on the case is asked beside it, and nobody sits on a case that is shut: act.relations says so',
  ],
  [
    /^act\.late_with_unheld$/,
    /^l\.authority_id = actor\.authority\(\)$/,
    'the rows come from act.unheld_of_mine, which hands out those of the own authority only',
  ],
  [
    /^read\.pictured_rows$/,
    /^p_named$/,
    'what a caller wishes is no right: whether names may be told is asked beside it',
  ],
]

/** Why a weakened rule lets nothing more through, where that is known. */
export const reasonWithout = ({ of, rule }: Mutant): string | undefined =>
  equivalent.find(([place, what]) => place.test(of) && what.test(rule))?.[2]
