import type { Pool } from 'pg'
import type { Databases } from '../src/platform/db/connections.ts'
import { seal } from '../src/platform/seal/envelope.ts'
import { emailOf, members } from './cast.ts'
import { type Chance, chance } from './chance.ts'
import { inventId } from './population/person-rows.ts'

interface Desk {
  owner: Pool
  databases: Databases
  luck: Chance
}

/** An item that its agency may hand on, and a desk at the same table that may have it. */
interface Sharable {
  item: string
  version: number
  case_id: string
  owner: number
  clause: number
  author: number
  desk: number
}

/**
 * What the pages of sharing and protection show: shares in force, one taken back, one of which the
 * person knows nothing; a disclosure that waits for the chair; looks in an emergency, one to judge;
 * a declaration of closeness; questions to the desk.
 */
export async function addSharing(owner: Pool, databases: Databases): Promise<void> {
  const desk = { owner, databases, luck: chance(20_267) }
  const found = await sharable(owner)
  for (const [place, one] of found.slice(0, 6).entries()) await addShare(desk, one, place)
  const outside = found[6] ?? found[0]
  if (outside) await addDisclosure(desk, outside)
  await addLooks(desk)
  await addDeclaration(desk)
  await addQuestions(desk)
}

async function sharable(owner: Pool): Promise<Sharable[]> {
  const { rows } = await owner.query<Sharable>(
    `select q.* from (
       select distinct on (i.case_id) i.id as item, i.current_version as version, i.case_id, i.owner_agency_id as owner,
              i.clause_id as clause, i.written_by as author, p.id as desk, c.release_on
         from app.items i
         join app.cases c on c.authority_id = 1 and c.id = i.case_id and c.closed_on is null
         join app.seats s on s.authority_id = 1 and s.case_id = i.case_id and s.period @> now()
         join app.principals p on p.authority_id = 1 and p.id = s.principal and p.kind = 'desk' and p.agency_id <> i.owner_agency_id
         join app.clause_rights r on r.authority_id = 1 and r.clause_id = i.clause_id and r.agency_id = p.agency_id and r.sight = 'full'
        where i.authority_id = 1 and i.state = 'current' and i.mode <> 'agency' and not i.no_onward and i.meeting_id is null
          and (i.review_by is null or i.review_by >= current_date) and i.owner_agency_id in (2, 4, 7, 8)
        order by i.case_id, i.mode = 'table', i.audience @> array[p.id], i.id, p.id) q
      order by abs(q.release_on - current_date), q.case_id limit 8`,
  )
  return rows
}

const necessity =
  'The lease is signed on Thursday, and without this the room goes to somebody else.'

/** The third was taken back, of the fourth the person knows nothing, for the fifth telling waits. */
async function addShare({ owner, databases, luck }: Desk, one: Sharable, place: number) {
  const id = inventId(luck)
  const { key, wrapped } = databases.keys.newDataKey(1)
  const words = (text: string, what: string) => seal(key, text, `shares.${what}:${id}`)
  const told = place !== 3 && place !== 4
  await owner.query(
    `insert into app.shares (authority_id, id, case_id, owner_agency_id, purpose, clause_id, recipients, key_wrapped, necessity_sealed, necessity_token,
       conditions, expires_on, informed_on, informed_how, postponed_sealed, postponed_until, decided_by, decided_at, withdrawn_at, withdrawn_by)
     values (1, $1, $2, $3, 'reintegration', $4, $5, $6, $7, $8, $9, current_date + $10::int, case when $11 then current_date - 3 end,
       case when $11 then 'talk' end, $12, case when $13 then current_date + 14 end, $14, now() - interval '3 days', $15, $16)`,
    [
      ...[id, one.case_id, one.owner, one.clause, [one.desk], wrapped],
      ...(place === 1 ? [words(necessity, 'necessity'), '4711'] : [null, null]),
      ...[place === 0 ? ['ask_first'] : [], 30 + place * 20, told],
      place === 4 ? words('Telling now would endanger somebody else.', 'postponed') : null,
      ...[place === 4, one.author],
      ...(place === 2 ? [new Date(), one.author] : [null, null]),
    ],
  )
  await owner.query(
    'insert into app.share_items (authority_id, share_id, item_id, version, case_id) values (1, $1, $2, $3, $4)',
    [id, one.item, one.version, one.case_id],
  )
}

