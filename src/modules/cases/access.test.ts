import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, type SeatWish, sees } from '../../../tests/law.ts'
import { layRow, withoutClause } from '../../../tests/rows.ts'
import { proveSeated, twinCase } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world

proveSeated(inForce, { table: 'app.cases', category: 'lead', key: 'id' })
proveSeated(inForce, { table: 'app.decisions', category: 'lead' })
proveSeated(inForce, {
  table: 'app.case_needs',
  category: 'accommodation',
  rows: `x.domain = 'accommodation'`,
})

// Everybody is given a seat. Who sees the case is then a matter of the agreement in force alone.
const seatedSee: Record<AgencyName, boolean> = {
  city: true,
  prison: true,
  probation: true,
  police: true,
  housing: true,
  health: true,
  papers: true,
  exit: true,
  privacy: false,
  unsigned: false,
  stranger: false,
}

for (const [member, expected] of Object.entries(seatedSee) as [AgencyName, boolean][]) {
  test(`${member} ${expected ? 'sees' : 'does not see'} a case on which their desk sits`, async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, world.agency[member].desk, { relation: 'guest' })
    expect(await sees(world, member, 'app.cases where id = $1', [id])).toBe(expected)
  })
}

// The city opened it and the prison leads it: nobody else, however good their agency's clauses (LED art. 20(2)).
for (const member of Object.keys(seatedSee) as AgencyName[]) {
  const expected = member === 'city' || member === 'prison'
  test(`${member} ${expected ? 'sees' : 'does not see'} a new case`, async () => {
    const { id } = await world.openCase()
    expect(await sees(world, member, 'app.cases where id = $1', [id])).toBe(expected)
  })
}

// What must be so today for a signature to open anything. Each line: what is wrong, how it is undone.
const party = 'app.arrangement_parties'
const probationOf = 'where authority_id = 1 and agency_id = 3'
const broken = [
  [
    'the arrangement ended yesterday',
    'update app.arrangements set valid_until = current_date - 1 where authority_id = 1',
    'update app.arrangements set valid_until = current_date + 500 where authority_id = 1',
  ],
  [
    'the arrangement begins tomorrow',
    'update app.arrangements set valid_from = current_date + 2 where authority_id = 1',
    'update app.arrangements set valid_from = current_date - 100 where authority_id = 1',
  ],
  [
    'the agency left yesterday',
    `update ${party} set left_on = current_date - 1 ${probationOf}`,
    `update ${party} set left_on = null ${probationOf}`,
  ],
  [
    'the agency has not signed',
    `update ${party} set signed_on = null, signed_by = null ${probationOf}`,
    `update ${party} set signed_on = '2026-01-15', signed_by = 'Director' ${probationOf}`,
  ],
  [
    'the signature counts from next week',
    `update ${party} set signed_on = current_date + 7 ${probationOf}`,
    `update ${party} set signed_on = '2026-01-15' ${probationOf}`,
  ],
  [
    'the agency is not party at all',
    `delete from ${party} ${probationOf}`,
    `insert into ${party} values (1, 1, 3, '2026-01-15', 'Director', null)`,
  ],
  [
    'the clause is for another purpose',
    `update app.clauses set purpose = 'supervision' where authority_id = 1`,
    `update app.clauses set purpose = 'reintegration' where authority_id = 1`,
  ],
  [
    'the member left the desk a second ago',
    `update app.desk_members set until = now() - interval '1 second' where authority_id = 1 and desk_id = 30`,
    'update app.desk_members set until = null where authority_id = 1 and desk_id = 30',
  ],
  [
    'the member joins the desk tomorrow',
    `update app.desk_members set since = now() + interval '1 day' where authority_id = 1 and desk_id = 30`,
    `update app.desk_members set since = now() - interval '1 day' where authority_id = 1 and desk_id = 30`,
  ],
  [
    'the member never belonged to the desk',
    'update app.desk_members set desk_id = 50 where authority_id = 1 and desk_id = 30',
    'update app.desk_members set desk_id = 30 where authority_id = 1 and member_id = (select member_id from app.desk_members where authority_id = 2 and desk_id = 30)',
  ],
] as const

for (const [what, change, undo] of broken) {
  test(`who sits on a case does not see it when ${what}`, async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, world.agency.probation.desk)
    const asked = () => sees(world, 'probation', 'app.cases where id = $1', [id])
    expect(await asked()).toBe(true)
    expect(await meanwhile(world, change, undo, asked)).toBe(false)
    expect(await asked()).toBe(true)
  })
}

test('on the last day of an arrangement and on the last day before leaving it still holds', async () => {
  const { id } = await world.openCase()
  await giveSeat(world, id, world.agency.probation.desk)
  const asked = () => sees(world, 'probation', 'app.cases where id = $1', [id])
  const lastDay = `update app.arrangements set valid_until = '${day(0)}' where authority_id = 1`
  const later = `update app.arrangements set valid_until = current_date + 500 where authority_id = 1`
  expect(await meanwhile(world, lastDay, later, asked)).toBe(true)
  const leaving = `update ${party} set left_on = '${day(1)}' ${probationOf}`
  expect(
    await meanwhile(world, leaving, `update ${party} set left_on = null ${probationOf}`, asked),
  ).toBe(true)
})

