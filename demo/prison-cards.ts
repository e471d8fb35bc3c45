import type { Pool } from 'pg'

const cards = [
  {
    agency_id: 2,
    address: 'Old Quay Road 1, 1005 Valmare',
    contact: 'Resettlement office',
    phone: '0555 0211',
    email: 'resettlement@prison.example',
    hours: 'Monday to Friday 8:30 to 12:00 and 13:00 to 16:00',
    visiting:
      'Announce every visit three working days before, with name and date of birth of each visitor.\nIdentity card at the main gate. The last visit begins at 15:30.',
    bring:
      'Paper, pens and printed forms. A computer only with a form that the resettlement office sends.\nNo telephones, no keys, no food.',
    booking:
      'Ask under Sessions inside. The office answers within five working days. Rooms: A 12 (10 persons), library (20 persons).',
    release_times: 'Working days 8:30 to 10:30; weekends only by order of the court',
    release_place: 'Small gate, east side, opposite the bus stop',
    money:
      'Cash up to 200 euros at the desk; the rest goes to an account, or by cheque. Valuables are handed out against a signature the evening before.',
    languages: ['nl', 'fr', 'en'],
    terms: [
      { term: 'PSD', meaning: 'Psychosocial service of the prison' },
      { term: 'Gate list', meaning: 'Who may come in today; made at 16:00 the day before' },
      { term: 'Wing C', meaning: 'Open wing, day release' },
    ],
    liaisons: [
      { agencyId: 1, who: 'Coordination desk', how: 'First Tuesday of the month, 10:00, library' },
      { agencyId: 4, who: 'Duty officer', how: 'By telephone before 10:00' },
      { agencyId: 9, who: 'Medical service', how: 'Mail two working days before a release' },
    ],
    reviewed: 34,
  },
  {
    agency_id: 3,
    address: 'Moor Lane 200, 1450 Ellan',
    contact: 'Release desk',
    phone: '0555 0221',
    email: 'release@ellanmoor.example',
    hours: 'Tuesday to Thursday 9:00 to 12:00',
    visiting: 'One week before, by mail. The bus from Valmare takes 70 minutes.',
    bring: 'Papers only.',
    booking: 'By mail to the release desk.',
    release_times: 'From 9:00, on working days',
    release_place: 'Main gate',
    money: 'All money in cash, against a signature.',
    languages: ['nl', 'en'],
    terms: [{ term: 'Green sheet', meaning: 'Consent of the person to speak with the city' }],
    liaisons: [{ agencyId: 1, who: 'Coordination desk', how: 'By telephone, Wednesday 9:30' }],
    reviewed: 231,
  },
]

const visits = [
  {
    prison: 2,
    by: 1,
    days: 18,
    topic: 'Releases before weekends',
    issues: [
      [
        'Can the gate list be sent to the coordination desk at 16:00?',
        'Yes, from 1 December, by mail.',
      ],
      ['Who hands out medication when the release moves to a Friday?', null],
    ],
  },
  {
    prison: 3,
    by: 12,
    days: 47,
    topic: 'Room for work orientation',
    issues: [
      ['A room with ten tables on Tuesday mornings?', 'The chapel, until the summer.'],
      ['May participants keep a copy of their papers?', 'Yes, one folder.'],
    ],
  },
] as const

/** Two cards, one of which nobody has looked at for half a year, and two visits with what they left open. */
export async function addPrisonCards(owner: Pool, authority: number): Promise<void> {
  for (const { reviewed, ...card } of cards) {
    const row = { ...card, authority_id: authority, version: 1 }
    const columns = Object.keys(row).join(', ')
    await owner.query(
      `insert into app.prison_cards (${columns}, reviewed_on)
       select ${columns}, current_date - $2::int from jsonb_populate_record(null::app.prison_cards, $1::jsonb)`,
      [JSON.stringify(row), reviewed],
    )
    await owner.query(
      `insert into app.directory_changes (authority_id, card_agency_id, kind, at, member_id, agency_id)
       select $1, $2, 'created', now() - make_interval(days => $3), m.id, m.agency_id from app.members m
        where m.authority_id = $1 and m.agency_id = $2 order by m.id limit 1`,
      [authority, card.agency_id, reviewed],
    )
  }
  for (const visit of visits) {
    const { rows } = await owner.query<{ id: string }>(
      `insert into app.prison_visits (authority_id, prison_agency_id, by_agency_id, visited_on, topic, recorded_by)
       select $1, $2, $3, current_date - $4::int, $5, m.id from app.members m
        where m.authority_id = $1 and m.agency_id = $3 order by m.id limit 1 returning id`,
      [authority, visit.prison, visit.by, visit.days, visit.topic],
    )
    for (const [position, [question, answer]] of visit.issues.entries())
      await owner.query(
        `insert into app.visit_issues (authority_id, visit_id, position, question, answer, answered_on, answered_agency_id)
         values ($1, $2, $3, $4, $5, case when $5::text is not null then current_date - 5 end, case when $5::text is not null then $6::int end)`,
        [authority, rows[0]?.id, position + 1, question, answer, visit.prison],
      )
  }
}
