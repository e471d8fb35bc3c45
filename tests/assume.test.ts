import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, sees } from './law.ts'
import { makeWorld, type World } from './world.ts'
import { zone as home } from './zone.ts'

// Who is asking is read from the own authority alone, though numbers are the same in another one.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

/** A member whose number also exists in the other authority, with other rights there. */
async function namesake() {
  const mine = await world.session(world.agency.papers.id, ['case_worker'])
  await world.sql(
    `insert into app.members (authority_id, id, agency_id, name, email) values (2, $1, 1, 'Namesake', $2)`,
    [mine.member, `namesake-${mine.member}@twin.example`],
  )
  return mine
}

test('functions of the same number in another authority are not mine', async () => {
  const mine = await namesake()
  await world.sql(
    `insert into app.member_functions (authority_id, member_id, function) values (2, $1, 'administrator')`,
    [mine.member],
  )
  const rows = await ask(world, mine, 'select actor.functions() as held')
  expect(rows).toEqual([{ held: ['case_worker'] }])
})

test('neither its own seat nor its desks', async () => {
  const mine = await namesake()
  const { desk } = world.agency.housing
  await world.sql(
    `insert into app.principals (authority_id, id, kind, agency_id, member_id, name) values (2, 777, 'member', 1, $1, 'Namesake')`,
    [mine.member],
  )
  await world.sql(
    'insert into app.desk_members (authority_id, desk_id, member_id) values (2, $1, $2)',
    [desk, mine.member],
  )
  const rows = await ask(world, mine, 'select actor.principals() as held')
  expect(rows).toEqual([{ held: [10_000 + mine.member] }])
})

test('its name, agency and language neither', async () => {
  const mine = await namesake()
  const { rows } = await world.db.actorPool.query(
    `select actor.assume($1, 'reintegration') ->> 'name' as name`,
    [mine.token],
  )
  expect(rows).toEqual([{ name: `Member ${mine.member}` }])
})

test('the day is that of the own authority', async () => {
  const zone = (authority: number, name: string) =>
    world.sql('update app.authorities set time_zone = $2 where id = $1', [authority, name])
  const asked = async () =>
    (
      await world.db.actorPool.query(
        `select actor.assume($1, 'reintegration') ->> 'timeZone' as zone`,
        [world.agency.city.token],
      )
    ).rows[0].zone
  await zone(1, 'Pacific/Kiritimati')
  await zone(2, 'Pacific/Pago_Pago')
  expect(await asked()).toBe('Pacific/Kiritimati')
  // In the other order too, so that neither stands first in the table by chance.
  await zone(2, 'Pacific/Kiritimati')
  await zone(1, 'Pacific/Pago_Pago')
  expect(await asked()).toBe('Pacific/Pago_Pago')
  await zone(1, home)
})

test('an agency that has ended elsewhere does not end mine, nor does another member’s end', async () => {
  await world.sql('update app.agencies set ended_on = current_date where authority_id = 2')
  await world.sql('update app.members set ended_at = now() where authority_id = 2')
  expect(await sees(world, 'housing', 'app.agencies')).toBe(true)
})

test('to act keeps alive the own session and no other', async () => {
  const [one, two] = [await world.session(1, []), await world.session(1, [])]
  const idle = `update auth.sessions set last_seen_at = now() - interval '10 minutes' where member_id = $1`
  for (const { member } of [one, two]) await world.sql(idle, [member])
  await ask(world, one, 'select 1')
  const rows = await world.sql(
    `select last_seen_at > now() - interval '1 minute' as fresh from auth.sessions where member_id = any ($1) order by member_id`,
    [[one.member, two.member]],
  )
  expect(rows).toEqual([{ fresh: true }, { fresh: false }])
})

test('clauses and categories are those that the own agency has, of the own arrangement', async () => {
  const held = () =>
    ask(
      world,
      'probation',
      'select actor.clauses() as clauses, actor.categories() as categories, actor.summary_categories() as told',
    )
  const before = await held()
  for (const change of [
    `update app.clauses set category = 'twin ' || category where authority_id = 2`,
    `update app.clause_rights set sight = 'full' where authority_id = 2`,
    `update app.arrangement_parties set left_on = current_date where authority_id = 2`,
    `update app.arrangements set valid_until = current_date - 1 where authority_id = 2`,
    `insert into app.clause_rights select 2, c.id, 3, true, 'full' from app.clauses c where c.authority_id = 2 on conflict do nothing`,
  ])
    await world.sql(change)
  expect(await held()).toEqual(before)
})

test('who joined a second arrangement holds its clauses only as a party to that one', async () => {
  await world.sql(
    `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
     values (1, 2, '2026/2', 'Second', current_date - 1, 'x', 10)`,
  )
  await world.sql(
    `insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
     values (1, 50, 2, 'reintegration', 'second', 'x', 'x')`,
  )
  await world.sql(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight) values (1, 50, 3, true, 'full')`,
  )
  await world.sql(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by) values (1, 2, 5, '2026-01-01', 'x')`,
  )
  const holds = async () =>
    (
      await ask<{ held: string[] }>(world, 'probation', 'select actor.categories() as held')
    )[0]?.held.includes('second')
  expect(await holds()).toBe(false)
  const signed = await meanwhile(
    world,
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by) values (1, 2, 3, '2026-01-01', 'x')`,
    'delete from app.arrangement_parties where arrangement_id = 2 and agency_id = 3',
    holds,
  )
  expect(signed).toBe(true)
  const ended = await meanwhile(
    world,
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by) values (1, 2, 3, '2026-01-01', 'x');
     update app.arrangements set valid_from = current_date - 9, valid_until = current_date - 1 where authority_id = 1 and id = 2`,
    'delete from app.arrangement_parties where arrangement_id = 2 and agency_id = 3',
    holds,
  )
  expect(ended).toBe(false)
})

test('a seat of the same number gives nothing to somebody else', async () => {
  const { id } = await world.openCase()
  const mine = await namesake()
  await giveSeat(world, id, 10_000 + mine.member)
  expect(await sees(world, mine, 'app.cases where id = $1', [id])).toBe(true)
  const other = await namesake()
  expect(await sees(world, other, 'app.cases where id = $1', [id])).toBe(false)
})