test('a case is read for the purpose it stands on, and for no other', async () => {
  const { id } = await world.openCase()
  expect(await sees(world, 'city', 'app.cases where id = $1', [id], 'reintegration')).toBe(true)
  expect(await sees(world, 'city', 'app.cases where id = $1', [id], 'supervision')).toBe(false)
})

// A wish is the person's own. Seats: city coordination, prison lead, probation member, housing provider.
describe('a wish for help is known to the coordination desk only', () => {
  for (const [required, member, expected] of [
    ['wish', 'city', true],
    ['wish', 'prison', false],
    ['wish', 'probation', false],
    ['imposed', 'city', true],
    ['imposed', 'prison', true],
    ['imposed', 'probation', true],
    ['imposed', 'housing', false],
  ] as const) {
    test(`${member} ${expected ? 'sees' : 'does not see'} a need that is ${required}`, async () => {
      const { id } = await world.openCase()
      await giveSeat(world, id, world.agency.probation.desk)
      await giveSeat(world, id, world.agency.housing.desk, { relation: 'provider' })
      await world.sql(
        `insert into app.case_needs (authority_id, case_id, domain, clause_id, required) values (1, $1, 'education', $2, $3)`,
        [id, world.clause('education'), required],
      )
      const rows = `app.case_needs where case_id = $1 and domain = 'education'`
      expect(await sees(world, member, rows, [id])).toBe(expected)
    })
  }
})

describe('app.seats: my own seats and those of my desks, nobody else’s', () => {
  test('one sees the own seat, and not who else sits there', async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, world.agency.probation.desk)
    const rows = await ask(
      world,
      'probation',
      'select principal from app.seats where case_id = $1',
      [id],
    )
    expect(rows).toEqual([{ principal: world.agency.probation.desk }])
  })
  test('a seat of another authority under the same numbers is not mine', async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, world.agency.probation.desk)
    await twinCase(world, id)
    const mine = 'app.seats where case_id = $1 and authority_id = $2'
    expect(await sees(world, 'probation', mine, [id, 1])).toBe(true)
    expect(await sees(world, 'probation', mine, [id, 2])).toBe(false)
  })
})

describe('what goes on after the last measure (app.continuations)', () => {
  const over = { from: `now() - interval '1 day'`, until: `now() - interval '1 second'` }
  const its = 'app.continuations where case_id = $1'
  async function said(who: AgencyName, seat: SeatWish, to?: AgencyName): Promise<string> {
    const { id } = await world.openCase()
    await giveSeat(world, id, world.agency[who].desk, seat)
    await world.sql(
      `insert into app.continuations (authority_id, case_id, domain, clause_id, goes_on, way, said_on, language, recorded_by, to_principal)
       values (1, $1, 'accommodation', $2, true, 'paper', current_date, 'fr', 1, $3)`,
      [id, world.clause('accommodation'), to ? world.agency[to].desk : null],
    )
    return id
  }
  const seenFrom = async (who: AgencyName, seat: SeatWish, to?: AgencyName) =>
    sees(world, who, its, [await said(who, seat, to)])

  test('is seen from a seat as it stands now, for this purpose', async () => {
    expect(await seenFrom('housing', { relation: 'lead' })).toBe(true)
    expect(await seenFrom('housing', { relation: 'lead', purpose: 'supervision' })).toBe(false)
    expect(await seenFrom('housing', { relation: 'lead', ...over })).toBe(false)
  })
  test('by who leads or coordinates, else by who helps with it', async () => {
    expect(await seenFrom('housing', { relation: 'coordination' })).toBe(true)
    expect(await seenFrom('housing', { relation: 'member' })).toBe(false)
    expect(await seenFrom('housing', { relation: 'member' }, 'housing')).toBe(true)
    expect(await seenFrom('housing', { relation: 'member' }, 'health')).toBe(false)
  })
  test('never by who enforces the measure, even where they lead', async () => {
    expect(await seenFrom('probation', { relation: 'lead' })).toBe(false)
  })
  test('while the agreement shows the agency that part of life', async () => {
    const id = await said('housing', { relation: 'lead' })
    const found = () => sees(world, 'housing', its, [id])
    expect(await withoutClause(world, 'housing', 'accommodation', found)).toBe(false)
    expect(await found()).toBe(true)
  })
})

test('that a case was marked, and who was admitted to it, is seen by who sits on that case (app.protections, app.protection_admissions)', async () => {
  const [marked, other] = [await world.openCase(), await world.openCase()]
  await giveSeat(world, other.id, world.agency.probation.desk)
  const { member } = world.agency.city
  const of = { case_id: marked.id, id: randomUUID() }
  await layRow(world, 'protections', {
    ...{ ...of, kind: 'minor', named: [member], marked_by: member, ended_by: member },
    ...{
      key_wrapped: world.db.keys.newDataKey(1).wrapped,
      end_reason_sealed: '\\x00',
      ended_at: new Date(),
    },
  })
  await layRow(world, 'protection_admissions', {
    ...{ ...of, protection_id: of.id, member_id: member, until: day(3), admitted_by: member },
  })
  for (const table of ['app.protections', 'app.protection_admissions'])
    for (const [who, expected] of [
      ['city', true],
      ['probation', false],
    ] as const)
      expect([table, who, await sees(world, who, `${table} where id = $1`, [of.id])]).toEqual([
        table,
        who,
        expected,
      ])
})
