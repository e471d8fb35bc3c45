import type { Pool } from 'pg'
import { newCode } from '../src/modules/basics/codes-vocabulary.ts'
import { type Basic, basics } from '../src/modules/basics/contract.ts'
import { sealSaid } from '../src/modules/basics/service/said.ts'
import type { Databases } from '../src/platform/db/connections.ts'
import { chance } from './chance.ts'
import { clauseOf } from './partnership.ts'
import { inventId } from './population/person-rows.ts'

const city = 1
const prison = 2
const dutyDesk = 15
const [anna, mateo] = [1, 2]
/** Whom Valmare asks first: housing, papers, health, papers, probation. */
const contacts: Record<Basic, number> = {
  bed: 7,
  money: 11,
  medication: 9,
  papers: 11,
  appointment: 4,
}
const clauses: Record<Basic, number> = {
  bed: clauseOf('accommodation'),
  money: clauseOf('finance_papers'),
  medication: clauseOf('health'),
  papers: clauseOf('finance_papers'),
  appointment: clauseOf('lead'),
}

/** A duty roster around the clock, whom to ask first, and a wing list that came back half typed. */
export async function addFirstDays(owner: Pool, databases: Databases): Promise<void> {
  await addRoster(owner)
  for (const [basic, agency] of Object.entries(contacts))
    await owner.query(
      'insert into app.basic_contacts (authority_id, basic, agency_id) values (1, $1, $2)',
      [basic, agency],
    )
  await addWingList(owner, databases)
}

async function addRoster(owner: Pool): Promise<void> {
  await owner.query(
    `insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name) values (1, $1, 'desk', $2, 'duty', 'Duty')`,
    [dutyDesk, city],
  )
  const luck = chance(41)
  const add = (weekday: number, starts: string, ends: string, member: number, stands: number) =>
    owner.query(
      `insert into app.duty_shifts (authority_id, id, desk_id, weekday, starts, ends, member_id, substitute_id, phone, valid_from, made_by)
       values (1, $1, $2, $3, $4, $5, $6, $7, '0555 0199', current_date - 60, $8)`,
      [inventId(luck), dutyDesk, weekday, starts, ends, member, stands, anna],
    )
  for (const weekday of [1, 2, 3, 4, 5]) {
    await add(
      weekday,
      '08:00',
      '18:00',
      weekday % 2 === 1 ? mateo : anna,
      weekday % 2 === 1 ? anna : mateo,
    )
    await add(weekday, '18:00', '08:00', mateo, anna)
  }
  for (const weekday of [6, 7]) await add(weekday, '08:00', '08:00', mateo, anna)
}

/** Printed yesterday for the next weeks of Valmare Prison; half of it is typed back. */
async function addWingList(owner: Pool, databases: Databases): Promise<void> {
  const luck = chance(42)
  const { rows } = await owner.query<{ id: string }>(
    `select c.id from app.cases c where c.authority_id = 1 and c.prison_agency_id = $1
        and c.release_on between current_date and current_date + 42 order by c.release_on, c.ref limit 10`,
    [prison],
  )
  const sheet = inventId(luck)
  await owner.query(
    `insert into app.paper_sheets (authority_id, id, kind, prison_agency_id, agency_id, weeks, printed_by, printed_at, expires_on)
     values (1, $1, 'wing', $2, $3, 6, $4, now() - interval '1 day', current_date + 29)`,
    [sheet, prison, city, anna],
  )
  for (const [place, { id }] of rows.entries()) {
    const typed = place % 2 === 0
    await owner.query(
      `insert into app.paper_lines (authority_id, sheet_id, code, position, case_id, recorded_at, recorded_by)
       values (1, $1, $2, $3, $4, case when $5 then now() - interval '2 hours' end, case when $5 then $6::int end)`,
      [sheet, newCode((below) => luck.int(0, below - 1)), place + 1, id, typed, anna],
    )
    if (typed) await addAnswers(owner, databases, id, place, () => inventId(luck))
  }
}

async function addAnswers(
  owner: Pool,
  databases: Databases,
  caseId: string,
  place: number,
  newId: () => string,
): Promise<void> {
  for (const [at, basic] of basics.entries()) {
    const id = newId()
    const state = (at + place) % 3 === 0 ? 'open' : 'confirmed'
    const words =
      at === 0 && place === 0
        ? 'My brother can fetch me at the gate, but not before noon.'
        : undefined
    const sealed = sealSaid({ authority: 1, keys: databases.keys }, id, {
      saidBy: 'Wing officer',
      words,
    })
    await owner.query(
      `insert into app.case_basics (authority_id, id, case_id, basic, clause_id, state, source, agency_id, to_principal, from_agency_id,
         recorded_by, recorded_at, said_at, key_wrapped, said_by_sealed, words_sealed)
       values (1, $1, $2, $3, $4, $5, 'paper', $6, $7, $8, $9, now() - interval '2 hours', now() - interval '1 day', $10, $11, $12)`,
      [
        id,
        caseId,
        basic,
        clauses[basic],
        state,
        prison,
        prison * 10,
        city,
        anna,
        sealed.key,
        sealed.saidBy,
        sealed.words,
      ],
    )
  }
}
