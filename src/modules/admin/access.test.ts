import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, type Reader, sees } from '../../../tests/law.ts'
import { layRow } from '../../../tests/rows.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
let administrator: { member: number; token: string }
beforeAll(async () => {
  world = await makeWorld()
  administrator = await world.session(world.agency.city.id, ['administrator'])
  await addTwin(world)
})
afterAll(() => world.drop())

// Who works here is known to all who work here, in whatever function, signed arrangement or not.
for (const table of [
  'app.agencies',
  'app.members',
  'app.member_functions',
  'app.principals',
  'app.desk_members',
]) {
  for (const who of ['city', 'police', 'unsigned', 'stranger'] as const) {
    test(`${who} reads ${table} of the own authority and of no other`, async () => {
      expect(await sees(world, who, `${table} where authority_id = 1`)).toBe(true)
      expect(await sees(world, who, `${table} where authority_id = 2`)).toBe(false)
    })
  }
}

test('members know their own authority and no other', async () => {
  const rows = await ask(world, 'police', 'select id from app.authorities')
  expect(rows).toEqual([{ id: 1 }])
})

test('the wrapped keys of an authority are read by nobody', async () => {
  for (const who of ['city', administrator] as const)
    await expect(ask(world, who, 'select 1 from app.authority_keys')).rejects.toMatchObject({
      status: 403,
    })
})

test('who is away and who covers is read in the own agency and by administrators (app.absences)', async () => {
  const { housing } = world.agency
  const colleague = await world.session(housing.id, ['case_worker'])
  await layRow(world, 'absences', {
    ...{ id: randomUUID(), agency_id: housing.id, member_id: housing.member, kind: 'away' },
    ...{ starts_at: new Date(), ends_at: new Date(), cover: [housing.desk], entered_by: 1 },
  })
  const reads = (who: Reader) => sees(world, who, 'app.absences where authority_id = 1')
  for (const who of ['housing', colleague, administrator] as const)
    expect(await reads(who)).toBe(true)
  for (const who of ['city', 'police', 'stranger'] as const) expect(await reads(who)).toBe(false)
})

test('the filters that somebody named are theirs alone (app.saved_filters)', async () => {
  const { housing } = world.agency
  const colleague = await world.session(housing.id, ['case_worker'], housing.desk)
  await layRow(world, 'saved_filters', {
    ...{ id: randomUUID(), member_id: housing.member, list: 'cases', name: 'Mine', search: '{}' },
    place: 1,
  })
  const reads = (who: Reader) => sees(world, who, 'app.saved_filters')
  expect(await reads('housing')).toBe(true)
  for (const who of [colleague, administrator, 'city'] as const)
    expect(await reads(who)).toBe(false)
})

describe('an administrator looks after accounts and sees no case', () => {
  for (const [table, column] of [
    ['app.cases', 'id'],
    ['app.seats', 'case_id'],
    ['app.leads', 'case_id'],
    ['app.case_needs', 'case_id'],
    ['app.decisions', 'case_id'],
    ['app.release_dates', 'case_id'],
    ['app.case_leads', 'case_id'],
    ['app.milestones', 'case_id'],
    ['app.release_notices', 'case_id'],
  ] as const) {
    test(`none of ${table}`, async () => {
      const { id } = await world.openCase()
      expect(await sees(world, administrator, `${table} where ${column} = $1`, [id])).toBe(false)
    })
  }
  test('no person', async () => {
    const { person } = await world.openCase()
    expect(await sees(world, administrator, 'app.persons where id = $1', [person])).toBe(false)
  })
})

describe('app.idempotency: everybody finds what they themselves created', () => {
  const insert = `insert into app.idempotency (authority_id, member_id, key_hash, request_hash, result_id)
    values ($1, $2, sha256($3), '\\x00', 'made')`
  test('the own key, and nobody else’s', async () => {
    const { member } = world.agency.health
    await ask(world, 'health', insert, [1, member, 'mine'])
    const its = `app.idempotency where key_hash = sha256('mine')`
    expect(await sees(world, 'health', its)).toBe(true)
    expect(await sees(world, 'city', its)).toBe(false)
  })
  test('the key of the same member number in another authority', async () => {
    const { member } = world.agency.health
    await world.sql(insert, [2, member, 'theirs'])
    expect(await sees(world, 'health', `app.idempotency where key_hash = sha256('theirs')`)).toBe(
      false,
    )
  })
  test('nobody saves one in the name of somebody else or of another authority', async () => {
    const { member } = world.agency.health
    const forbidden = { status: 403, code: 'forbidden' }
    const other = world.agency.city.member
    await expect(ask(world, 'health', insert, [1, other, 'a'])).rejects.toMatchObject(forbidden)
    await expect(ask(world, 'health', insert, [2, member, 'b'])).rejects.toMatchObject(forbidden)
  })
})

describe('a right ends with what it rests on, on the very next question', () => {
  test('a function that is taken away', async () => {
    const officer = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    await ask(world, 'city', `select audit.record('case.read', null, '{}')`)
    expect(await sees(world, officer, 'audit.events')).toBe(true)
    await world.sql('delete from app.member_functions where authority_id = 1 and member_id = $1', [
      officer.member,
    ])
    expect(await sees(world, officer, 'audit.events')).toBe(false)
  })
  test('a membership that has ended, and an agency that has ended', async () => {
    const leaver = await world.session(world.agency.papers.id, ['case_worker'])
    expect(await sees(world, leaver, 'app.agencies')).toBe(true)
    await world.sql('update app.members set ended_at = now() where authority_id = 1 and id = $1', [
      leaver.member,
    ])
    await expect(sees(world, leaver, 'app.agencies')).rejects.toMatchObject({ status: 401 })
    const ended =
      'update app.agencies set ended_on = current_date where authority_id = 1 and id = $1'
    await world.sql(ended, [world.agency.exit.id])
    await expect(sees(world, 'exit', 'app.agencies')).rejects.toMatchObject({ status: 401 })
  })
})
