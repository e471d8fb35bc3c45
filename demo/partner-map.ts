type Run = (text: string, values?: unknown[]) => Promise<unknown>

/** Who sits where at the table of Valmare: function, agency, whom to speak to. */
const seats: readonly [string, number, string][] = [
  ['coordination', 1, 'Coordination desk'],
  ['prison', 2, 'Reintegration officers, wing B'],
  ['prison', 3, 'Release office'],
  ['probation', 4, 'Duty officer'],
  ['police', 5, 'Quarter inspectors'],
  ['youth', 6, 'Front desk'],
  ['family', 6, 'Visiting service'],
  ['housing', 7, 'First night desk'],
  ['housing', 8, 'Night shelter'],
  ['health', 9, 'Nurse on duty'],
  ['addiction', 10, 'Intake'],
  ['social', 11, 'Counter 4'],
  ['employment', 12, 'Placement team'],
  ['education', 13, 'Admissions'],
  ['exit', 14, 'Mentors'],
  ['privacy', 1, 'Chiara Neri'],
]

/** Asked a while ago; mediation, debt advice and the prosecution have not been asked at all. */
const asked: readonly [string, string, number][] = [['victims', 'Victim Support Valmare', 23]]

/** The partner map of the demo city, with the gaps that most cities have. */
export async function addPartnerMap(run: Run): Promise<void> {
  for (const [place, [code, agency, contact]] of seats.entries()) {
    await run(
      `insert into app.table_seats (authority_id, id, function, agency_id, contact, changed_by)
       values (1, $1, $2, $3, $4, 1)`,
      [place + 1, code, agency, contact],
    )
  }
  for (const [place, [code, organisation, days]] of asked.entries()) {
    await run(
      `insert into app.table_seats (authority_id, id, function, organisation, asked_on, changed_by)
       values (1, $1, $2, $3, current_date - $4::int, 1)`,
      [seats.length + place + 1, code, organisation, days],
    )
  }
}
