import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, giveSeat, sees } from '../../../tests/law.ts'
import { layRow, withoutClause } from '../../../tests/rows.ts'
import { proveSeated } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

/** A case of which the prison said that there is a bed, and which is followed as an unplanned release. */
const followed = (): World => ({
  ...world,
  openCase: async (wish) => {
    const opened = await world.openCase(wish)
    await say(opened.id, 'confirmed')
    await world.sql(
      `insert into app.unplanned_releases (authority_id, id, case_id, clause_id, known_at, recorded_by, key_wrapped, words_sealed, until)
       values (1, gen_random_uuid(), $1, $2, now(), 1, $3, '\\x00', now() + interval '3 days')`,
      [opened.id, world.clause('timeline'), world.db.keys.newDataKey(1).wrapped],
    )
    return opened
  },
})

async function say(caseId: string, state: string, toPrincipal: number | null = null) {
  await world.sql(
    `insert into app.case_basics (authority_id, id, case_id, basic, clause_id, state, source, agency_id, to_principal, from_agency_id, recorded_by, said_at)
     values (1, gen_random_uuid(), $1, 'bed', $2, $3, 'paper', 2, $4, 2, $5, now())`,
    [caseId, world.clause('accommodation'), state, toPrincipal, world.agency.prison.member],
  )
}

proveSeated(followed, {
  table: 'app.case_basics',
  category: 'accommodation',
  rows: `x.basic = 'bed'`,
})
proveSeated(followed, { table: 'app.unplanned_releases', category: 'timeline' })

describe('what a person does not want (principle 7)', () => {
  const unwanted = `app.case_basics x where x.case_id = $1 and x.state = 'not_wanted'`
  async function refused() {
    const opened = await world.openCase()
    await say(opened.id, 'not_wanted', world.agency.housing.desk)
    for (const who of ['probation', 'police', 'housing', 'prison'] as const)
      await giveSeat(world, opened.id, world.agency[who].desk)
    return opened.id
  }
  const known: Partial<Record<AgencyName, boolean>> = {
    city: true,
    housing: true,
    probation: false,
    police: false,
  }
  for (const [who, expected] of Object.entries(known) as [AgencyName, boolean][])
    test(`${who} ${expected ? 'knows' : 'does not know'} of it`, async () => {
      expect(await sees(world, who, unwanted, [await refused()])).toBe(expected)
    })
  test('who typed it may correct it that day, and not read it the day after', async () => {
    const id = await refused()
    expect(await sees(world, 'prison', unwanted, [id])).toBe(true)
    await world.sql(
      `update app.case_basics set recorded_at = now() - interval '25 hours' where case_id = $1`,
      [id],
    )
    expect(await sees(world, 'prison', unwanted, [id])).toBe(false)
  })
})

describe('what a prison said of somebody announced', () => {
  const announced = 'app.case_basics x where x.notice_id = $1'
  async function said() {
    const { id } = await world.notice()
    await world.sql(
      `insert into app.case_basics (authority_id, id, notice_id, basic, clause_id, state, source, agency_id, from_agency_id, recorded_by, said_at)
       values (1, gen_random_uuid(), $1, 'bed', $2, 'confirmed', 'paper', 2, 2, 999, now())`,
      [id, world.clause('accommodation')],
    )
    return id
  }
  test('the desk that the notice names reads it, others do not', async () => {
    const id = await said()
    expect(await sees(world, 'city', announced, [id])).toBe(true)
    for (const who of ['probation', 'housing', 'prison', 'police'] as const)
      expect(await sees(world, who, announced, [id])).toBe(false)
  })
})

