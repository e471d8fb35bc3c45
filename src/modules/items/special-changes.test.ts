import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, asReader, giveSeat, outcome, type Reader, sees } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { layProposal, writeItem, written } from '../../../tests/world-items.ts'

// LED-15: a change of sensitive words stands beside them until a second person has approved it.
let world: World
let second: { member: number; token: string }
let third: { member: number; token: string }
beforeAll(async () => {
  world = await makeWorld()
  const { id, desk } = world.agency.health
  second = await world.session(id, ['provider'], desk)
  third = await world.session(id, ['provider'], desk)
})
afterAll(() => world.drop())

const desk = (name: AgencyName) => world.agency[name].desk
const wish = (more: object = {}) => ({
  ...{ category: 'health', mode: 'named', audience: [desk('city')] },
  ...{ ground: 'b', necessity: '00', approver: second.member, ...more },
})
const acts = (who: Reader, text: string, values: readonly unknown[]) =>
  outcome(
    asReader(world, who, (tx) => tx.executeQuery(CompiledQuery.raw(`select ${text}`, [...values]))),
  )

/** A special item that was approved, read by the city desk. */
async function approved(more: object = {}) {
  const { id: kase } = await world.openCase()
  for (const name of ['probation', 'health'] as const) await giveSeat(world, kase, desk(name))
  const id = await writeItem(world, 'health', kase, wish(more))
  await acts(second, 'act.decide_special_item($1, 1, true, null)', [id])
  return { id, kase }
}
const propose = (who: Reader, id: string, more: object = {}, seen = 2, version = 2) => {
  const { mode: _mode, audience: _audience, ...change } = wish(more)
  const { body } = written(world, id, { ...change, reason: '0a', ...more }, version)
  const { mode, audience, ...kept } = body as Record<string, unknown>
  const sent = 'mode' in more ? { ...kept, mode, audience } : kept
  return acts(who, 'act.change_special_item($1, $2, $3::jsonb)', [id, seen, JSON.stringify(sent)])
}
const proposals = (who: Reader, item: string) =>
  ask<{ id: string }>(
    world,
    who,
    'select id from app.special_item_changes where item_id = $1 order by written_at',
    [item],
  )
const decide = (who: Reader, change: string | undefined, seen: number, yes: boolean) =>
  acts(who, 'act.decide_special_change($1, $2, $3, $4)', [
    ...[change, seen, yes],
    yes ? null : Buffer.from('x'),
  ])
const versionsOf = async (who: Reader, item: string) =>
  (
    await ask<{ version: number }>(
      world,
      who,
      'select version from app.special_item_versions where item_id = $1 order by version',
      [item],
    )
  ).map(({ version }) => version)

describe('what stands stays readable', () => {
  test('while a change waits the named reader reads what stands, and nothing of the change', async () => {
    const { id } = await approved()
    expect(await propose('health', id)).toBe('done')
    expect(await versionsOf('city', id)).toEqual([1])
    expect(await versionsOf('health', id)).toEqual([1])
    const who: Reader[] = ['health', second, third, 'city', 'probation']
    const know = await Promise.all(who.map(async (one) => (await proposals(one, id)).length))
    expect(know).toEqual([1, 1, 0, 0, 0])
  })
  test('approved it is what counts, with its ground, its reason and both names; the former stays', async () => {
    const { id } = await approved()
    await propose('health', id, { ground: 'a' })
    const [change] = await proposals(second, id)
    expect(await decide(second, change?.id, 2, true)).toBe('done')
    expect(await versionsOf('city', id)).toEqual([2])
    expect(await versionsOf(third, id)).toEqual([1, 2])
    const rows = await world.sql(
      'select version, ground, written_by, approved_by from app.special_item_versions where item_id = $1 order by version',
      [id],
    )
    const { member } = world.agency.health
    expect(rows).toEqual([
      { version: 1, ground: 'b', written_by: member, approved_by: null },
      { version: 2, ground: 'a', written_by: member, approved_by: second.member },
    ])
    expect(await proposals('health', id)).toEqual([])
  })
  test('refused it leaves what stands, and stays with the two', async () => {
    const { id } = await approved()
    await propose('health', id)
    const [change] = await proposals(second, id)
    expect(await acts(second, 'act.decide_special_change($1, 2, false, null)', [change?.id])).toBe(
      'item_reason_missing',
    )
    expect(await decide(second, change?.id, 2, false)).toBe('done')
    expect(await versionsOf('city', id)).toEqual([1])
    expect(await decide(second, change?.id, 2, true)).toBe('item_decided_already')
    const know = [await proposals('health', id), await proposals(third, id)]
    expect(know.map((rows) => rows.length)).toEqual([1, 0])
    // Another one may be proposed; the refused one is not brought back by it.
    expect(await propose('health', id)).toBe('done')
    expect(await proposals('health', id)).toHaveLength(2)
  })
  test('readers and conditions that nobody names stay; named ones change with the approval', async () => {
    const { id } = await approved({ askFirst: true })
    await propose('health', id, { mode: 'agency', audience: [] })
    expect(await sees(world, 'city', 'app.special_items where id = $1', [id])).toBe(true)
    const [change] = await proposals(second, id)
    await decide(second, change?.id, 2, true)
    expect(await sees(world, third, 'app.special_items where id = $1', [id])).toBe(true)
    expect(await sees(world, 'city', 'app.special_items where id = $1', [id])).toBe(false)
    const [row] = await world.sql('select ask_first from app.special_items where id = $1', [id])
    expect(row).toEqual({ ask_first: true })
    const past = await ask(
      world,
      'health',
      'select position from app.item_audiences where item_id = $1',
      [id],
    )
    expect(past).toHaveLength(2)
  })
})

