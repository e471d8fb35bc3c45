import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addTwin,
  ask,
  giveSeat,
  meanwhile,
  outcome,
  type Reader,
  sees,
} from '../../../tests/law.ts'
import { proveSeatedAct, twinCase } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { type ItemWish, layItem, layMeeting, layVersion } from '../../../tests/world-items.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const its = 'app.items where id = $1'
const special = 'app.special_items where id = $1'
const desk = (name: AgencyName) => world.agency[name].desk

/** A case at whose table sit the city, probation, housing, the police, health, and an association as a guest. */
async function table(): Promise<string> {
  const { id } = await world.openCase()
  for (const name of ['probation', 'housing', 'police', 'health'] as const)
    await giveSeat(world, id, desk(name))
  await giveSeat(world, id, desk('exit'), { relation: 'guest' })
  return id
}

async function found(wish: ItemWish, who: Reader, rows = its): Promise<boolean> {
  const id = await layItem(world, await table(), wish)
  return sees(world, who, rows, [id])
}

// R1: without a seat on the case nothing is there, whatever the item says.
proveSeatedAct(() => world, {
  table: 'an item meant for the table',
  category: 'accommodation',
  asks: async ({ id }) => sees(world, 'probation', its, [await layItem(world, id)]),
})
proveSeatedAct(() => world, {
  table: 'an item meant for a named desk',
  category: 'accommodation',
  asks: async ({ id }) =>
    sees(world, 'probation', its, [
      await layItem(world, id, {
        mode: 'named',
        audience: [desk('probation'), 10_000 + world.agency.probation.member],
      }),
    ]),
})

proveSeatedAct(() => world, {
  table: 'an approved item of a special category, meant for a named desk',
  category: 'accommodation',
  asks: async ({ id }) =>
    sees(world, 'probation', special, [
      await layItem(world, id, {
        mode: 'named',
        audience: [desk('probation'), 10_000 + world.agency.probation.member],
        special: { approver: world.agency.health.member, approved: true },
      }),
    ]),
})

describe('R2, own: the agency that brought it reads it, in every state and mode', () => {
  for (const state of ['current', 'contested', 'restricted', 'withdrawn'] as const) {
    test(`${state}: housing reads its own, probation ${['current', 'contested'].includes(state) ? 'too' : 'does not'}`, async () => {
      expect(await found({ owner: 'housing', state }, 'housing')).toBe(true)
      expect(await found({ owner: 'housing', state }, 'probation')).toBe(
        ['current', 'contested'].includes(state),
      )
    })
  }
  test('a sealed note is read by its own agency and by nobody else, the coordinator neither', async () => {
    const note: ItemWish = { owner: 'health', category: 'health', mode: 'agency' }
    expect(await found(note, 'health')).toBe(true)
    expect(await found(note, 'city')).toBe(false)
    expect(await found(note, 'prison')).toBe(false)
  })
  test('a colleague of the own agency without a seat reads nothing', async () => {
    const colleague = await world.session(world.agency.housing.id, ['case_worker'])
    expect(await found({ owner: 'housing' }, colleague)).toBe(false)
  })
  test('without any right on its clause the own agency reads it no more', async () => {
    const cell = `agency_id = ${world.agency.housing.id} and clause_id = ${world.clause('accommodation')}`
    const id = await layItem(world, await table(), { owner: 'housing' })
    const asked = await meanwhile(
      world,
      `update app.clause_rights set sight = null, may_contribute = false where ${cell}`,
      `update app.clause_rights set sight = 'full', may_contribute = true where ${cell}`,
      () => sees(world, 'housing', its, [id]),
    )
    expect(asked).toBe(false)
  })
  test('who may bring and not see a category reads what their own agency brought, and no more', async () => {
    const cell = `agency_id = ${world.agency.housing.id} and clause_id = ${world.clause('work')}`
    await world.sql(
      `insert into app.clause_rights (authority_id, agency_id, clause_id, may_contribute, sight) values (1, $1, $2, true, null)
       on conflict (authority_id, agency_id, clause_id) do update set may_contribute = true, sight = null`,
      [world.agency.housing.id, world.clause('work')],
    )
    expect(await found({ owner: 'housing', category: 'work' }, 'housing')).toBe(true)
    expect(await found({ owner: 'city', category: 'work' }, 'housing')).toBe(false)
    await world.sql(`update app.clause_rights set may_contribute = false where ${cell}`)
  })
})

