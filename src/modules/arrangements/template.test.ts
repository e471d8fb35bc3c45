import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { Category } from './draft-contract.ts'
import { emptyAgreement, usualRights } from './screens/agreement/template.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

/** The agreement that a city writes in its first hour: the suggested rights, settled and signed by all. */
async function firstAgreement(): Promise<number> {
  const { city, prison, probation, housing } = world.agency
  const parties = [
    { agencyId: city.id, rights: usualRights('city', true) },
    { agencyId: prison.id, rights: usualRights('custody', false) },
    { agencyId: probation.id, rights: usualRights('probation', false) },
    { agencyId: housing.id, rights: usualRights('city', false) },
  ]
  const content = {
    ...emptyAgreement(day(-10), {
      ...{ id: city.id, name: 'City coordination', phone: null },
      email: 'desk@valmare.example',
    }),
    title: 'Our first agreement',
    document: 'Council decision 1',
    basis: 'Municipal act, art. 12',
    parties,
  }
  const draft = await world.post('city', '/agreement-drafts', content)
  expect(draft.status, JSON.stringify(draft.body)).toBe(201)
  const settle = `/agreement-drafts/${draft.body.id}/settle`
  const settled = await world.post('city', settle, {}, { version: draft.body.version })
  expect(settled.status, JSON.stringify(settled.body)).toBe(200)
  for (const { agencyId } of parties)
    await world.post('city', `/agreements/${settled.body.id}/signatures`, {
      agencyId,
      signedBy: 'Director',
      signedOn: day(-1),
    })
  return settled.body.id
}

test('TC5: under an agreement as the desk suggests it custody and supervision are recorded and read', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  for (const who of ['probation', 'housing'] as const) await world.seat(id, who)
  const agreement = await firstAgreement()
  await world.sql('alter table app.cases disable trigger user')
  await world.sql(
    `update app.cases k set arrangement_id = $2, clause_id = (select c.id from app.clauses c
       where c.authority_id = 1 and c.arrangement_id = $2 and c.category = 'lead') where k.id = $1`,
    [id, agreement],
  )
  await world.sql('alter table app.cases enable trigger user')
  await world.sql('update app.arrangements set valid_until = current_date - 1 where id = 1')
  const periods = async (who: AgencyName) => (await world.get(who, `/cases/${ref}/periods`)).body
  expect(await periods('city')).toMatchObject({ visible: true, mayAdd: true })
  const { version } = await periods('city')
  const leave = { kind: 'leave', from: day(3), until: day(5), source: 'Registry' }
  const added = await world.post('city', `/cases/${ref}/periods`, leave, { version })
  expect(added.status, JSON.stringify(added.body)).toBe(200)
  expect((await periods('prison')).periods).toMatchObject([{ kind: 'leave' }])
  expect((await periods('probation')).mayAdd).toBe(true)
  expect(await periods('housing')).toMatchObject({ visible: false, mayAdd: false, periods: [] })
})

test('every category that acts ask for can be agreed upon', () => {
  expect(Category.options).toEqual(
    expect.arrayContaining(['identity', 'notice', 'timeline', 'lead', 'supervision']),
  )
  expect(Object.keys(usualRights('city', true)).sort()).toEqual([...Category.options].sort())
})
