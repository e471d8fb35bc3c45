import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const wish = (items: string[], more: object = {}) => ({
  items,
  purpose: 'supervision',
  law: 'Code of supervision, art. 7',
  necessity: 'The court asks for it in writing.',
  proportionality: 'Only this one fact, and nothing else of the case.',
  ...more,
})

test('items pass from one law to the other by a decision of their own agency, shown with its effect before and by whom after (LED-01, LED-03)', async () => {
  const { id, ref } = await world.openCase({ release: day(40) })
  for (const who of ['probation', 'housing'] as const)
    await giveSeat(world, id, world.agency[who].desk)
  const item = await layItem(world, id, { owner: 'probation', category: 'work' })
  const other = await layItem(world, id, { owner: 'probation', category: 'accommodation' })
  const foreign = await layItem(world, id, { owner: 'city', category: 'work' })
  const path = `/cases/${ref}/regimes`
  const { body } = await world.get('probation', path)
  expect(body.items.map((one: { id: string }) => one.id).sort()).toEqual([item, other].sort())
  const today = body.effect.find(
    (one: { category: string; purpose: string }) =>
      one.category === 'work' && one.purpose === 'reintegration',
  )
  expect(today.agencies.length).toBeGreaterThan(1)
  expect(body.changes).toEqual([])
  expect((await world.get('police', path)).status).toBe(404)

  const post = (items: string[], more?: object) => world.post('probation', path, wish(items, more))
  for (const items of [[item, other], [foreign], [item, foreign]])
    expect((await post(items)).body.code).toBe('regime_one_clause')
  expect((await post([item], { law: '' })).status).toBe(422)
  expect((await post([item], { purpose: 'reintegration' })).body.code).toBe('purpose_unknown')
  const made = await post([item])
  expect(made.status).toBe(201)
  const [change] = (await world.get('probation', path)).body.changes
  expect(change).toMatchObject({
    ...{ from: 'reintegration', to: 'supervision', items: 1, special: false, mine: true },
    ...{ necessity: 'The court asks for it in writing.', decidedBy: expect.any(String) },
  })
  const withdrawn = `/regimes/${made.body.id}/withdrawal`
  expect((await world.post('housing', withdrawn, {})).status).toBe(404)
  expect((await world.post('probation', withdrawn, {})).status).toBe(200)
  expect((await world.get('probation', path)).body.changes[0].withdrawnAt).not.toBeNull()
})

test('what another agency brought is nobody else’s to decide, past the service too', async () => {
  const { id } = await world.openCase({ release: day(40) })
  await giveSeat(world, id, world.agency.probation.desk)
  const foreign = await layItem(world, id, { owner: 'city', category: 'work' })
  const { token } = world.agency.probation
  const client = await world.db.actorPool.connect()
  try {
    await client.query('begin')
    await client.query(`select actor.assume($1, 'reintegration')`, [token])
    await expect(
      client.query(
        `select act.change_regime(gen_random_uuid(), $1, $2, 'supervision', array[$3::uuid], 'Code', false, $4, '\\x01', '\\x01')`,
        [id, world.clause('work'), foreign, world.db.keys.newDataKey(1).wrapped],
      ),
    ).rejects.toThrow('regime_change_not_yours')
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('what somebody works for follows from the agreements of their agency, and from where they sit (LED-33)', async () => {
  const purposesOf = async (who: 'probation' | 'housing' | 'stranger') =>
    (await world.get(who, '/session')).body.purposes
  const only = (purpose: string, sits = true) => [{ code: purpose, sits }]
  expect(await purposesOf('probation')).toEqual(only('reintegration'))
  expect(await purposesOf('stranger')).toEqual([])
  await world.sql(`update app.clauses set purpose = 'supervision' where category = 'supervision'`)
  expect(await purposesOf('probation')).toEqual([
    ...only('reintegration'),
    ...only('supervision', false),
  ])
  expect(await purposesOf('housing')).toEqual(only('reintegration'))
  await world.sql(
    `update app.seats set purpose = 'supervision' where authority_id = 1 and principal = $1`,
    [world.agency.probation.desk],
  )
  expect(await purposesOf('probation')).toEqual([
    ...only('reintegration', false),
    ...only('supervision'),
  ])
  await world.sql(`update app.clauses set purpose = 'supervision'`)
  expect(await purposesOf('probation')).toEqual(only('supervision'))
})