describe('what a prison said of somebody announced, part by part', () => {
  const row = 'app.case_basics x where x.id = $1'
  /** Written by the prison about an announcement, or about a case on which nobody of it sits. */
  async function said(of: object, by = world.agency.prison.member, minutes = 1) {
    return layRow(world, 'case_basics', {
      ...{ id: randomUUID(), basic: 'bed', clause_id: world.clause('accommodation') },
      ...{
        state: 'confirmed',
        source: 'paper',
        agency_id: 2,
        from_agency_id: 2,
        said_at: new Date(),
      },
      ...{ recorded_by: by, recorded_at: new Date(Date.now() - minutes * 60_000), ...of },
    })
  }
  test('is read by the desk while the agreement shows it that part of life', async () => {
    const id = await said({ notice_id: (await world.notice()).id })
    const found = () => sees(world, 'city', row, [id])
    expect(await withoutClause(world, 'city', 'accommodation', found)).toBe(false)
    expect(await found()).toBe(true)
  })
  test('is not read by a desk that another notice names', async () => {
    const elsewhere = (await world.notice()).id
    await world.notice()
    const id = await said({ notice_id: elsewhere })
    await world.sql(`update app.release_notices set desks = '{50}' where id = $1`, [elsewhere])
    expect(await sees(world, 'city', row, [id])).toBe(false)
  })
  test('is read by who wrote it for a day, by no colleague, and not the day after', async () => {
    const notice_id = (await world.notice()).id
    const colleague = await world.session(world.agency.prison.id, ['resettlement_officer'])
    const id = await said({ notice_id })
    expect(await sees(world, 'prison', row, [id])).toBe(true)
    expect(await sees(world, colleague, row, [id])).toBe(false)
    const old = await said({ notice_id }, world.agency.prison.member, 25 * 60)
    expect(await sees(world, 'prison', row, [old])).toBe(false)
  })
  test('what somebody wrote of a case without a seat on it, they do not read', async () => {
    const { id: case_id } = await world.openCase()
    const id = await said({ case_id }, world.agency.housing.member)
    expect(await sees(world, 'housing', row, [id])).toBe(false)
  })
})

describe('sheets of paper', () => {
  const sheet = '00000000-0000-4000-8000-00000000000a'
  beforeAll(async () => {
    await world.sql(
      `insert into app.paper_sheets (authority_id, id, kind, prison_agency_id, agency_id, printed_by, expires_on)
       values (1, $1, 'wing', 2, 2, $2, current_date + 30)`,
      [sheet, world.agency.prison.member],
    )
    await world.sql(
      `insert into app.paper_lines (authority_id, sheet_id, code, position) values (1, $1, '22222', 1)`,
      [sheet],
    )
  })
  for (const table of ['app.paper_sheets x where x.id', 'app.paper_lines x where x.sheet_id'])
    test(`${table}: the agency that printed it, nobody else`, async () => {
      expect(await sees(world, 'prison', `${table} = $1`, [sheet])).toBe(true)
      for (const who of ['city', 'probation', 'police', 'housing', 'stranger'] as const)
        expect(await sees(world, who, `${table} = $1`, [sheet])).toBe(false)
    })
  test('whoever has a sheet of their own reads its lines, and not those of another', async () => {
    const own = randomUUID()
    const { housing } = world.agency
    await layRow(world, 'paper_sheets', {
      ...{ id: own, kind: 'wing', prison_agency_id: 2, agency_id: housing.id },
      ...{ printed_by: housing.member, expires_on: day(30) },
    })
    await layRow(world, 'paper_lines', { sheet_id: own, code: '33333', position: 1 })
    const lines = 'app.paper_lines x where x.sheet_id = $1'
    expect(await sees(world, 'housing', lines, [own])).toBe(true)
    expect(await sees(world, 'housing', lines, [sheet])).toBe(false)
  })
  test('a colleague of the same agency without the function sees no sheet', async () => {
    const worker = await world.session(2, ['case_worker'])
    world.agency.unsigned = { ...world.agency.unsigned, ...worker }
    expect(await sees(world, 'unsigned', 'app.paper_sheets x where x.id = $1', [sheet])).toBe(false)
  })
})

