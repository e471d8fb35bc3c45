import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { proveSeated } from '../../../tests/seated.ts'
import { type AgencyName, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world
proveSeated(inForce, { table: 'app.persons', category: 'identity', key: 'id', of: 'person' })
proveSeated(inForce, {
  table: 'app.person_identifiers',
  category: 'identity',
  key: 'person_id',
  of: 'person',
})

// Who somebody is, read by desks that all sit on the case: it takes a clause on identity.
const knows: Record<AgencyName, boolean> = {
  city: true,
  prison: true,
  probation: true,
  police: true,
  housing: true,
  health: true,
  papers: true,
  exit: true,
  privacy: false,
  unsigned: false,
  stranger: false,
}

for (const [member, expected] of Object.entries(knows) as [AgencyName, boolean][]) {
  test(`${member} ${expected ? 'knows' : 'does not know'} who it is on whose case they sit`, async () => {
    const { id, person } = await world.openCase()
    await giveSeat(world, id, world.agency[member].desk)
    expect(await sees(world, member, 'app.persons where id = $1', [person])).toBe(expected)
    expect(await sees(world, member, 'app.person_identifiers where person_id = $1', [person])).toBe(
      expected,
    )
  })
}

test('an agency whose clause gives a summary of identities only does not know who it is', async () => {
  const { id, person } = await world.openCase()
  await giveSeat(world, id, world.agency.probation.desk)
  const its = `clause_id = ${world.clause('identity')} and agency_id = ${world.agency.probation.id}`
  const seen = await meanwhile(
    world,
    `update app.clause_rights set sight = 'summary' where ${its}`,
    `update app.clause_rights set sight = 'full' where ${its}`,
    () => sees(world, 'probation', 'app.persons where id = $1', [person]),
  )
  expect(seen).toBe(false)
})

test('access ends with the task: the last seat ends, and the person is unknown again (HA6)', async () => {
  const { id, person } = await world.openCase()
  await giveSeat(world, id, world.agency.housing.desk, { relation: 'provider' })
  expect(await sees(world, 'housing', 'app.persons where id = $1', [person])).toBe(true)
  await world.sql(
    `update app.seats set period = tstzrange(now() - interval '1 day', now() - interval '1 second')
      where authority_id = 1 and case_id = $1 and principal = $2`,
    [id, world.agency.housing.desk],
  )
  expect(await sees(world, 'housing', 'app.persons where id = $1', [person])).toBe(false)
})
