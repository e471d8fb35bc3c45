import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asReader, giveSeat, outcome, type Reader, sees } from '../../../tests/law.ts'
import { layRow } from '../../../tests/rows.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { writeItem } from '../../../tests/world-items.ts'

// LED art. 10, LED-15: only where strictly necessary, on a ground, and after a second person said so.
let world: World
let second: { member: number; token: string }
beforeAll(async () => {
  world = await makeWorld()
  second = await world.session(world.agency.health.id, ['provider'], world.agency.health.desk)
})
afterAll(() => world.drop())

const desk = (name: AgencyName) => world.agency[name].desk
const its = 'app.special_items where id = $1'

async function table(): Promise<string> {
  const { id } = await world.openCase()
  for (const name of ['probation', 'health'] as const) await giveSeat(world, id, desk(name))
  return id
}

const wish = (more: object = {}) => ({
  ...{ category: 'health', mode: 'named', audience: [desk('city')], functional: false },
  ...{ ground: 'b', necessity: '00', approver: second.member, ...more },
})
const acts = (who: Reader, text: string, values: readonly unknown[]) =>
  outcome(
    asReader(world, who, (tx) => tx.executeQuery(CompiledQuery.raw(`select ${text}`, [...values]))),
  )
const decide = (who: Reader, id: string, seen: number, approved: boolean) =>
  acts(who, 'act.decide_special_item($1, $2, $3, $4)', [
    id,
    seen,
    approved,
    approved ? null : Buffer.from('x'),
  ])

describe('what is missing is refused, with the reason', () => {
  for (const [what, more, code] of [
    ['for the whole table', { mode: 'table', audience: [] }, 'item_special_never_table'],
    ['without a necessity', { necessity: null }, 'item_necessity_missing'],
    ['looked at later than agreed', { reviewBy: day(200) }, 'item_review_too_late'],
    ['approved by nobody', { approver: 99_999 }, 'item_approver_unknown'],
    ['a fact without a source', { sourceKind: null }, 'item_source_missing'],
    ['a reader who is not at the table', { audience: [99_999] }, 'item_reader_not_at_table'],
  ] as const)
    test(what, async () => {
      expect(await outcome(writeItem(world, 'health', await table(), wish(more)))).toBe(code)
    })
  test('nobody approves what they write themselves', async () => {
    const own = wish({ approver: world.agency.health.member })
    expect(await outcome(writeItem(world, 'health', await table(), own))).toBe(
      'item_approver_unknown',
    )
  })
  test('a colleague who has no seat on the case cannot be asked', async () => {
    const away = await world.session(world.agency.health.id, ['provider'])
    const asked = wish({ approver: away.member })
    expect(await outcome(writeItem(world, 'health', await table(), asked))).toBe(
      'item_approver_unknown',
    )
  })
})

test('on a marked case nobody is asked who only looks in an emergency: the seat of their desk stays asleep (R9)', async () => {
  const kase = await table()
  await giveSeat(world, kase, 10_000 + second.member, { relation: 'override' })
  await layRow(world, 'protections', {
    ...{ id: randomUUID(), case_id: kase, kind: 'minor', marked_by: world.agency.city.member },
    ...{ named: [world.agency.health.member], key_wrapped: world.db.keys.newDataKey(1).wrapped },
  })
  const asked = () => outcome(writeItem(world, 'health', kase, wish()))
  expect(await asked()).toBe('item_approver_unknown')
  await world.sql('update app.protections set named = named || $2::int where case_id = $1', [
    kase,
    second.member,
  ])
  expect(await asked()).not.toBe('item_approver_unknown')
})

describe('two persons', () => {
  test('only the one who was asked decides, once', async () => {
    const id = await writeItem(world, 'health', await table(), wish())
    expect(await sees(world, 'city', its, [id])).toBe(false)
    expect(await decide('health', id, 1, true)).toBe('item_not_yours_to_approve')
    expect(await decide('city', id, 1, true)).toBe('item_not_found')
    expect(await decide(second, id, 1, true)).toBe('done')
    expect(await decide(second, id, 2, true)).toBe('item_decided_already')
    expect(await sees(world, 'city', its, [id])).toBe(true)
    expect(await sees(world, 'probation', its, [id])).toBe(false)
  })
  test('what is refused stays with the two', async () => {
    const id = await writeItem(world, 'health', await table(), wish())
    expect(await decide(second, id, 1, false)).toBe('done')
    expect(await sees(world, 'city', its, [id])).toBe(false)
    expect(await sees(world, 'health', its, [id])).toBe(true)
  })
  test('withdrawn it is gone for the others at once', async () => {
    const id = await writeItem(world, 'health', await table(), wish())
    await decide(second, id, 1, true)
    const withdraw = 'act.withdraw_special_item($1, $2, $3)'
    expect(await acts('city', withdraw, [id, 2, Buffer.from('x')])).toBe('item_not_yours')
    expect(await acts('health', withdraw, [id, 2, Buffer.from('x')])).toBe('done')
    expect(await sees(world, 'city', its, [id])).toBe(false)
    expect(await acts('health', withdraw, [id, 3, Buffer.from('x')])).toBe('item_withdrawn')
  })
})

describe('never searched, filtered, sorted or counted', () => {
  test('no reading but the case’s own list and the item itself touches the tables', async () => {
    const found = await world.sql<{ name: string }>(
      `select p.oid::regproc::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'read' and p.prosrc like '%special_item%' order by 1`,
    )
    const reading = found.map(({ name }) => name)
    expect(
      reading.filter((name) => /count|search|find|list|figures|today|releases/.test(name)),
    ).toEqual([])
    expect(reading).toContain('read.case_items')
  })
  test('no route takes a special category, or a part of life about health, as a filter of items', async () => {
    const { itemsRoutes } = await import('./routes.ts')
    const { ItemsQuery } = await import('./contract.ts')
    expect(Object.keys(ItemsQuery.shape)).toEqual(['paper'])
    expect(itemsRoutes).toBeTypeOf('function')
  })
})
