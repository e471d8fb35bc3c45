import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ImportWorld, openImportWorld } from '../../../tests/world-imports.ts'
import type { ArrangementList } from './contract.ts'

let city: ImportWorld
beforeAll(async () => {
  city = await openImportWorld()
})
afterAll(() => city.close())

const list = async (who: Parameters<ImportWorld['ask']>[0]): Promise<ArrangementList> =>
  (await city.ask(who, 'GET', '/arrangements')).json()

test('the basis of a decision: what is in force, who signed, who is the fallback, which clauses are mine', async () => {
  const [arrangement] = (await list('city')).arrangements
  expect(arrangement).toMatchObject({
    reference: '2026/1',
    includesRemand: true,
    fallback: { desk: 'City coordination desk', agency: { code: 'Ci' } },
  })
  const parties = arrangement?.parties ?? []
  const stateOf = (code: string) => parties.find(({ agency }) => agency.code === code)?.state
  expect([stateOf('Pr'), stateOf('Ac'), stateOf('Hm')]).toEqual(['signed', 'not_signed', undefined])
  expect(arrangement?.clauses).toContainEqual(
    expect.objectContaining({
      category: 'lead',
      basis: 'Municipal act art. 12',
      mayContribute: true,
    }),
  )
})

test('a party sees its own clauses only; who has not signed has none; a stranger sees no arrangement', async () => {
  const police = (await list('police')).arrangements[0]
  expect(police?.clauses.map(({ category }) => category)).toEqual([
    'identity',
    'timeline',
    'lead',
    'accommodation',
  ])
  expect((await list('unsigned')).arrangements[0]?.clauses).toEqual([])
  expect(await list('stranger')).toEqual({ arrangements: [], bound: false })
})

test('what has run out is no basis any more', async () => {
  await city.world.sql('update app.arrangements set valid_until = current_date - 1')
  expect(await list('city')).toEqual({ arrangements: [], bound: false })
})
