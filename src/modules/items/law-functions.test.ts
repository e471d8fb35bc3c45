import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, meanwhile } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { type ItemWish, layItem, layMeeting } from '../../../tests/world-items.ts'

// The sentences of the law that policies, acts and lists of readers all ask, each asked by itself.
let world: World
let kase: string
let shared: { item: string; share: string; special: string }
beforeAll(async () => {
  world = await makeWorld()
  kase = (await world.openCase()).id
  shared = {
    item: await layItem(world, kase, { owner: 'housing' }),
    special: await layItem(world, kase, { ...named, owner: 'housing', special: approved }),
    share: randomUUID(),
  }
  await world.sql(
    `insert into app.shares (authority_id, id, case_id, owner_agency_id, purpose, clause_id, recipients, key_wrapped, expires_on, decided_by)
     values (1, $1, $2, $3, 'reintegration', $4, '{30}', $5, $6, $7)`,
    [
      ...[shared.share, kase, world.agency.housing.id, world.clause('accommodation')],
      ...[world.db.keys.newDataKey(1).wrapped, day(5), world.agency.housing.member],
    ],
  )
  await world.sql(
    'insert into app.share_items (authority_id, share_id, item_id, version, case_id) values (1, $1, $2, 1, $3)',
    [shared.share, shared.item, kase],
  )
  await addTwin(world)
})
afterAll(() => world.drop())

const named: ItemWish = { owner: 'housing', mode: 'named', audience: [30] }
const approved = { approver: 1, approved: true }
const one = async <T>(text: string, values: unknown[] = []): Promise<T | null> =>
  (await world.sql<{ x: T }>(`select ${text} as x`, values))[0]?.x ?? null

describe('the rule of items (R2)', () => {
  const usual = {
    ...{
      owner: 5,
      state: 'current',
      mode: 'table',
      audience: [] as number[],
      deleteOn: null as string | null,
    },
    ...{ meeting: null as string | null, agency: 3, ownClause: true, full: true, shareable: true },
    ...{ atTable: true, principals: [30], today: day(0), meetings: [] as string[], shared: false },
  }
  const rule = (change: Partial<typeof usual>) =>
    one<string>(
      'actor.item_rule($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
      Object.values({ ...usual, ...change }),
    )
  const mine = { owner: 3 }
  const toThem = { mode: 'named', audience: [30], atTable: false }
  const given = { full: false, atTable: false, shared: true }
  const [meeting, other] = [randomUUID(), randomUUID()]

  test('own, the table, named, shared: each by its own sentence', async () => {
    expect(await rule(mine)).toBe('own')
    expect(await rule({})).toBe('table')
    expect(await rule(toThem)).toBe('named')
    expect(await rule(given)).toBe('share')
  })
  test('on the day on which it is to be deleted nobody reads it', async () => {
    for (const way of [mine, {}, toThem, given]) {
      expect(await rule({ ...way, deleteOn: day(0) })).toBe(null)
      expect(await rule({ ...way, deleteOn: day(1) })).toBe(await rule(way))
    }
  })
  test('taken back, restricted or a sealed note: its own agency alone', async () => {
    for (const change of [{ state: 'withdrawn' }, { state: 'restricted' }, { mode: 'agency' }]) {
      expect(await rule({ ...mine, ...change })).toBe('own')
      for (const way of [{}, toThem, given])
        expect([change, await rule({ ...way, ...change })]).toEqual([change, null])
    }
    expect(await rule({ ...mine, ownClause: false, full: false })).toBe(null)
    expect(await rule({ ownClause: true, full: false })).toBe(null)
  })
  test('for one meeting: whoever takes part in it today', async () => {
    for (const way of [{}, toThem, given]) {
      expect(await rule({ ...way, meeting })).toBe(null)
      expect(await rule({ ...way, meeting, meetings: [other] })).toBe(null)
      expect(await rule({ ...way, meeting, meetings: [other, meeting] })).toBe(await rule(way))
      expect(await rule({ ...way, meetings: [other] })).toBe(await rule(way))
    }
  })
  test('the table without a seat at it, a name that is another’s, a category that is not seen: nothing', async () => {
    expect(await rule({ atTable: false })).toBe(null)
    expect(await rule({ atTable: false, audience: [30] })).toBe(null)
    expect(await rule({ ...toThem, audience: [31] })).toBe(null)
    expect(await rule({ ...toThem, audience: [31], atTable: true })).toBe(null)
    for (const way of [{}, toThem]) expect(await rule({ ...way, full: false })).toBe(null)
    expect(await rule({ ...given, shareable: false })).toBe(null)
    expect(await rule({ ...given, shared: false })).toBe(null)
  })
  test('guests and providers are not the table', async () => {
    const relations = await one<string[]>('actor.table_relations()')
    expect(relations?.toSorted()).toEqual(['coordination', 'cover', 'lead', 'member', 'override'])
  })
})

test('what may not be handed on: taken back, restricted, contested, stale, a sealed note, not onward, for one meeting (R5, R6)', async () => {
  const why = (
    state: string,
    mode: string,
    by: string | null,
    onward: boolean,
    meeting: string | null,
  ) =>
    one('actor.item_held_back($1, $2, $3, $4, $5, $6)', [state, mode, by, onward, meeting, day(0)])
  expect(await why('current', 'table', day(0), false, null)).toBe(null)
  expect(await why('current', 'table', null, false, null)).toBe(null)
  for (const state of ['contested', 'restricted', 'withdrawn'])
    expect(await why(state, 'table', null, false, null)).toBe(state)
  expect(await why('current', 'table', day(-1), false, null)).toBe('stale')
  expect(await why('current', 'agency', null, false, null)).toBe('own_agency')
  expect(await why('current', 'table', null, true, null)).toBe('no_onward')
  expect(await why('current', 'table', null, false, randomUUID())).toBe('meeting_only')
})

