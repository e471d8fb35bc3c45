import type { Danger, ImpactContent, Level } from '../src/modules/arrangements/impact-contract.ts'

type Run = (text: string, values?: unknown[]) => Promise<unknown>

const danger = (
  what: string,
  source: string,
  before: [Level, Level],
  measures: string,
  after: [Level, Level],
): Danger => ({
  ...{ what, source, measures, responsible: 'City coordination' },
  ...{ likelyBefore: before[0], severeBefore: before[1] },
  ...{ likelyAfter: after[0], severeAfter: after[1] },
})

const dangers = [
  danger(
    'Two people are taken for one. Somebody gets another’s date or address.',
    'Names and numbers that are alike',
    ['medium', 'high'],
    'Likely the same is proposed and decided by a named member, never merged by itself',
    ['low', 'high'],
  ),
  danger(
    'Somebody reads what they may not. Trust is lost; a job or a home may be lost.',
    'Too wide a right, an account that is shared or was left open',
    ['medium', 'high'],
    'The database decides on every row; seats end by themselves; each reading is logged',
    ['low', 'medium'],
  ),
  danger(
    'Help turns into surveillance. People stop asking for help.',
    'A party that wants to use the data for another task',
    ['medium', 'medium'],
    'Purpose is asked at every access; what is not in the agreement cannot be shared',
    ['low', 'medium'],
  ),
  danger(
    'A computer, a backup or the server is stolen. Everybody in it may become known.',
    'Theft, or an attack from outside or inside',
    ['low', 'high'],
    'Encryption with keys kept apart; sessions end by themselves',
    ['low', 'medium'],
  ),
]

const text: Omit<ImpactContent, 'reviewOn'> = {
  title: 'Impact assessment: Release without a gap',
  description:
    'The desk shows, for each case, which agency is accountable for which part of life on which day.\nThe data come from lists of prisons, from the agencies and from the person. Fourteen agencies take part, each sees what the agreement names for it.',
  necessity:
    'Without a shared view each agency knows only its own part, and gaps show on the day of release.\nWhat is shared is the least that closes them: who is accountable, for what, from when until when, before any content.',
  dangers,
  measures:
    'Every member works with an account of their own. Reading, searching, changing, printing and taking out data is written into an access log that outside witnesses sign.',
  sought: 'asked',
  views:
    'Two groups of people who came home last year were asked, with the association Haven. They wanted to know who looked, and shorter letters. Both are there now.',
}

/** What came with the second edition: the police are told more, and something grave remains. */
const withPolice: Danger = danger(
  'An address that was given for help is used at a search.',
  'A party that has it by a decision for another task',
  ['high', 'high'],
  'Given by a decision each time, with an end; who looked is known to the person',
  ['medium', 'high'],
)

const named = '(select m.id from app.members m where m.authority_id = 1 and m.name = '

/** The register of Valmare: a first version that was replaced, the one that holds, and the next one at the supervisory authority. */
export async function addImpacts(run: Run): Promise<void> {
  const approved = `insert into app.impact_assessments (authority_id, id, lineage_id, edition, state, content, writers, changed_by, changed_at,
      advice, advised_by, advised_at, approved_by, approved_at, covers, replaced_at)
    select 1, $1, 1, $1, $2, $3::jsonb || jsonb_build_object('reviewOn', current_date + 160),
      array[${named}'Anna Lind')], ${named}'Anna Lind'), now() - $4::interval - interval '12 days',
      $5, ${named}'Chiara Neri'), now() - $4::interval - interval '6 days',
      ${named}'Elif Aydın'), now() - $4::interval, act.data_categories(1), now() - $6::interval`
  await run(approved, [
    ...[1, 'replaced', JSON.stringify({ ...text, dangers: dangers.slice(0, 3) }), '600 days'],
    ...['In favour. Add what happens when the server is stolen.', '200 days'],
  ])
  await run(approved, [
    ...[2, 'approved', JSON.stringify(text), '200 days'],
    ...['In favour. What was asked for is there; look again within the year.', null],
  ])
  await run(
    `insert into app.impact_assessments (authority_id, id, lineage_id, edition, content, writers, changed_by, changed_at,
       advice, advised_by, advised_at, consulted_on, consulted_under, consulted_reference)
     select 1, 3, 1, 3, $1::jsonb || jsonb_build_object('reviewOn', current_date + 360), array[${named}'Anna Lind')], ${named}'Anna Lind'),
       now() - interval '30 days', 'The police would be told an address for a task of their own. Ask the supervisory authority first.',
       ${named}'Chiara Neri'), now() - interval '26 days', current_date - 20, 'directive', 'C-2026/118'`,
    [JSON.stringify({ ...text, dangers: [...dangers, withPolice] })],
  )
}
