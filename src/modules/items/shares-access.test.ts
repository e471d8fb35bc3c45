import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, sees } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { type ItemWish, layItem, layVersion } from '../../../tests/world-items.ts'

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