test('a meeting of today counts for the agencies that are invited or came, planned for today or held today', async () => {
  const { housing, probation } = world.agency
  const today = async (change: string, who: AgencyName = 'housing', authority = 1) => {
    const id = await layMeeting(world, kase, day(0), ['housing'])
    await world.sql(
      `update app.handover_meetings set ${change} where authority_id = 1 and id = $1`,
      [id],
    )
    const found = await one<string[]>('actor.meetings_of($1, $2, $3)', [
      ...[authority, world.agency[who].id, day(0)],
    ])
    return found?.includes(id)
  }
  const held = (on: string) =>
    `state = 'held', held_on = '${on}', held_by = 1, person_presence = 'present'`
  expect(await today('version = 1')).toBe(true)
  expect(await today('version = 1', 'probation')).toBe(false)
  expect(await today('version = 1', 'housing', 2)).toBe(false)
  expect(await today(`planned_on = '${day(1)}'`)).toBe(false)
  expect(await today(`planned_on = '${day(-1)}'`)).toBe(false)
  expect(await today(`${held(day(0))}, present = '{1,2}', planned_on = '${day(-1)}'`)).toBe(true)
  expect(await today(`${held(day(-1))}, present = '{1,2}'`)).toBe(false)
  expect(
    await today(`${held(day(0))}, present = '{${probation.id},${housing.id}}'`, 'probation'),
  ).toBe(true)
  expect(await today(`state = 'cancelled'`)).toBe(false)
  expect(housing.id).not.toBe(probation.id)
})

describe('a share in force (R5)', () => {
  const found = (change: {
    authority?: number
    item?: string
    version?: number | null
    to?: number[]
    on?: string
  }) =>
    one<number>('(select count(*)::int from actor.item_shares($1, $2, $3, $4, $5))', [
      ...[change.authority ?? 1, change.item ?? shared.item, change.version ?? null],
      ...[change.to ?? [30], change.on ?? day(0)],
    ])
  const until = (on = day(0), authority = 1) =>
    one<string>(
      '(select actor.share_until(s, $1) from app.shares s where s.authority_id = $2 and s.id = $3)',
      [on, authority, shared.share],
    )
  const change = <T>(set: string, back: string, act: () => Promise<T>) =>
    meanwhile(
      world,
      `update app.shares set ${set} where authority_id = 1`,
      `update app.shares set ${back} where authority_id = 1`,
      act,
    )
  test('lists this item in this version, for these principals, until its day', async () => {
    expect(await found({})).toBe(1)
    expect(await found({ version: 1 })).toBe(1)
    expect(await found({ version: 2 })).toBe(0)
    expect(await found({ item: randomUUID() })).toBe(0)
    expect(await found({ to: [40] })).toBe(0)
    expect(await found({ on: day(5) })).toBe(1)
    expect(await found({ on: day(6) })).toBe(0)
    expect(await until()).toBe(day(5))
    expect(await until(day(6))).toBe(null)
  })
  test('not once it was taken back, for itself and in one city only', async () => {
    const [set, back] = [
      'withdrawn_at = now(), withdrawn_by = 1',
      'withdrawn_at = null, withdrawn_by = null',
    ]
    const asked = () => Promise.all([found({}), until(), found({ authority: 2 }), until(day(0), 2)])
    expect(await change(set, back, asked)).toEqual([0, null, 1, day(5)])
  })
  test('not when its owner no longer sees the clause, or only for another purpose', async () => {
    const cell = `authority_id = 1 and agency_id = ${world.agency.housing.id} and clause_id = ${world.clause('accommodation')}`
    const asked = () => Promise.all([found({}), until()])
    const lost = await meanwhile(
      world,
      `update app.clause_rights set sight = null, may_contribute = false where ${cell}`,
      `update app.clause_rights set sight = 'full' where ${cell}`,
      asked,
    )
    expect(lost).toEqual([0, null])
    expect(await change(`purpose = 'supervision'`, `purpose = 'reintegration'`, asked)).toEqual([
      0,
      null,
    ])
    expect(
      await change('owner_agency_id = 10', `owner_agency_id = ${world.agency.housing.id}`, asked),
    ).toEqual([0, null])
    const clause = world.clause('accommodation')
    expect(
      await change(`clause_id = ${world.clause('relations')}`, `clause_id = ${clause}`, asked),
    ).toEqual([0, null])
  })
})

test('what a decision to hand on asks of an item: of this city, not on its last day, special ones once approved (R5)', async () => {
  const rows = (item: string, authority = 1) =>
    one<number>('(select count(*)::int from actor.item_to_hand_on($1, $2, $3))', [
      authority,
      item,
      day(0),
    ])
  for (const special of [undefined, approved]) {
    const wish = { ...named, ...(special && { special }) }
    const item = await layItem(world, kase, wish)
    expect(await rows(item)).toBe(1)
    expect(await rows(item, 2)).toBe(0)
    expect(await rows(await layItem(world, kase, { ...wish, deleteOn: day(1) }))).toBe(1)
    expect(await rows(await layItem(world, kase, { ...wish, deleteOn: day(0) }))).toBe(0)
  }
  expect(await rows(await layItem(world, kase, { ...named, special: { approver: 1 } }))).toBe(0)
  expect(await rows(shared.item)).toBe(1)
  expect(await rows(shared.special)).toBe(1)
  expect(await rows(randomUUID())).toBe(0)
})
