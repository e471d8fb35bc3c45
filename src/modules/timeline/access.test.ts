import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { proveSeated } from '../../../tests/seated.ts'
import { type AgencyName, makeWorld, type World } from '../../../tests/world.ts'

let world: World
let notice: string
let held: string
beforeAll(async () => {
  world = await makeWorld()
  notice = (await world.notice()).id
  held = (await world.notice()).id
  await world.sql(`update app.release_notices set status = 'held' where id = $1`, [held])
  await world.sql(
    `insert into app.held_announcements (authority_id, notice_id, fingerprint, key_wrapped, identity_sealed,
       name_tokens, birth_tokens, release_on, release_certainty, residence, remand, import_id, received_on)
     select authority_id, id, '\\x02', key_wrapped, identity_sealed, name_tokens, birth_tokens, release_on,
       release_certainty, residence, remand, import_id, received_on from app.release_notices where id = $1`,
    [held],
  )
  await world.sql(
    `insert into app.import_mappings (authority_id, agency_id, fingerprint, mapping, confirmed_by) values (1, 2, 'ab', '{}', 1)`,
  )
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world
proveSeated(inForce, { table: 'app.release_dates', category: 'timeline' })
proveSeated(inForce, { table: 'app.case_leads', category: 'lead' })
proveSeated(inForce, { table: 'app.milestones', category: 'timeline' })

const everybody: AgencyName[] = [
  ...(['city', 'prison', 'probation', 'police', 'housing', 'health'] as const),
  ...(['papers', 'exit', 'privacy', 'unsigned', 'stranger'] as const),
]
const mine = 'authority_id = $1 and id = $2'

// The prison announces, the desk that the arrangement names receives. Nobody else learns that somebody is released.
for (const member of everybody) {
  const expected = member === 'city'
  test(`${member} ${expected ? 'sees' : 'does not see'} a release notice`, async () => {
    const its = `app.release_notices where ${mine}`
    expect(await sees(world, member, its, [1, notice])).toBe(expected)
    expect(await sees(world, member, its, [2, notice])).toBe(false)
  })
  test(`${member} ${expected ? 'sees' : 'does not see'} a newer announcement`, async () => {
    const beside = 'app.held_announcements where authority_id = $1 and notice_id = $2'
    expect(await sees(world, member, beside, [1, held])).toBe(expected)
    expect(await sees(world, member, beside, [2, held])).toBe(false)
  })
}

/** How many announcements the start of the day counts for them, past the policies. */
async function countedToday(member: AgencyName): Promise<number> {
  const [day] = await ask<{ counted: { waiting: number; unknownResidence: number } }>(
    world,
    member,
    'select notices as counted from read.day_around(56)',
  )
  return (day?.counted.waiting ?? Number.NaN) + (day?.counted.unknownResidence ?? Number.NaN)
}
test.each(everybody)('the day of %s counts the notices that they may read', async (member) => {
  const [read] = await ask<{ notices: number }>(
    world,
    member,
    `select count(*)::int as notices from app.release_notices where status <> 'case'`,
  )
  expect((read?.notices ?? 0) > 0).toBe(member === 'city')
  expect(await countedToday(member)).toBe(read?.notices)
})

describe('a notice is seen while what it rests on holds', () => {
  const seen = {
    'the number on the day': async () => (await countedToday('city')) > 0,
    'the notice': () => sees(world, 'city', `app.release_notices where ${mine}`, [1, notice]),
    'the newer announcement': () =>
      sees(world, 'city', 'app.held_announcements where authority_id = 1 and notice_id = $1', [
        held,
      ]),
  }
  const city = 'where authority_id = 1 and agency_id = 1'
  for (const [what, change, undo] of [
    [
      'the city left the arrangement',
      `update app.arrangement_parties set left_on = current_date - 1 ${city}`,
      `update app.arrangement_parties set left_on = null ${city}`,
    ],
    [
      'the city has no clause for notices',
      `update app.clause_rights set sight = null ${city} and clause_id = 2`,
      `update app.clause_rights set sight = 'full' ${city} and clause_id = 2`,
    ],
    [
      'another desk is named',
      `update app.release_notices set desks = '{50}' where authority_id = 1`,
      `update app.release_notices set desks = '{10}' where authority_id = 1`,
    ],
    [
      'the member left the desk',
      `update app.desk_members set until = now() where authority_id = 1 and desk_id = 10`,
      `update app.desk_members set until = null where authority_id = 1 and desk_id = 10`,
    ],
  ] as const) {
    for (const [which, found] of Object.entries(seen)) {
      test(`${which} no longer when ${what}`, async () => {
        expect(await found()).toBe(true)
        expect(await meanwhile(world, change, undo, found)).toBe(false)
      })
    }
  }
  test('a colleague of the city who is not at the desk does not see it', async () => {
    const colleague = await world.session(world.agency.city.id, ['coordinator'])
    expect(await sees(world, colleague, `app.release_notices where ${mine}`, [1, notice])).toBe(
      false,
    )
    expect(await sees(world, colleague, 'app.held_announcements')).toBe(false)
  })
  test('a newer announcement is not seen by who sees another notice only', async () => {
    const change = `update app.release_notices set desks = '{50}' where id = '${held}' and authority_id = 1`
    const undo = `update app.release_notices set desks = '{10}' where id = '${held}' and authority_id = 1`
    const found = () => sees(world, 'city', 'app.held_announcements where authority_id = 1')
    expect(await meanwhile(world, change, undo, found)).toBe(false)
  })
})

test('that somebody belongs elsewhere is a blind mark which nobody reads', async () => {
  await expect(ask(world, 'city', 'select 1 from app.notices_elsewhere')).rejects.toMatchObject({
    status: 403,
  })
})

describe('an import is seen by who made it and by the desks that receive', () => {
  async function staged(by: number): Promise<string> {
    const [row] = await world.sql<{ id: string }>(
      `insert into app.imports (authority_id, id, agency_id, clause_id, file_hash, counts, created_by)
       values (1, gen_random_uuid(), 2, $1, '\\x01', '{}', $2) returning id`,
      [world.clause('notice'), by],
    )
    await world.sql(
      'insert into app.imports select 2, id, agency_id, clause_id, status, file_hash, counts, key_wrapped, staged_sealed, created_by from app.imports where id = $1',
      [row?.id],
    )
    return row?.id ?? ''
  }
  for (const member of everybody) {
    const expected = member === 'city' || member === 'prison'
    test(`${member} ${expected ? 'sees' : 'does not see'} what the prison’s officer brought`, async () => {
      const id = await staged(world.agency.prison.member)
      expect(await sees(world, member, `app.imports where ${mine}`, [1, id])).toBe(expected)
      expect(await sees(world, member, `app.imports where ${mine}`, [2, id])).toBe(false)
    })
  }
  test('a colleague of the officer does not see it', async () => {
    const id = await staged(world.agency.prison.member)
    const colleague = await world.session(world.agency.prison.id, ['resettlement_officer'], 20)
    expect(await sees(world, colleague, `app.imports where ${mine}`, [1, id])).toBe(false)
  })
  for (const [what, change, undo] of [
    [
      'the arrangement names another desk',
      'update app.notice_desks set principal = 50 where authority_id = 1',
      'update app.notice_desks set principal = 10 where authority_id = 1',
    ],
    [
      'the desk is named by another arrangement only',
      `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
         values (1, 7, 'x', 'x', current_date, 'x', 10);
       update app.notice_desks set arrangement_id = 7 where authority_id = 1`,
      `update app.notice_desks set arrangement_id = 1 where authority_id = 1;
       delete from app.arrangements where authority_id = 1 and id = 7`,
    ],
    [
      'the desk is named in another authority only',
      'delete from app.notice_desks where authority_id = 1',
      'insert into app.notice_desks values (1, 1, 10)',
    ],
  ] as const) {
    test(`the city does not see it when ${what}`, async () => {
      const id = await staged(world.agency.prison.member)
      const its = () => sees(world, 'city', `app.imports where ${mine}`, [1, id])
      expect(await meanwhile(world, change, undo, its)).toBe(false)
      expect(await its()).toBe(true)
    })
  }
  test('an import under a clause that names nobody is not theirs', async () => {
    const id = await staged(world.agency.prison.member)
    await world.sql(
      `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
       values (1, 8, 'y', 'y', current_date, 'y', 10)`,
    )
    await world.sql(
      `insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis) values (1, 99, 8, 'reintegration', 'notice', 'x', 'x')`,
    )
    await world.sql('update app.imports set clause_id = 99 where authority_id = 1 and id = $1', [
      id,
    ])
    expect(await sees(world, 'city', `app.imports where ${mine}`, [1, id])).toBe(false)
  })
})

describe('how columns are read is common; who confirms says so by name', () => {
  const insert = `insert into app.import_mappings (authority_id, agency_id, fingerprint, mapping, confirmed_by) values ($1, 2, $2, '{}', $3)`
  const replace = `update app.import_mappings set authority_id = $1, confirmed_by = $2 where fingerprint = $3`
  const forbidden = { status: 403, code: 'forbidden' }

  test('of the own authority only', async () => {
    expect(await sees(world, 'probation', 'app.import_mappings where authority_id = 1')).toBe(true)
    expect(await sees(world, 'probation', 'app.import_mappings where authority_id = 2')).toBe(false)
  })
  test('confirmed in the own name and authority', async () => {
    const { member } = world.agency.city
    const other = world.agency.health.member
    await ask(world, 'city', insert, [1, 'own', member])
    await expect(ask(world, 'city', insert, [1, 'name', other])).rejects.toMatchObject(forbidden)
    await expect(ask(world, 'city', insert, [2, 'place', member])).rejects.toMatchObject(forbidden)
  })
  test('replaced in the own name, in the own authority', async () => {
    const { member } = world.agency.prison
    await ask(world, 'city', insert, [1, 'first', world.agency.city.member])
    await ask(world, 'prison', replace, [1, member, 'first'])
    await expect(
      ask(world, 'prison', replace, [1, world.agency.city.member, 'first']),
    ).rejects.toMatchObject(forbidden)
    await expect(ask(world, 'prison', replace, [2, member, 'first'])).rejects.toMatchObject(
      forbidden,
    )
  })
  test('a mapping of another authority is not replaced, not even blindly', async () => {
    const { member } = world.agency.city
    await world.sql(insert, [2, 'theirs', member])
    // Without a condition only the right to update is asked, not the right to read.
    await ask(world, 'city', `update app.import_mappings set confirmed_by = $1`, [member])
    const [row] = await world.sql(
      `select count(*)::int as touched from app.import_mappings where authority_id = 1 and fingerprint = 'theirs'`,
    )
    expect(row).toEqual({ touched: 0 })
  })
  test('a mapping is not given away to another authority, not even blindly', async () => {
    await world.sql('delete from app.import_mappings where authority_id = 2')
    const { member } = world.agency.city
    const giveAway = 'update app.import_mappings set authority_id = 2, confirmed_by = $1'
    await expect(ask(world, 'city', giveAway, [member])).rejects.toMatchObject(forbidden)
  })
})

test('a milestone is seen by the table, not by who merely owns the step', async () => {
  const { id } = await world.openCase()
  await world.sql(
    'update app.milestones set owner_principal = $2 where authority_id = 1 and case_id = $1',
    [id, world.agency.health.desk],
  )
  expect(await sees(world, 'health', 'app.milestones where case_id = $1', [id])).toBe(false)
  await giveSeat(world, id, world.agency.health.desk)
  expect(await sees(world, 'health', 'app.milestones where case_id = $1', [id])).toBe(true)
})

test('a step of voluntary help is known to the coordination desk and to who gives it (PI6)', async () => {
  const { id } = await world.openCase()
  for (const who of ['probation', 'exit'] as const)
    await giveSeat(world, id, world.agency[who].desk)
  await world.sql(
    `update app.milestones set voluntary = true, owner_principal = $2 where authority_id = 1 and case_id = $1`,
    [id, world.agency.exit.desk],
  )
  const steps = 'app.milestones where case_id = $1'
  for (const [who, expected] of [
    ['city', true],
    ['exit', true],
    ['probation', false],
    ['prison', false],
  ] as const)
    expect([who, await sees(world, who, steps, [id])]).toEqual([who, expected])
})

test('pathways are the same for everybody', async () => {
  expect(await sees(world, 'stranger', 'app.pathways')).toBe(true)
  expect(await sees(world, 'stranger', 'app.pathway_steps')).toBe(true)
})