describe('R2, table: whoever sits at it and sees the category', () => {
  for (const [relation, expected] of [
    ...[
      ['coordination', true],
      ['lead', true],
      ['member', true],
      ['cover', true],
    ],
    ...[
      ['guest', false],
      ['provider', false],
    ],
  ] as [string, boolean][]) {
    test(`a seat as ${relation} ${expected ? 'reads' : 'does not read'} it`, async () => {
      const { id } = await world.openCase()
      await giveSeat(world, id, desk('probation'), { relation })
      expect(await sees(world, 'probation', its, [await layItem(world, id)])).toBe(expected)
    })
  }
  test('the police sit at the table and have no clause for money and papers', async () => {
    expect(await found({ category: 'finance_papers' }, 'police')).toBe(false)
    expect(await found({ category: 'finance_papers' }, 'probation')).toBe(true)
  })
  test('who is told of health only that support is arranged reads no item about it', async () => {
    const functional: ItemWish = { owner: 'health', category: 'health', functional: true }
    expect(await found(functional, 'probation')).toBe(false)
    expect(await found(functional, 'city')).toBe(true)
  })
})

describe('R2, named: whom its author named, and nobody else', () => {
  test('the desk that is named reads it, the others at the table do not', async () => {
    const named: ItemWish = { mode: 'named', audience: [desk('probation')] }
    expect(await found(named, 'probation')).toBe(true)
    expect(await found(named, 'housing')).toBe(false)
  })
  test('a guest who is named reads it if their agency sees the category', async () => {
    const named = { mode: 'named' as const, audience: [desk('exit')] }
    expect(await found({ ...named, category: 'family_community' }, 'exit')).toBe(true)
    expect(await found({ ...named, category: 'accommodation' }, 'exit')).toBe(false)
  })
})

describe('R2, conditions that the clock keeps', () => {
  test('on the day on which it is to be deleted nobody reads it, its own agency neither', async () => {
    for (const who of ['housing', 'probation'] as const) {
      expect(await found({ owner: 'housing', deleteOn: day(1) }, who)).toBe(true)
      expect(await found({ owner: 'housing', deleteOn: day(0) }, who)).toBe(false)
    }
  })
  test('for one meeting: read on its day by the agencies that take part', async () => {
    const kase = await table()
    const today = await layMeeting(world, kase, day(0), ['city', 'probation'])
    const tomorrow = await layMeeting(world, kase, day(1), ['city', 'probation'])
    const now = await layItem(world, kase, { owner: 'city', meetingId: today })
    const later = await layItem(world, kase, { owner: 'city', meetingId: tomorrow })
    expect(await sees(world, 'probation', its, [now])).toBe(true)
    expect(await sees(world, 'housing', its, [now])).toBe(false)
    expect(await sees(world, 'probation', its, [later])).toBe(false)
    expect(await sees(world, 'city', its, [later])).toBe(true)
  })
  test('a meeting that was called off shows nothing; one that was held today does, to who came', async () => {
    const kase = await table()
    const meeting = await layMeeting(world, kase, day(0), ['probation'])
    const item = await layItem(world, kase, { owner: 'city', meetingId: meeting })
    await world.sql(`update app.handover_meetings set state = 'cancelled' where id = $1`, [meeting])
    expect(await sees(world, 'probation', its, [item])).toBe(false)
    await world.sql(
      `update app.handover_meetings set state = 'held', invited = '{}', present = $2, held_on = $3, person_presence = 'present', planned_on = $4 where id = $1`,
      [meeting, [world.agency.city.id, world.agency.housing.id], day(0), day(-3)],
    )
    expect(await sees(world, 'probation', its, [item])).toBe(false)
    expect(await sees(world, 'housing', its, [item])).toBe(true)
  })
})

