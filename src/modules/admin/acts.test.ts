import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, meanwhile, outcome, type Reader, sees } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

// Every refusal of the acts of administrators, each with all else as it should be.

let world: World
let ada: { member: number; token: string }
let bea: { member: number; token: string }
const others: { member: number; token: string }[] = []
beforeAll(async () => {
  world = await makeWorld()
  ada = await world.session(world.agency.city.id, ['administrator'])
  bea = await world.session(world.agency.city.id, ['administrator'])
  const { id, desk } = world.agency.housing
  for (let made = 0; made < 12; made += 1)
    others.push(await world.session(id, ['case_worker'], desk))
  await addTwin(world)
})
afterAll(() => world.drop())

const act = (who: Reader, text: string, values: unknown[] = []) =>
  outcome(ask(world, who, `select act.${text}`, values))
const link = () => createHash('sha256').update(randomUUID()).digest()
/** A colleague of the housing office, sitting at its desk, whom no test has used yet. */
const other = () => {
  const found = others.pop()
  if (!found) throw new Error('More colleagues are needed')
  return found
}
const invite = (who: Reader, member: number) => act(who, 'invite_member($1, $2)', [member, link()])

describe('only administrators', () => {
  for (const text of [
    `create_agency('Nowhere', 'No', 'city', null, null)`,
    `change_agency(1, 1, '{}')`,
    `create_desk(1, 'Nobody', 'team')`,
    `create_member(1, 'Nobody', 'nobody@valmare.example', '{chair}', '{}', 'en')`,
    `change_member(1, 1, '{}')`,
    `end_member(1, 1)`,
    `invite_member(1, '\\x00')`,
  ]) {
    test(`may ${text.split('(')[0]}`, async () => {
      for (const who of ['privacy', 'stranger', 'prison', 'city'] as const)
        expect(await act(who, text), who).toBe('administrators_only')
    })
  }
  test('or coordinators confirm an invitation', async () => {
    expect(await act('prison', 'confirm_invitation(1)')).toBe('administrators_only')
    expect(await act('city', 'confirm_invitation(1)')).toBe('invitation_not_found')
  })
})

describe('agencies and desks', () => {
  test('names are used once, an agency keeps its own', async () => {
    const make = () => act(ada, `create_agency('Tower', 'To', 'work', null, null)`)
    expect(await make()).toBe('done')
    expect(await make()).toBe('agency_name_taken')
    expect(await act(ada, `change_agency(1, 1, '{"name": "TOWER"}')`)).toBe('agency_name_taken')
    expect(await act(ada, `change_agency(2, 1, '{"name": "Valmare PRISON"}')`)).toBe('done')
    expect(await act(ada, `change_agency(2, 1, '{"code": "Vp"}')`)).toBe('version_outdated')
  })
  test('an agency that has ended is none', async () => {
    await world.sql(
      'update app.agencies set ended_on = current_date where authority_id = 1 and id = 11',
    )
    expect(await act(ada, `change_agency(11, 1, '{}')`)).toBe('agency_not_found')
    expect(await act(ada, `create_desk(11, 'Late', 'team')`)).toBe('agency_not_found')
  })
  test('an agency of another authority is none, under any number', async () => {
    await world.sql(
      `insert into app.agencies (authority_id, id, name, code, kind) values (2, 77, 'Theirs', 'Th', 'city')`,
    )
    expect(await act(ada, `change_agency(77, 1, '{}')`)).toBe('agency_not_found')
    expect(await act(ada, `create_agency('theirs', 'Th', 'city', null, null)`)).toBe('done')
  })
  test('desks are contact, duty and team, with names of their own', async () => {
    expect(await act(ada, `create_desk(5, 'Second', 'coordination')`)).toBe('desk_kind_not_here')
    expect(await act(ada, `create_desk(5, 'Second', 'privacy')`)).toBe('desk_kind_not_here')
    expect(await act(ada, `create_desk(5, 'Second', 'duty')`)).toBe('done')
    expect(await act(ada, `create_desk(5, 'second', 'team')`)).toBe('desk_name_taken')
    expect(await act(ada, `create_desk(6, 'Second', 'team')`)).toBe('done')
  })
})

