import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, outcome } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { type ItemWish, layItem, layVersion } from '../../../tests/world-items.ts'

// The acts themselves, without the program that asks them: what it forgets to check, they refuse (SEC-10).
let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const desk = (name: AgencyName) => world.agency[name].desk

async function itemOf(wish: ItemWish = {}): Promise<string> {
  const { id } = await world.openCase()
  for (const name of ['probation', 'housing', 'papers'] as const)
    await giveSeat(world, id, desk(name))
  await giveSeat(world, id, desk('police'), { relation: 'guest' })
  return layItem(world, id, { owner: 'housing', ...wish })
}

const does = (who: AgencyName, text: string, values: unknown[]) =>
  outcome(ask(world, who, `select ${text}`, values))

const contest = (who: AgencyName, item: string, on = day(0), id = randomUUID()) =>
  does(who, `act.contest_item($1, $2, $3, '\\x01')`, [
    ...[id, item, { language: 'es', wish: 'correct', way: 'talk', on }],
  ])
const decide = (who: AgencyName, id: string, as: string, reasons: string | null = '\\x01') =>
  does(who, 'act.decide_contest($1, $2, $3::bytea)', [id, as, reasons])
const tell = (who: AgencyName, item: string, on = day(0)) =>
  does(who, `act.tell_before_lifting($1, $2, 'talk')`, [item, on])
const correct = (who: AgencyName, item: string) => does(who, 'act.correct_item($1)', [item])

/** A contest of an item that is in its second version. */
async function contested(who: AgencyName = 'probation') {
  const item = await itemOf()
  await layVersion(world, item, 2, 'He has a room.')
  const id = randomUUID()
  expect(await contest(who, item, day(0), id)).toBe('done')
  return { item, id }
}

describe('the person contests an item: the act asks for itself (LED-24)', () => {
  test('nobody contests what they do not read, or what does not exist', async () => {
    const note = await itemOf({ mode: 'agency' })
    for (const who of ['probation', 'papers', 'stranger'] as const)
      expect([who, await contest(who, note)]).toEqual([who, 'item_not_found'])
    expect(await contest('housing', randomUUID())).toBe('item_not_found')
    expect(await contest('housing', note)).toBe('done')
  })
  test('a guest who is named reads it, and writes nothing down', async () => {
    const named = await itemOf({ mode: 'named', audience: [desk('police'), desk('probation')] })
    expect(await contest('police', named)).toBe('item_seat_reads_only')
    expect(await contest('probation', named)).toBe('done')
  })
  test('not what was taken back, not twice, and not for tomorrow', async () => {
    expect(await contest('housing', await itemOf({ state: 'withdrawn' }))).toBe('item_withdrawn')
    const item = await itemOf()
    expect(await contest('probation', item, day(1))).toBe('contest_in_future')
    expect(await contest('probation', item)).toBe('done')
    expect(await contest('city', item)).toBe('contest_open')
  })
  test('its agency alone decides, once and with reasons; a correction needs a version newer than the contest', async () => {
    const { id } = await contested()
    expect(await decide('papers', id, 'refused')).toBe('contest_not_found')
    expect(await decide('housing', randomUUID(), 'refused')).toBe('contest_not_found')
    expect(await decide('probation', id, 'refused')).toBe('item_not_yours')
    expect(await decide('housing', id, 'refused', null)).toBe('contest_needs_reasons')
    for (const as of ['corrected', 'completed'])
      expect([as, await decide('housing', id, as)]).toEqual([as, 'contest_needs_new_version'])
    expect(await decide('housing', id, 'refused')).toBe('done')
    expect(await decide('housing', id, 'refused')).toBe('contest_decided')
  })
  test('each contest is decided for itself, and of this city only', async () => {
    const [one, other] = [await contested(), await contested()]
    expect(await decide('housing', one.id, 'refused')).toBe('done')
    const states = await world.sql<{ id: string; state: string }>(
      'select id, state from app.item_contests where id = any ($1)',
      [[one.id, other.id]],
    )
    expect(new Map(states.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [one.id, 'refused'],
        [other.id, 'open'],
      ]),
    )
    const marks = await world.sql<{ id: string; state: string }>(
      'select id, state from app.items where id = any ($1)',
      [[one.item, other.item]],
    )
    expect(new Map(marks.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [one.item, 'current'],
        [other.item, 'contested'],
      ]),
    )
  })
})

describe('correcting and lifting: the acts ask for themselves (LED-12, LED-25)', () => {
  test('a first version cannot be corrected, and a second one once', async () => {
    const item = await itemOf()
    expect(await correct('housing', item)).toBe('contest_needs_new_version')
    await layVersion(world, item, 2, 'He has a room.')
    expect(await correct('probation', item)).toBe('item_not_yours')
    expect(await correct('housing', item)).toBe('done')
    expect(await correct('housing', item)).toBe('correction_made')
  })
  test('a correction sets aside the former versions of this item, and nothing else', async () => {
    const [one, other] = [await itemOf(), await itemOf()]
    for (const item of [one, other]) await layVersion(world, item, 2, 'He has a room.')
    expect(await correct('housing', one)).toBe('done')
    const rows = await world.sql<{ item_id: string; version: number }>(
      'select item_id, version from app.item_versions where restricted and item_id = any ($1)',
      [[one, other]],
    )
    expect(rows).toEqual([{ item_id: one, version: 1 }])
  })
  test('that the person was told is said of a restricted item only, and not of tomorrow', async () => {
    expect(await tell('housing', await itemOf())).toBe('restriction_none')
    const restricted = await itemOf({ state: 'restricted' })
    expect(await tell('housing', restricted, day(1))).toBe('restriction_told_in_future')
    expect(await tell('housing', restricted)).toBe('done')
  })
  test('a notice that does not exist is not acknowledged', async () => {
    expect(await does('housing', 'act.acknowledge_correction($1)', [randomUUID()])).toBe(
      'correction_not_found',
    )
  })
})