describe('R2, special categories', () => {
  const colleague = () => world.session(world.agency.health.id, ['provider'], desk('health'))
  test('before the second person only the author and who is to approve know of it', async () => {
    const [second, third] = [await colleague(), await colleague()]
    const kase = await table()
    const id = await layItem(world, kase, {
      ...{ owner: 'health', category: 'health', mode: 'named', audience: [desk('city')] },
      special: { approver: second.member },
    })
    expect(await sees(world, 'health', special, [id])).toBe(true)
    expect(await sees(world, second, special, [id])).toBe(true)
    expect(await sees(world, third, special, [id])).toBe(false)
    expect(await sees(world, 'city', special, [id])).toBe(false)
  })
  test('approved it is read by the own agency and by whom it names, never by the table', async () => {
    const [second, third] = [await colleague(), await colleague()]
    const id = await layItem(world, await table(), {
      ...{ owner: 'health', category: 'health', mode: 'named', audience: [desk('city')] },
      special: { approver: second.member, approved: true },
    })
    expect(await sees(world, third, special, [id])).toBe(true)
    expect(await sees(world, 'city', special, [id])).toBe(true)
    expect(await sees(world, 'city', 'app.special_item_versions where item_id = $1', [id])).toBe(
      true,
    )
    expect(await sees(world, 'prison', special, [id])).toBe(false)
  })
})

describe('R3: versions', () => {
  const versions = 'app.item_versions where item_id = $1 and version = $2'
  test('its own agency reads all of them, others the current one', async () => {
    const id = await layItem(world, await table(), { owner: 'housing' })
    await layVersion(world, id, 2, 'He has a flat.')
    for (const [who, version, expected] of [
      ...([
        ['housing', 1, true],
        ['housing', 2, true],
      ] as const),
      ...([
        ['probation', 1, false],
        ['probation', 2, true],
        ['exit', 2, false],
      ] as const),
    ])
      expect([who, version, await sees(world, who, versions, [id, version])]).toEqual([
        who,
        version,
        expected,
      ])
  })
  test('a version that is restricted is read by its own agency alone', async () => {
    const id = await layItem(world, await table(), { owner: 'housing' })
    await world.sql('update app.item_versions set restricted = true where item_id = $1', [id])
    expect(await sees(world, 'housing', versions, [id, 1])).toBe(true)
    expect(await sees(world, 'probation', versions, [id, 1])).toBe(false)
  })
  test('what a version says never changes, whoever tries', async () => {
    const id = await layItem(world, await table())
    const change = world.sql(
      `update app.item_versions set text_sealed = '\\x00' where item_id = $1`,
      [id],
    )
    await expect(change).rejects.toThrow('item_version_never_changes')
    const move = world.sql('update app.items set owner_agency_id = 3 where id = $1', [id])
    await expect(move).rejects.toThrow('item_owner_never_changes')
  })
  test('which facts an assessment relies on is known to who reads both', async () => {
    const kase = await table()
    const fact = await layItem(world, kase, { category: 'finance_papers' })
    const judged = await layItem(world, kase, { kind: 'assessment' })
    await world.sql(
      'insert into app.item_facts (authority_id, item_id, version, fact_id, fact_version, case_id) values (1, $1, 1, $2, 1, $3)',
      [judged, fact, kase],
    )
    const links = 'app.item_facts where item_id = $1'
    expect(await sees(world, 'probation', links, [judged])).toBe(true)
    expect(await sees(world, 'police', its, [judged])).toBe(true)
    expect(await sees(world, 'police', links, [judged])).toBe(false)
  })
})