describe('members', () => {
  const create = (email: string, desks = '{}', agency = 5) =>
    act(ada, `create_member($1, 'New', $2, '{case_worker}', $3, 'en')`, [agency, email, desks])

  test('an address is used once, here and everywhere', async () => {
    expect(await create('one@valmare.example')).toBe('done')
    expect(await create('ONE@valmare.example')).toBe('member_email_taken')
    expect(await create('twin-one@valmare.example', '{}', 404)).toBe('agency_not_found')
  })
  test('members answer at desks of their own agency', async () => {
    const no = 'desk_not_of_agency'
    expect(await create('a@valmare.example', '{10}')).toBe(no)
    expect(await create('b@valmare.example', '{50,10}')).toBe(no)
    expect(await create('c@valmare.example', `{${10_000 + world.agency.housing.member}}`)).toBe(no)
    await world.sql(
      `insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name) values (2, 888, 'desk', 5, 'team', 'Theirs')`,
    )
    expect(await create('d@valmare.example', '{888}')).toBe(no)
    expect(await create('e@valmare.example', '{50}')).toBe('done')
  })
  test('nobody changes themselves, or somebody of another authority, or who has left', async () => {
    for (const text of ['change_member($1, $2, $${}$$)', 'end_member($1, $2)']) {
      expect(await act(ada, text, [ada.member, 1])).toBe('member_not_oneself')
      const theirs = 7777
      await world.sql(
        `insert into app.members (authority_id, id, agency_id, name, email) values (2, $1, 1, 'Theirs', 'theirs@twin.example') on conflict do nothing`,
        [theirs],
      )
      expect(await act(ada, text, [theirs, 1])).toBe('member_not_found')
      const { member } = other()
      expect(await act(ada, text, [member, 9])).toBe('version_outdated')
      await world.sql('update app.members set ended_at = now() where id = $1', [member])
      expect(await act(ada, text, [member, 1])).toBe('member_not_found')
    }
  })
  test('who leaves a desk leaves its cases in that second, and nobody else does', async () => {
    const { id } = await world.openCase()
    await world.sql(
      `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period)
       select 1, id, person_id, 50, 'member', purpose, tstzrange(now(), null) from app.cases where id = $1 and authority_id = 1`,
      [id],
    )
    const leaver = other()
    const mine = (who: Reader) => sees(world, who, 'app.cases where id = $1', [id])
    expect(await mine(leaver)).toBe(true)
    await act(ada, `change_member($1, 1, '{"desks": []}')`, [leaver.member])
    expect(await mine(leaver)).toBe(false)
    expect(await mine('housing')).toBe(true)
    const rows = await world.sql(
      `select count(*)::int as there from app.desk_members where authority_id = 2 and until is not null`,
    )
    expect(rows).toEqual([{ there: 0 }])
  })
  test('an end takes functions and links along, and those of nobody else; seats wait at the desk (HA5)', async () => {
    const { id } = await world.openCase()
    const leaver = other()
    const stays = other()
    for (const { member } of [leaver, stays])
      await world.sql(
        `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period)
         select 1, id, person_id, $2, 'member', purpose, tstzrange(now(), null) from app.cases where id = $1 and authority_id = 1`,
        [id, 10_000 + member],
      )
    await invite(ada, leaver.member)
    expect(await act(ada, 'end_member($1, 1)', [leaver.member])).toBe('done')
    expect(await sees(world, stays, 'app.cases where id = $1', [id])).toBe(true)
    await expect(sees(world, leaver, 'app.agencies')).rejects.toMatchObject({ status: 401 })
    const [left] = await world.sql(
      `select (select count(*)::int from app.seats where principal = $1 and period @> now()) as seats,
         (select count(*)::int from app.member_functions where authority_id = 1 and member_id = $2) as functions,
         (select count(*)::int from auth.invitations where member_id = $2 and used_at is null) as links`,
      [10_000 + leaver.member, leaver.member],
    )
    expect(left).toEqual({ seats: 1, functions: 0, links: 0 })
    expect(await sees(world, 'housing', 'app.cases where id = $1', [id])).toBe(true)
  })
  test('an end in an agency without a desk takes own seats along: nobody else may have them', async () => {
    const { id } = await world.openCase()
    const leaver = other()
    await world.sql(
      `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period)
       select 1, id, person_id, $2, 'member', purpose, tstzrange(now(), null) from app.cases where id = $1 and authority_id = 1`,
      [id, 10_000 + leaver.member],
    )
    await meanwhile(
      world,
      `update app.principals set desk_kind = 'privacy' where authority_id = 1 and agency_id = 5 and kind = 'desk'`,
      `update app.principals set desk_kind = 'contact' where authority_id = 1 and agency_id = 5 and kind = 'desk'`,
      () => act(ada, 'end_member($1, 1)', [leaver.member]),
    )
    const seats = await world.sql(
      'select count(*)::int as n from app.seats where principal = $1 and period @> now()',
      [10_000 + leaver.member],
    )
    expect(seats).toEqual([{ n: 0 }])
  })
})

describe('invitations', () => {
  const confirm = (who: Reader, member: number) => act(who, 'confirm_invitation($1)', [member])
  async function withPassphrase() {
    const { member } = other()
    await world.sql(
      `insert into auth.credentials (authority_id, member_id, kind, hash) values (1, $1, 'passphrase', 'x')`,
      [member],
    )
    return member
  }
  test('are for present members of the own authority', async () => {
    // Members of tests are numbered in the order in which a process makes them: 404 would be one of them some day.
    expect(await invite(ada, 2_000_000_000)).toBe('member_not_found')
    const { member } = other()
    expect(await invite(ada, member)).toBe('done')
    await world.sql('update app.members set ended_at = now() where id = $1', [member])
    expect(await invite(ada, member)).toBe('member_not_found')
  })
  test('for somebody with a passphrase sleep until a third person confirms (SEC-08)', async () => {
    const member = await withPassphrase()
    await invite(ada, member)
    expect(await confirm(ada, member)).toBe('invitation_not_found')
    expect(await confirm(bea, member)).toBe('done')
    expect(await confirm(bea, member)).toBe('invitation_not_found')
  })
})