async function addDisclosure({ owner, databases, luck }: Desk, one: Sharable): Promise<void> {
  const id = inventId(luck)
  const { key, wrapped } = databases.keys.newDataKey(1)
  const words = (text: string, what: string) => seal(key, text, `disclosures.${what}:${id}`)
  await owner.query(
    `insert into app.disclosures (authority_id, id, case_id, owner_agency_id, purpose, clause_id, key_wrapped, to_sealed, why_sealed, conditions_sealed,
       necessity_token, informed_on, informed_how, expires_on, asked_by, asked_at)
     values (1, $1, $2, $3, 'reintegration', $4, $5, $6, $7, $8, 4712, current_date - 1, 'talk', current_date + 14, $9, now() - interval '1 day')`,
    [
      ...[id, one.case_id, one.owner, one.clause, wrapped],
      words('The landlord of the room in Quay Street', 'to'),
      words('He keeps the room free only if he knows from which day it is lived in.', 'why'),
      words('Only the day, by telephone.', 'conditions'),
      one.author,
    ],
  )
  await owner.query(
    'insert into app.disclosure_items (authority_id, disclosure_id, item_id, version, case_id) values (1, $1, $2, $3, $4)',
    [id, one.item, one.version, one.case_id],
  )
  await seatChair(owner, one.case_id)
}

/** The chair sits on the case whose disclosure they decide: without a seat it would be closed to them. */
async function seatChair(owner: Pool, caseId: string): Promise<void> {
  await owner.query(
    `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on, given_by)
     select 1, gen_random_uuid(), c.id, c.person_id, p.id, 'member', c.purpose, tstzrange(now() - interval '2 days', null),
            coalesce(c.release_on, 'infinity'), $3
       from app.cases c join app.principals p on p.authority_id = 1 and p.member_id = $2 where c.authority_id = 1 and c.id = $1`,
    [caseId, await idOf(owner, 'Elif Aydın'), await idOf(owner, 'Anna Lind')],
  )
}

const idOf = async (owner: Pool, name: string): Promise<number> => {
  const place = members().findIndex((member) => member.name === name)
  const { rows } = await owner.query<{ id: number }>(
    'select id from app.members where authority_id = 1 and email = $1',
    [emailOf(name, place)],
  )
  return rows[0]?.id ?? 1
}

const reasons = [
  'He rang the night line from the station, without shoes, and nobody on duty could say where he may sleep.',
  'A nurse of the emergency ward asked whom to call. The officer typed the number from the wristband.',
  'The number on the letter was read wrongly; nothing opened.',
]