describe('two people', () => {
  test('nobody approves their own, and only who was asked decides', async () => {
    const { id } = await approved()
    expect(await propose('health', id, { approver: world.agency.health.member })).toBe(
      'item_approver_unknown',
    )
    await propose('health', id)
    const [change] = await proposals('health', id)
    expect(await decide('health', change?.id, 2, true)).toBe('item_not_yours_to_approve')
    for (const stranger of [third, 'city', 'probation'] as Reader[])
      expect(await decide(stranger, change?.id, 2, true)).toBe('item_change_not_found')
    await expect(
      world.sql('update app.special_item_changes set approver = written_by where id = $1', [
        change?.id,
      ]),
    ).rejects.toThrow('special_item_changes_two_people')
  })
  test('any colleague at the table proposes, somebody of another agency never', async () => {
    const { id } = await approved()
    expect(await propose('city', id)).toBe('item_not_yours')
    expect(await propose('probation', id)).toBe('item_not_found')
    expect(await propose(third, id)).toBe('done')
    // The author of the item may be the second person of a colleague's change.
    const { member } = world.agency.health
    expect(await propose(second, id, { approver: member })).toBe('done')
    const [change] = await proposals('health', id)
    expect(await decide('health', change?.id, 2, true)).toBe('done')
  })
  test('a change of what has changed meanwhile is not taken', async () => {
    const { id } = await approved()
    await propose('health', id)
    await propose(third, id)
    const [one, other] = await proposals(second, id)
    expect(await decide(second, one?.id, 2, true)).toBe('done')
    expect(await decide(second, other?.id, 2, true)).toBe('version_outdated')
    expect(await decide(second, other?.id, 3, true)).toBe('item_changed_meanwhile')
    expect(await versionsOf('city', id)).toEqual([2])
  })
  test('its author takes it back, nobody else does', async () => {
    const { id } = await approved()
    await propose('health', id)
    const [change] = await proposals('health', id)
    const drop = 'act.drop_special_change($1, 2)'
    expect(await acts(second, drop, [change?.id])).toBe('item_not_yours')
    expect(await acts(third, drop, [change?.id])).toBe('item_change_not_found')
    expect(await acts('health', drop, [change?.id])).toBe('done')
    expect(await proposals(second, id)).toEqual([])
  })
  test('pressed twice it is one proposal, and proposed again it takes the place of the first', async () => {
    const { id } = await approved()
    await Promise.all([propose('health', id), propose('health', id)])
    await propose('health', id, { ground: 'c' })
    expect(await proposals('health', id)).toHaveLength(1)
  })
  test('what was withdrawn or erased takes no change, and erased nothing of a proposal stays', async () => {
    const { id } = await approved()
    await propose('health', id)
    const [change] = await proposals(second, id)
    await acts('health', 'act.withdraw_special_item($1, 2, $2)', [id, Buffer.from('x')])
    expect(await decide(second, change?.id, 3, true)).toBe('item_withdrawn')
    await world.sql('select act.erase_item(1, $1, true)', [id])
    const left = await world.sql('select from app.special_item_changes where item_id = $1', [id])
    expect(left).toEqual([])
  })
})

test('who leaves the table, closes the case to themselves or changes the purpose no longer knows of it', async () => {
  const { id, kase } = await approved()
  await propose('health', id)
  const from = 'app.special_item_changes where item_id = $1'
  expect(await sees(world, second, from, [id], 'supervision')).toBe(false)
  await world.sql(
    `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
     select 1, gen_random_uuid(), $2, person_id, id, key_wrapped, '\\x00' from app.cases where id = $1`,
    [kase, second.member],
  )
  expect(await sees(world, second, from, [id])).toBe(false)
  await world.sql(
    `update app.seats set period = tstzrange(lower(period), now()) where case_id = $1 and principal = $2`,
    [kase, desk('health')],
  )
  expect(await sees(world, 'health', from, [id])).toBe(false)
})

test('a change is a matter of the agency that owns the item, were somebody of another named in it', async () => {
  const { id } = await approved()
  await layProposal(world, id, world.agency.city.member, 'It changed.')
  expect(await sees(world, 'city', 'app.special_items where id = $1', [id])).toBe(true)
  expect(await proposals('city', id)).toEqual([])
  expect(await proposals('health', id)).toHaveLength(1)
})

test('what nobody has approved yet is still changed in its place, by its author', async () => {
  const { id: kase } = await world.openCase()
  await giveSeat(world, kase, desk('health'))
  const id = await writeItem(world, 'health', kase, wish())
  expect(await propose(second, id, { approver: third.member, reviewBy: day(30) }, 1)).toBe(
    'item_not_yours',
  )
  expect(await propose('health', id, {}, 1)).toBe('done')
  expect(await proposals('health', id)).toEqual([])
  expect(await versionsOf('health', id)).toEqual([1, 2])
})
