import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, meanwhile, type SeatWish, sees } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { type ItemWish, layItem, layVersion } from '../../../tests/world-items.ts'
import { agencies } from '../../../tests/world-partnership.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

const its = 'app.items where id = $1'
const desk = (name: AgencyName) => world.agency[name].desk

async function table(): Promise<string> {
  const { id } = await world.openCase()
  for (const name of ['probation', 'housing', 'police'] as const)
    await giveSeat(world, id, desk(name))
  return id
}

/** A share by the owner's hand: these recipients have this version of an item. */
async function share(kase: string, item: string, version: number, recipients: number[], wish = '') {
  const id = randomUUID()
  const [owner, clause] = [world.agency.housing.id, world.clause('accommodation')]
  await world.sql(
    `insert into app.shares (authority_id, id, case_id, owner_agency_id, purpose, clause_id, recipients, key_wrapped, expires_on, decided_by)
     values (1, $1, $2, $3, 'reintegration', $4, $5, $6, $7, $8)`,
    [
      id,
      kase,
      owner,
      clause,
      recipients,
      world.db.keys.newDataKey(1).wrapped,
      day(5),
      world.agency.housing.member,
    ],
  )
  await world.sql(
    'insert into app.share_items (authority_id, share_id, item_id, version, case_id) values (1, $1, $2, $3, $4)',
    [id, item, version, kase],
  )
  if (wish) await world.sql(`update app.shares set ${wish} where id = $1`, [id])
}

describe('R2, share: whom a share in force names, on a clause that lets them', () => {
  async function shared(wish: string, item: ItemWish = {}, to = [desk('probation')]) {
    const kase = await table()
    const id = await layItem(world, kase, {
      owner: 'housing',
      mode: 'named',
      audience: [desk('city')],
      ...item,
    })
    await share(kase, id, 1, to, wish)
    return sees(world, 'probation', its, [id])
  }
  test('it is read while the share is in force, until the day it names', async () => {
    expect(await shared('')).toBe(true)
    expect(await shared(`expires_on = '${day(0)}'`)).toBe(true)
    expect(await shared(`expires_on = '${day(-1)}'`)).toBe(false)
    expect(await shared('withdrawn_at = now(), withdrawn_by = 1')).toBe(false)
  })
  test('not by others, not when restricted or withdrawn, never a sealed note', async () => {
    expect(await shared('', {}, [desk('police')])).toBe(false)
    expect(await shared('', { state: 'restricted' })).toBe(false)
    expect(await shared('', { state: 'withdrawn' })).toBe(false)
    expect(await shared('', { mode: 'agency', audience: [] })).toBe(false)
  })
  test('R3: the version that the share names, and not the newer one', async () => {
    const kase = await table()
    const id = await layItem(world, kase, {
      owner: 'housing',
      mode: 'named',
      audience: [desk('city')],
    })
    await layVersion(world, id, 2, 'He has a flat.')
    await share(kase, id, 1, [desk('probation')])
    const seen = await ask(
      world,
      'probation',
      'select version from app.item_versions where item_id = $1',
      [id],
    )
    expect(seen).toEqual([{ version: 1 }])
  })
})

describe('R3, beside a share: who was given an old version reads the new one only if it is addressed to them', () => {
  /** Version 1 was given to the probation desk; version 2 is what stands now. */
  async function versions(wish: ItemWish, seats: SeatWish[], elsewhere: SeatWish[] = []) {
    const { id: kase } = await world.openCase()
    const other = await world.openCase()
    for (const seat of seats) await giveSeat(world, kase, desk('probation'), seat)
    for (const seat of elsewhere) await giveSeat(world, other.id, desk('probation'), seat)
    const item = await layItem(world, kase, { owner: 'housing', ...wish })
    const kind = wish.special ? 'special_item' : 'item'
    await layVersion(world, item, 2, 'He has a flat.', kind)
    await share(kase, item, 1, [desk('probation')])
    const seen = await ask<{ version: number }>(
      world,
      'probation',
      `select version from app.${kind}_versions where item_id = $1 order by version`,
      [item],
    )
    return seen.map(({ version }) => version)
  }
  const toOthers: ItemWish = { mode: 'named', audience: [agencies.city.id * 10] }
  const toThem: ItemWish = { mode: 'named', audience: [agencies.probation.id * 10] }
  const special = { approver: 1, approved: true }

  test('at the table, or named: both versions', async () => {
    expect(await versions({}, [{}])).toEqual([1, 2])
    expect(await versions(toThem, [{}])).toEqual([1, 2])
    expect(await versions({ ...toThem, special }, [{}])).toEqual([1, 2])
  })
  test('neither at the table nor named: the given one', async () => {
    expect(await versions(toOthers, [{}])).toEqual([1])
    expect(await versions({ ...toOthers, special }, [{}])).toEqual([1])
    expect(await versions({}, [{ relation: 'guest' }])).toEqual([1])
  })
  test('a seat at the table of another case, for another purpose, or over, is no seat at this one', async () => {
    const guest: SeatWish = { relation: 'guest' }
    const over = { from: `now() - interval '1 day'`, until: `now() - interval '1 second'` }
    expect(await versions({}, [guest], [{}])).toEqual([1])
    expect(await versions({}, [guest, { purpose: 'supervision' }])).toEqual([1])
    expect(await versions({}, [guest, over])).toEqual([1])
  })
  test('where the agreement gives it by decision only, being named adds nothing to what was given', async () => {
    const cell = `agency_id = ${world.agency.probation.id} and clause_id = ${world.clause('accommodation')}`
    const only = (wish: ItemWish) =>
      meanwhile(
        world,
        `update app.clause_rights set sight = null, on_decision = true, may_contribute = false where ${cell}`,
        `update app.clause_rights set sight = 'full', on_decision = false where ${cell}`,
        () => versions(wish, [{}]),
      )
    for (const wish of [{}, toThem, { ...toThem, special }])
      expect([wish, await only(wish)]).toEqual([wish, [1]])
  })
  test('of a special category too: the former version without a share, and one that was set aside, are not read', async () => {
    const kase = await table()
    const versionsOf = async (item: string) =>
      ask(world, 'probation', 'select version from app.special_item_versions where item_id = $1', [
        item,
      ])
    const item = await layItem(world, kase, { owner: 'housing', ...toThem, special })
    await layVersion(world, item, 2, 'He has a flat.', 'special_item')
    expect(await versionsOf(item)).toEqual([{ version: 2 }])
    await share(kase, item, 1, [desk('probation')])
    expect(await versionsOf(item)).toHaveLength(2)
    await world.sql(
      'update app.special_item_versions set restricted = true where item_id = $1 and version = 1',
      [item],
    )
    expect(await versionsOf(item)).toEqual([{ version: 2 }])
  })
  test('a version that a correction set aside is read by nobody but its owner, though it was given', async () => {
    const kase = await table()
    const item = await layItem(world, kase, { owner: 'housing', ...toThem })
    await layVersion(world, item, 2, 'He has a flat.')
    await share(kase, item, 1, [desk('probation')])
    await world.sql(
      'update app.item_versions set restricted = true where item_id = $1 and version = 1',
      [item],
    )
    const seen = (who: AgencyName) =>
      ask(world, who, 'select version from app.item_versions where item_id = $1 order by 1', [item])
    expect(await seen('probation')).toEqual([{ version: 2 }])
    expect(await seen('housing')).toEqual([{ version: 1 }, { version: 2 }])
  })
})