describe('sheets of specially protected cases (PI5, R9)', () => {
  /** A sheet of the city with a line for each; a case to which nobody is named, or nobody's line. */
  async function sheetOf(cases: readonly (string | null)[]): Promise<string> {
    const id = randomUUID()
    const { city } = world.agency
    await layRow(world, 'paper_sheets', {
      ...{ id, kind: 'released', agency_id: city.id, printed_by: city.member, expires_on: day(30) },
    })
    for (const [position, of] of cases.entries())
      await layRow(world, 'paper_lines', {
        ...{ sheet_id: id, code: newCode(), position, case_id: of },
      })
    return id
  }
  const letters = [...'ABCDEFGHJKMNPQRSTUVWXYZ']
  let codes = 0
  const newCode = () => {
    codes += 1
    return `444${letters[Math.floor(codes / letters.length)]}${letters[codes % letters.length]}`
  }
  const seen = (id: string) => sees(world, 'city', 'app.paper_sheets x where x.id = $1', [id])
  test('a sheet goes when every line of it is closed to the reader, and no other', async () => {
    const [kept, open] = [(await world.openCase()).id, (await world.openCase()).id]
    const sheets = [await sheetOf([kept]), await sheetOf([kept, open]), await sheetOf([kept, null])]
    const others = [await sheetOf([open]), await sheetOf([])]
    const all = [...sheets, ...others]
    for (const id of all) expect(await seen(id)).toBe(true)
    await world.sql(
      `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
       select 1, gen_random_uuid(), id, 'minor', array[$2::int], $2, key_wrapped from app.cases where id = $1`,
      [kept, world.agency.probation.member],
    )
    expect(await Promise.all(all.map(seen))).toEqual([false, true, true, true, true])
    // The same sheets of another authority, with a line of nobody: what is said there says nothing here.
    for (const id of [sheets[0], others[1]]) {
      const { city } = world.agency
      const there = { authority_id: 2, kind: 'released', agency_id: city.id }
      await layRow(world, 'paper_sheets', {
        ...{ ...there, id, printed_by: city.member, expires_on: day(30) },
      })
      await layRow(world, 'paper_lines', {
        ...{ authority_id: 2, sheet_id: id, code: newCode(), position: 0 },
      })
    }
    expect(await Promise.all(all.map(seen))).toEqual([false, true, true, true, true])
  })
})

describe('who was told', () => {
  test('is known to those who may know of the release, and to nobody else', async () => {
    const { id } = await followed().openCase()
    await world.sql(
      `insert into app.unplanned_told (authority_id, release_id, principal, role)
       select 1, u.id, $2, 'coordination' from app.unplanned_releases u where u.case_id = $1`,
      [id, world.agency.city.desk],
    )
    const told = `app.unplanned_told t where t.release_id = (select u.id from app.unplanned_releases u where u.case_id = $1)`
    expect(await sees(world, 'city', told, [id])).toBe(true)
    expect(await sees(world, 'probation', told, [id])).toBe(false)
    const [release] = await world.sql<{ id: string }>(
      'select id from app.unplanned_releases where case_id = $1',
      [id],
    )
    expect(
      await sees(world, 'probation', 'app.unplanned_told t where t.release_id = $1', [release?.id]),
    ).toBe(false)
  })
})

test('who was told of one release is not known to whoever knows of another', async () => {
  const [one, other] = [await followed().openCase(), await followed().openCase()]
  await giveSeat(world, other.id, world.agency.probation.desk)
  const releases = await Promise.all(
    [one, other].map(async ({ id }) => {
      const [row] = await world.sql<{ id: string }>(
        'select id from app.unplanned_releases where authority_id = 1 and case_id = $1',
        [id],
      )
      const release_id = row?.id ?? ''
      const principal = world.agency.city.desk
      await layRow(world, 'unplanned_told', { release_id, principal, role: 'coordination' })
      return release_id
    }),
  )
  const told = 'app.unplanned_told t where t.release_id = $1'
  expect(await sees(world, 'probation', told, [releases[1]])).toBe(true)
  expect(await sees(world, 'probation', told, [releases[0]])).toBe(false)
})

describe('duty and contacts', () => {
  test('are known to all who work here, and not to another authority', async () => {
    await world.sql(
      `insert into app.basic_contacts (authority_id, basic, agency_id) values (1, 'bed', 5)`,
    )
    expect(
      await sees(world, 'stranger', 'app.basic_contacts x where x.authority_id = $1', [1]),
    ).toBe(true)
    expect(await sees(world, 'stranger', 'app.duty_shifts x where x.authority_id = $1', [2])).toBe(
      false,
    )
  })
})
