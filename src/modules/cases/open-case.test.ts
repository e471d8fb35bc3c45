import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask, giveSeat } from '../../../tests/law.ts'
import { proveSeatedAct } from '../../../tests/seated.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'

// The rows of an opened case are handed out past the policies, so the law is repeated and here it is proven.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world
const answers = async (text: string, values: unknown[]) =>
  (await ask(world, 'probation', text, values)).length > 0

const partOfCase = (part: string, category: string) =>
  proveSeatedAct(inForce, {
    table: `read.case_rows: ${part}`,
    category,
    asks: ({ ref }) => answers(`select from read.case_rows($1) r where ${part}`, [ref]),
  })
partOfCase('(r.k).id is not null', 'lead')
partOfCase('cardinality(r.points) > 0', 'lead')
partOfCase('r.person is not null', 'identity')
partOfCase("r.numbers <> '[]'", 'identity')
test('the opened case hands out the offers of the case lead that its reader may see', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, world.agency.probation.desk)
  const told = () =>
    answers('select from read.case_rows($1) r where cardinality(r.leads) > 0', [ref])
  expect(await told()).toBe(false)
  const offer = (clause: number) =>
    world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
         from_principal, agreed, period)
       select 1, gen_random_uuid(), $1, 'lead', $2, p.agency_id, p.id, p.agency_id, p.id, '[2030-01-01,)', '[2030-01-01,)'
         from app.principals p where p.authority_id = 1 and p.id = $3`,
      [id, clause, world.agency.city.desk],
    )
  await offer(999_999)
  expect(await told()).toBe(false)
  await offer(world.clause('lead'))
  expect(await told()).toBe(true)
  await world.sql('update app.leads set voluntary = true where case_id = $1', [id])
  expect(await told()).toBe(false)
  await giveSeat(world, id, world.agency.probation.desk, { relation: 'coordination' })
  expect(await told()).toBe(true)
})
test('whoever has proven nothing is handed no rows of a case', async () => {
  const client = await world.db.actorPool.connect()
  try {
    const asked = client.query(`select * from read.case_rows('V-0001')`)
    await expect(asked).rejects.toMatchObject({ code: 'TC401' })
  } finally {
    client.release()
  }
})
