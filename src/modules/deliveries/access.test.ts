import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, meanwhile, sees } from '../../../tests/law.ts'
import { proveSeated } from '../../../tests/seated.ts'
import { type AgencyName, makeWorld, type World } from '../../../tests/world.ts'

let world: World
let left: string
let came: string
beforeAll(async () => {
  world = await makeWorld()
  left = (await world.notice()).id
  came = (await world.notice()).id
  await world.sql(
    `insert into app.transfer_answers (authority_id, from_notice_id, to_notice_id, same, decided_by) values (1, $1, $2, false, 1)`,
    [left, came],
  )
  await world.sql(
    `insert into app.drop_links (authority_id, id, agency_id, token_hash, created_by, expires_on)
     values (1, gen_random_uuid(), 2, '\\x01', 1, current_date + 30)`,
  )
  await world.sql(
    `insert into app.drops (authority_id, id, agency_id, clause_id, way, receipt, bytes, file_hash, key_wrapped, file_sealed)
     values (1, gen_random_uuid(), 2, $1, 'folder', 'A', 1, '\\x01', $2, '\\x01')`,
    [world.clause('notice'), world.db.keys.newDataKey(1).wrapped],
  )
  await addTwin(world)
  await proposeForEachCase(world)
})
afterAll(() => world.drop())

/** Every case of this proof gets a question of a list, so that the law of seats can be tried on it. */
async function proposeForEachCase({ sql, clause }: World): Promise<void> {
  await sql(`create function app.propose() returns trigger language plpgsql as $$ begin
    insert into app.list_proposals (authority_id, id, case_id, clause_id, notice_id, prison_agency_id, import_id, kind, listed_on)
    select new.authority_id, gen_random_uuid(), new.id, ${clause('timeline')}, gen_random_uuid(), 2, i.id, 'gone', current_date
      from app.imports i where i.authority_id = new.authority_id limit 1;
    return null;
  end $$`)
  await sql(
    'create trigger propose after insert on app.cases for each row execute function app.propose()',
  )
}

proveSeated(() => world, { table: 'app.list_proposals', category: 'timeline' })

const everybody: AgencyName[] = [
  ...(['city', 'prison', 'probation', 'police', 'housing', 'health'] as const),
  ...(['papers', 'exit', 'privacy', 'unsigned', 'stranger'] as const),
]

// What was said about two notices, and that a file waits, is for the desk that receives from this prison.
for (const member of everybody) {
  const expected = member === 'city'
  for (const [what, from] of [
    ['an answer about two notices', 'app.transfer_answers'],
    ['a file at the door', 'app.drops'],
  ] as const)
    test(`${member} ${expected ? 'sees' : 'does not see'} ${what}`, async () => {
      expect(await sees(world, member, `${from} where authority_id = 1`)).toBe(expected)
      expect(await sees(world, member, `${from} where authority_id = 2`)).toBe(false)
    })
}

describe('an answer about two notices is seen while the notice that stays is', () => {
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
      'another desk is named in that notice',
      `update app.release_notices set desks = '{50}' where authority_id = 1 and id = (select to_notice_id from app.transfer_answers where authority_id = 1)`,
      `update app.release_notices set desks = '{10}' where authority_id = 1`,
    ],
  ] as const)
    test(`no longer when ${what}`, async () => {
      const found = () => sees(world, 'city', 'app.transfer_answers where authority_id = 1')
      expect(await found()).toBe(true)
      expect(await meanwhile(world, change, undo, found)).toBe(false)
    })
})

