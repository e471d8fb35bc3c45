import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Databases } from '../src/platform/db/connections.ts'
import { seal } from '../src/platform/seal/envelope.ts'
import { type Chance, chance } from './chance.ts'
import { clauseOf } from './partnership.ts'
import { inventId } from './population/person-rows.ts'

const anna = 1
const [city, prison, probation, haven] = [1, 2, 4, 8]

/** Meetings are on working days: nine days before a release, or in the days to come. */
const workday = (day: string) =>
  `(${day})::date - greatest(extract(isodow from (${day})::date)::int - 5, 0)`

interface Case {
  id: string
  key: Buffer
  release: string
}

interface Desk {
  owner: Pool
  databases: Databases
  luck: Chance
}

/**
 * Meetings planned and held, one word given in advance, one part of life declined twice, and three
 * cases near the end of their last measure.
 */
export async function addHandovers(owner: Pool, databases: Databases): Promise<void> {
  const desk = { owner, databases, luck: chance(77) }
  await addStanding(desk)
  await addEscalation(desk)
  const ahead = await casesOf(owner, 'c.release_on between current_date + 3 and current_date + 24')
  for (const [place, one] of ahead.slice(0, 5).entries()) await addMeeting(desk, one, place, false)
  const past = await casesOf(owner, 'c.release_on between current_date - 80 and current_date - 1')
  for (const [place, one] of past.slice(0, 14).entries()) await addMeeting(desk, one, place, true)
  await addEndings(desk)
  await owner.query(
    'select act.recalculate(authority_id, id) from app.cases where measure_ends_on is not null',
  )
}

async function casesOf(owner: Pool, which: string): Promise<Case[]> {
  const { rows } = await owner.query<Case>(
    `select c.id, c.key_wrapped as key, c.release_on::text as release from app.cases c
      where c.authority_id = 1 and c.closed_on is null and ${which} order by c.release_on, c.ref`,
  )
  return rows
}

/** Haven has given its word for persons from Ellan Moor; whoever comes from Valmare Prison is asked for one by one. */
async function addStanding({ owner, luck }: Desk): Promise<void> {
  const id = inventId(luck)
  await owner.query(
    `insert into app.standing_acceptances (authority_id, id, agency_id, principal, domain, prisons, at_once, per_month, max_days, valid, made_by, made_at)
     select 1, $1, $2, $2 * 10, 'accommodation', '{3}', 6, 3, 180, daterange(current_date - 50, current_date + 315), m.id, now() - interval '50 days'
       from app.members m where m.authority_id = 1 and m.agency_id = $2 order by m.id limit 1`,
    [id, haven],
  )
  await owner.query(
    `update app.leads set standing_id = $1 where authority_id = 1 and id in (select l.id from app.leads l
       where l.authority_id = 1 and l.to_principal = $2 and l.domain = 'accommodation' and l.state = 'accepted'
         and l.channel = 'self' and l.offered_at > now() - interval '45 days'
         and exists (select from app.cases c where c.authority_id = 1 and c.id = l.case_id and c.prison_agency_id = 3)
       order by l.offered_at desc limit 3)`,
    [id, haven * 10],
  )
}

/** One part of life that two desks could not give: open for the managers of both. */
async function addEscalation({ owner, luck }: Desk): Promise<void> {
  await owner.query(
    `insert into app.escalations (authority_id, id, case_id, ref, domain, clause_id, agencies, from_agency_id, begins_on, raised_at)
     select 1, $1, c.id, c.ref, 'accommodation', $2, '{1,7}', 1, c.release_on, now() - interval '2 days'
       from app.cases c where c.authority_id = 1 and c.closed_on is null and c.release_on > current_date + 10
        and exists (select from app.leads l where l.authority_id = 1 and l.case_id = c.id and l.domain = 'accommodation' and l.state = 'declined')
      order by c.release_on, c.ref limit 1`,
    [inventId(luck), clauseOf('accommodation')],
  )
}

const people = { [city]: 'Anna Lind', [prison]: 'Dirk Peeters', [probation]: 'Ingrid Sørensen' }
const saidWords = [
  'I want to sleep the first night at my sister’s, then the room.',
  'The medicine for two weeks, please. Last time I stood there without.',
  'I come on Monday. I do not need anybody at the gate.',
]

async function addMeeting(desk: Desk, one: Case, place: number, held: boolean): Promise<void> {
  const { owner, databases, luck } = desk
  const id = inventId(luck)
  const key = databases.keys.dataKey(1, one.key)
  const sealed = (kind: string, text: string) =>
    seal(key, text, `handover_meetings.${kind}:${one.id}`)
  const person = held
    ? (['present', 'present', 'did_not_want', 'present'][place % 4] ?? null)
    : null
  const day = workday(held ? '$5::date - 9' : 'least($5::date, current_date + 4)')
  const said = person === 'present' ? saidWords[place % saidWords.length] : null
  await owner.query(
    `insert into app.handover_meetings (authority_id, id, case_id, clause_id, state, planned_on, planned_at, channel, place_sealed,
       invited, interpreter, held_on, present, person_presence, people_sealed, said_sealed, said_language, outcome_sealed,
       recorded_by, recorded_at, held_by)
     values (1, $1, $2, $3, $4, ${day}, '14:00', 'prison', $6, '{1,2,4}', $7, case when $4 = 'held' then ${day} end,
       case when $4 = 'held' then '{1,2,4}'::int[] else '{}' end, $8, $9, $10, case when $10::bytea is not null then 'en' end, $11,
       $12, now() - interval '20 days', case when $4 = 'held' then $12::int end)`,
    [
      ...[id, one.id, clauseOf('lead'), held ? 'held' : 'planned', one.release],
      sealed('place', 'Visitors’ room 2'),
      place % 3 === 0 ? 'ar' : null,
      person,
      held ? sealed('people', JSON.stringify(people)) : null,
      said ? sealed('said', said) : null,
      held
        ? sealed('outcome', 'Keys are with the desk. Letter for the pharmacy is in the bag.')
        : null,
      anna,
    ],
  )
  await addChecks(owner, id, one, held, place)
  if (held) await addPackage(desk, id, one, key)
}