/** One to judge, one judged last month, one that opened nothing. */
async function addLooks({ owner, databases, luck }: Desk): Promise<void> {
  const police = await idOf(owner, 'Tom Keller')
  const officer = await idOf(owner, 'Chiara Neri')
  const { rows } = await owner.query<{ id: string; ref: string }>(
    `select c.id, c.ref from app.cases c where c.authority_id = 1 and c.closed_on is null and not exists (
       select from app.seats s join app.principals p on p.authority_id = 1 and p.id = s.principal
        where s.authority_id = 1 and s.case_id = c.id and p.agency_id = 5) order by c.ref limit 2`,
  )
  for (const [place, reason] of reasons.entries()) {
    const one = place < 2 ? rows[place] : undefined
    const id = inventId(luck)
    const { key, wrapped } = databases.keys.newDataKey(1)
    const words = (text: string, what: string) => seal(key, text, `overrides.${what}:${id}`)
    const days = [2, 33, 5][place] ?? 2
    const seat = one ? inventId(luck) : null
    if (one)
      await owner.query(
        `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on, given_by)
         select 1, $2, c.id, c.person_id, p.id, 'override', c.purpose,
                tstzrange(now() - make_interval(days => $4), now() - make_interval(days => $4) + interval '4 hours'), coalesce(c.release_on, 'infinity'), $3
           from app.cases c join app.principals p on p.authority_id = 1 and p.member_id = $3 where c.authority_id = 1 and c.id = $1`,
        [one.id, seat, police, days],
      )
    await owner.query(
      `insert into app.overrides (authority_id, id, member_id, agency_id, purpose, case_id, seat_id, key_wrapped, asked_sealed, reason_sealed, begun_at, ends_at,
         judged_by, judged_at, verdict, judgement_sealed)
       values (1, $1, $2, 5, 'reintegration', $3, $4, $5, $6, $7, now() - make_interval(days => $8), now() - make_interval(days => $8) + $9::interval, $10, $11, $12, $13)`,
      [
        ...[id, police, one?.id ?? null, seat, wrapped],
        ...[words(one?.ref ?? 'V-9041', 'asked'), words(reason, 'reason'), days],
        one ? '4 hours' : '0',
        ...(place === 1
          ? [
              officer,
              new Date(Date.now() - 30 * 86_400_000),
              'justified',
              words(
                'The ward reached the lead within the hour, and nothing else was opened.',
                'judgement',
              ),
            ]
          : [null, null, null, null]),
      ],
    )
  }
}

/** A colleague at the probation desk who knows somebody's family; the case is closed to them alone. */
async function addDeclaration({ owner, databases, luck }: Desk): Promise<void> {
  const id = inventId(luck)
  const { key, wrapped } = databases.keys.newDataKey(1)
  await owner.query(
    `insert into app.closeness (authority_id, id, member_id, person_id, case_id, declared_at, key_wrapped, reason_sealed)
     select 1, $1, (select max(m.id) from app.members m where m.authority_id = 1 and m.agency_id = 4), c.person_id, c.id, now() - interval '6 days', $2, $3
       from app.cases c where c.authority_id = 1 and c.closed_on is null
        and exists (select from app.seats s where s.authority_id = 1 and s.case_id = c.id and s.principal = 40 and s.period @> now())
      order by c.ref desc limit 1`,
    [id, wrapped, seal(key, 'We went to school together.', `closeness.reason:${id}`)],
  )
}

/** One that waits, one with its answer. */
async function addQuestions({ owner, databases, luck }: Desk): Promise<void> {
  const asker = await idOf(owner, 'Samir Kovač')
  const answerer = await idOf(owner, 'Anna Lind')
  for (const [question, answer] of [
    [
      'A mother asks us whether anybody prepares the release of her son. What may I tell her?',
      null,
    ],
    [
      'May our volunteers come to the gate on a Saturday?',
      'Yes. Ask for a session inside first, the prison wants to know who comes.',
    ],
  ] as const) {
    const id = inventId(luck)
    const { key, wrapped } = databases.keys.newDataKey(1)
    const words = (text: string, what: string) => seal(key, text, `desk_questions.${what}:${id}`)
    await owner.query(
      `insert into app.desk_questions (authority_id, id, asked_by, agency_id, to_principal, asked_at, key_wrapped, question_sealed, answered_by, answered_at, answer_sealed, version)
       select 1, $1, $2, 14, p.id, now() - interval '1 day', $3, $4, $5, $6, $7, case when $5::int is null then 1 else 2 end
         from app.principals p where p.authority_id = 1 and p.desk_kind = 'coordination' order by p.id limit 1`,
      [
        ...[id, asker, wrapped, words(question, 'question')],
        ...(answer ? [answerer, new Date(), words(answer, 'answer')] : [null, null, null]),
      ],
    )
  }
}