describe('the history and what is begun', () => {
  test('for whom it was meant before is known to its own agency', async () => {
    const kase = await table()
    const id = await layItem(world, kase, { owner: 'housing' })
    await world.sql(
      `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by) values (1, $1, 1, $2, 'table', '{}', 1)`,
      [id, kase],
    )
    await world.sql(
      `insert into app.item_changes (authority_id, item_id, position, case_id, what, changed_by) values (1, $1, 1, $2, 'handling', 1)`,
      [id, kase],
    )
    for (const rows of [
      'app.item_audiences where item_id = $1',
      'app.item_changes where item_id = $1',
    ]) {
      expect(await sees(world, 'housing', rows, [id])).toBe(true)
      expect(await sees(world, 'probation', rows, [id])).toBe(false)
    }
  })
  test('a draft is its author’s own, and only while they see the case', async () => {
    const kase = await table()
    await world.sql(
      `insert into app.item_drafts (authority_id, member_id, case_id, key_wrapped, draft_sealed) values (1, $1, $2, $3, '\\x01')`,
      [world.agency.probation.member, kase, world.db.keys.newDataKey(1).wrapped],
    )
    const rows = 'app.item_drafts where case_id = $1'
    expect(await sees(world, 'probation', rows, [kase])).toBe(true)
    expect(await sees(world, 'city', rows, [kase])).toBe(false)
    await world.sql('delete from app.seats where case_id = $1 and principal = $2', [
      kase,
      desk('probation'),
    ])
    expect(await sees(world, 'probation', rows, [kase])).toBe(false)
  })
  test('what somebody confirmed once is their own', async () => {
    await world.sql(
      'insert into app.necessity_confirmed (authority_id, member_id, clause_id) values (1, $1, 5)',
      [world.agency.city.member],
    )
    expect(await sees(world, 'city', 'app.necessity_confirmed')).toBe(true)
    expect(await sees(world, 'probation', 'app.necessity_confirmed')).toBe(false)
  })
})

test('another authority under the same numbers has items of its own', async () => {
  const kase = await table()
  const [second] = [world.agency.city.member]
  const plain = await layItem(world, kase)
  const sealed = await layItem(world, kase, {
    ...{ owner: 'health', category: 'health', mode: 'named', audience: [desk('city')] },
    special: { approver: second, approved: true },
  })
  await twinCase(world, kase)
  for (const table of ['items', 'item_versions', 'special_items', 'special_item_versions']) {
    const [row] = await world.sql<{ names: string }>(
      `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and attname <> 'authority_id'`,
      [`app.${table}`],
    )
    const id = table.endsWith('versions') ? 'item_id' : 'id'
    const columns = row?.names.replace(
      'key_wrapped',
      '(select key_wrapped from app.cases where authority_id = 2 limit 1)',
    )
    await world.sql(
      `insert into app.${table} (authority_id, ${row?.names}) select 2, ${columns} from app.${table} where authority_id = 1 and ${id} = $1`,
      [table.startsWith('special') ? sealed : plain],
    )
    const one = table.startsWith('special') ? sealed : plain
    expect(
      await sees(world, 'city', `app.${table} where ${id} = $1 and authority_id = 1`, [one]),
    ).toBe(true)
    expect(
      await sees(world, 'city', `app.${table} where ${id} = $1 and authority_id = 2`, [one]),
    ).toBe(false)
  }
})

test('nobody writes these tables past the acts', async () => {
  const id = await layItem(world, await table())
  for (const text of [
    `update app.items set mode = 'table' where id = $1`,
    'delete from app.item_versions where item_id = $1',
  ])
    expect(await outcome(ask(world, 'city', text, [id]))).not.toBe('done')
  expect(randomUUID()).not.toBe(id)
})