describe('a file at the door is seen by the desks that the arrangement names', () => {
  const found = () => sees(world, 'city', 'app.drops where authority_id = 1')
  test('no longer when another desk is named', async () => {
    const change = 'update app.notice_desks set principal = 50 where authority_id = 1'
    const undo = 'update app.notice_desks set principal = 10 where authority_id = 1'
    expect(await meanwhile(world, change, undo, found)).toBe(false)
  })
  test('not by a colleague of the city who is not at the desk', async () => {
    const colleague = await world.session(world.agency.city.id, ['coordinator'])
    expect(await sees(world, colleague, 'app.drops where authority_id = 1')).toBe(false)
  })
  const other = `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
    values (1, 7, 'x', 'x', current_date, 'x', 10)`
  const away = 'delete from app.arrangements where authority_id = 1 and id = 7'
  test('not by a desk that another arrangement names', async () => {
    const change = `${other}; update app.notice_desks set arrangement_id = 7 where authority_id = 1`
    const undo = `update app.notice_desks set arrangement_id = 1 where authority_id = 1; ${away}`
    expect(await meanwhile(world, change, undo, found)).toBe(false)
  })
  test('not where it came under an arrangement that names no desk', async () => {
    const change = `${other};
      insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis) values (1, 97, 7, 'reintegration', 'notice', 'x', 'x');
      update app.drops set clause_id = 97 where authority_id = 1`
    const undo = `update app.drops set clause_id = ${world.clause('notice')} where authority_id = 1;
      delete from app.clauses where authority_id = 1 and id = 97; ${away}`
    expect(await meanwhile(world, change, undo, found)).toBe(false)
  })
})

describe('doors are known to administrators and coordinators of the authority', () => {
  const doors = (authority: number) => `app.drop_links where authority_id = ${authority}`
  for (const [name, expected] of [
    ['administrator', true],
    ['coordinator', true],
    ['case_worker', false],
    ['resettlement_officer', false],
    ['data_protection_officer', false],
  ] as const)
    test(`${name} ${expected ? 'sees' : 'does not see'} a door`, async () => {
      const who = await world.session(world.agency.city.id, [name])
      expect(await sees(world, who, doors(1))).toBe(expected)
      expect(await sees(world, who, doors(2))).toBe(false)
    })
})

test('the secret of a door, the file behind it and what is kept to undo are read by nobody', async () => {
  for (const column of [
    'token_hash from app.drop_links',
    'file_sealed from app.drops',
    'key_wrapped from app.drops',
    'file_hash from app.drops',
    'kept from app.import_deeds',
    'identity_sealed from app.former_identities',
    'marks_sealed from app.delivery_marks',
  ])
    await expect(ask(world, 'city', `select ${column}`), column).rejects.toMatchObject({
      status: 403,
    })
})

describe('acts repeat the law', () => {
  const act = (who: Parameters<typeof ask>[1], call: string) => ask(world, who, `select ${call}`)
  test('a door is made and closed by an administrator or a coordinator only', async () => {
    const hash = `'\\x${randomUUID().replaceAll('-', '')}'`
    const make = `act.make_drop_link(gen_random_uuid(), 2, ${hash}, current_date + 30)`
    const close = `act.revoke_drop_link((select id from app.drop_links limit 1))`
    for (const who of ['prison', 'police', 'stranger'] as const) {
      await expect(act(who, make)).rejects.toMatchObject({ code: 'drop_links_not_yours' })
      await expect(act(who, close)).rejects.toMatchObject({ code: 'drop_links_not_yours' })
    }
    const officer = await world.session(world.agency.city.id, ['administrator'])
    await expect(act(officer, make)).resolves.toHaveLength(1)
    const elsewhere = make.replace(', 2,', ', 99,').replace(hash, `'\\x02'`)
    await expect(act(officer, elsewhere)).rejects.toMatchObject({ status: 404 })
  })
  test('a file at the door is opened and discarded only by who may bring this prison’s list', async () => {
    const [drop] = await world.sql<{ id: string }>(
      'select id from app.drops where authority_id = 1',
    )
    for (const who of ['police', 'housing', 'stranger'] as const) {
      const open = `* from act.open_drop('${drop?.id}')`
      await expect(act(who, open)).rejects.toMatchObject({ code: 'drop_not_found' })
      const discard = `act.discard_drop('${drop?.id}', 1)`
      await expect(act(who, discard)).rejects.toMatchObject({ code: 'drop_not_found' })
    }
    expect(await act('city', `* from act.open_drop('${drop?.id}')`)).toHaveLength(1)
  })
  test('two notices are answered only by a desk that receives both', async () => {
    for (const who of ['police', 'prison', 'stranger'] as const)
      await expect(
        act(who, `act.answer_transfer('${left}', '${came}', 1, true)`),
      ).rejects.toMatchObject({ code: 'notice_not_found' })
  })
})