async function addChecks(owner: Pool, id: string, one: Case, held: boolean, place: number) {
  await owner.query(
    `insert into app.handover_checks (authority_id, meeting_id, code, case_id, clause_id, answer, agency_id, until_on)
     select 1, $1, k.code, $2, c.id,
            case when k.plain then case when $3 then 'not_applicable' else 'open' end
                 when $3 or k.position <= 4 and (k.position + $4) % 3 <> 0 then 'yes'
                 when (k.position + $4) % 3 = 0 then 'no' else 'open' end,
            case when not $3 and not k.plain and (k.position + $4) % 3 = 0 then 11 end,
            case when not $3 and not k.plain and (k.position + $4) % 3 = 0
              then greatest(least(current_date + 6, $5::date - 1), current_date) end
       from app.handover_check_kinds k join app.clauses c on c.authority_id = 1 and c.arrangement_id = 1 and c.category = k.category
        and c.purpose = 'reintegration'`,
    [id, one.id, held, place, one.release],
  )
}

/** What was in the map on that day: the bed, with its proof. */
async function addPackage({ owner, luck }: Desk, id: string, one: Case, key: Buffer) {
  const { rows } = await owner.query(
    `select g.name as agency, lower(l.period)::text as "from", upper(l.period)::text as until, l.state
       from app.leads l join app.agencies g on g.authority_id = 1 and g.id = l.agency_id
      where l.authority_id = 1 and l.case_id = $1 and l.domain = 'accommodation' and l.state = 'accepted'
        and not l.voluntary and not isempty(l.period)`,
    [one.id],
  )
  const category = 'accommodation'
  const checks = [{ code: 'first_night', answer: 'yes', agency: null, until: null }]
  const content = JSON.stringify({
    nonce: inventId(luck),
    release: { on: one.release, certainty: 'fixed', earliestOn: null },
    part: { category, leads: rows, gaps: [], milestones: [], checks },
  })
  await owner.query(
    `insert into app.handover_packages (authority_id, meeting_id, category, case_id, clause_id, content_sealed, sha256)
     values (1, $1, $2, $3, $4, $5, $6)`,
    [
      ...[id, category, one.id, clauseOf(category)],
      seal(key, content, `handover_packages.content:${id}:${category}`),
      createHash('sha256').update(content).digest(),
    ],
  )
}

/** One has said what should go on, one was not asked yet, one had asked to end a month ago. */
async function addEndings({ owner, databases, luck }: Desk): Promise<void> {
  const cases = await casesOf(
    owner,
    `c.release_on between current_date - 160 and current_date - 30 and c.stage = 'community'
       and exists (select from app.leads l where l.authority_id = 1 and l.case_id = c.id and l.domain = 'accommodation'
         and l.state = 'accepted' and l.period @> current_date + 30 and not l.voluntary)`,
  )
  const stories = [
    { ends: 12, answers: { lead: true, accommodation: true, finance_papers: false } },
    { ends: 21, answers: {} },
  ]
  for (const [place, { ends, answers }] of stories.entries()) {
    const one = cases[place]
    if (!one) continue
    await owner.query(
      'update app.cases set measure_ends_on = current_date + $2::int where authority_id = 1 and id = $1',
      [one.id, ends],
    )
    const key = databases.keys.dataKey(1, one.key)
    const words = 'The room and Anna, yes. Money I do myself now.'
    const asked = Object.keys(answers).length > 0
    await owner.query('select act.recalculate(1, $1)', [one.id])
    await owner.query(
      `update app.milestones set status = 'done', done_on = current_date - 4, done_by = $2
        where $3 and authority_id = 1 and case_id = $1 and code = 'ask_what_goes_on'`,
      [one.id, anna, asked],
    )
    for (const [domain, goesOn] of Object.entries(answers))
      await owner.query(
        `insert into app.continuations (authority_id, id, case_id, domain, clause_id, to_principal, goes_on, ends_on, way, said_on,
           language, words_sealed, recorded_by)
         values (1, $1, $2, $3, $4, (select l.to_principal from app.leads l where l.authority_id = 1 and l.case_id = $2
             and l.domain = $3 and l.state = 'accepted' order by upper(l.period) desc nulls first limit 1),
           $5, case when not $5 then current_date + $6::int end, 'on_screen', current_date - 4, 'en', $7, $8)`,
        [
          ...[inventId(luck), one.id, domain, clauseOf(domain as 'lead'), goesOn, ends],
          seal(key, words, `continuations.words:${one.id}`),
          anna,
        ],
      )
  }
}
