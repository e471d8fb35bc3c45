import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, type Reader, sees } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.sql(
    `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
     values (1, 2, '2026/2', 'Another one', current_date, 'Council decision 13', 10)`,
  )
  await world.sql(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id) values (1, 2, 11)`,
  )
  await addTwin(world)
})
afterAll(() => world.drop())

const coordinator = 'city'
const colleague = (functions: string[]) => () => world.session(world.agency.papers.id, functions)

// Number 1 binds all but the stranger; number 2 binds the stranger alone.
describe('app.arrangements: parties read theirs, some functions read all', () => {
  const readers: [string, () => Promise<Reader>, boolean, boolean][] = [
    ['a coordinator', async () => coordinator, true, true],
    ['a party that has signed', async () => 'probation', true, false],
    ['a party that has not signed', async () => 'unsigned', true, false],
    ['an agency that is party to the other only', async () => 'stranger', false, true],
    ['a data protection officer', async () => 'privacy', true, true],
    ['an administrator', colleague(['administrator']), true, true],
    ['a chair', colleague(['chair']), true, false],
    ['a case worker', colleague(['case_worker']), true, false],
  ]
  for (const [who, reader, first, second] of readers) {
    test(`${who} reads ${[first && 'number 1', second && 'number 2'].filter(Boolean).join(' and ')}`, async () => {
      const found = await reader()
      const its = 'app.arrangements where authority_id = 1 and id = $1'
      expect(await sees(world, found, its, [1])).toBe(first)
      expect(await sees(world, found, its, [2])).toBe(second)
    })
  }
  test('the signature of an agency with the same number in another authority makes nobody a party', async () => {
    await world.sql(
      `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id) values (2, 2, 3)`,
    )
    expect(
      await sees(world, 'probation', 'app.arrangements where authority_id = 1 and id = 2'),
    ).toBe(false)
  })
})

// The essence of an arrangement is public to the authority that it belongs to, and to no other.
for (const table of [
  'app.arrangements',
  'app.arrangement_parties',
  'app.clauses',
  'app.clause_rights',
  'app.notice_desks',
  'app.domains',
]) {
  test(`${table} is read in its own authority and in no other`, async () => {
    expect(await sees(world, coordinator, `${table} where authority_id = 1`)).toBe(true)
    expect(await sees(world, coordinator, `${table} where authority_id = 2`)).toBe(false)
  })
}

for (const table of [
  'app.arrangement_parties',
  'app.clauses',
  'app.clause_rights',
  'app.notice_desks',
  'app.domains',
]) {
  test(`${table} is open to an agency that is party to nothing`, async () => {
    await world.sql('delete from app.arrangement_parties where authority_id = 1 and agency_id = 11')
    expect(await sees(world, 'stranger', `${table} where authority_id = 1`)).toBe(true)
  })
}

test('purposes are the same for everybody', async () => {
  expect(await sees(world, 'stranger', `app.purposes where code = 'supervision'`)).toBe(true)
})
