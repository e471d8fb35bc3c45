import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { proveSeated, twinCase } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

proveSeated(() => world, {
  table: 'app.leads',
  category: 'accommodation',
  rows: `x.domain = 'accommodation'`,
})

type State = 'offered' | 'accepted' | 'declined' | 'withdrawn'

/** An offer of the city to the housing office, laid down by the owner in any state. */
async function lead(id: string, state: State, domain = 'accommodation', voluntary = false) {
  const lead = randomUUID()
  const { city, housing, exit } = world.agency
  const asked = domain === 'relations' ? exit : housing
  await world.sql(
    `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
       from_principal, offered_by, answer_by, state, answered_at, voluntary, agreed, period)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, case when $11 in ('accepted', 'declined') then now() end, $12,
       daterange($13, null), daterange($13, null))`,
    [
      ...[lead, id, domain, world.clause(domain), asked.id, asked.desk, city.id, city.desk],
      ...[city.member, day(5), state, voluntary, day(60)],
    ],
  )
  return lead
}

const its = 'app.leads where id = $1'

// The housing office is asked and has no seat. Probation and police sit on the case; health does not.
const offers: Record<State, Partial<Record<AgencyName, boolean>>> = {
  offered: { city: true, probation: true, police: true, housing: true, health: false },
  accepted: { city: true, probation: true, police: true, housing: false, health: false },
  declined: { city: true, probation: true, police: true, housing: false, health: false },
  withdrawn: { city: true, probation: true, police: true, housing: false, health: false },
}

for (const [state, members] of Object.entries(offers) as [State, typeof offers.offered][]) {
  for (const [member, expected] of Object.entries(members) as [AgencyName, boolean][]) {
    test(`${member} ${expected ? 'sees' : 'does not see'} an offer that is ${state}`, async () => {
      const { id } = await world.openCase()
      await giveSeat(world, id, world.agency.probation.desk)
      await giveSeat(world, id, world.agency.police.desk)
      const offer = await lead(id, state)
      expect(await sees(world, member, its, [offer])).toBe(expected)
    })
  }
}

describe('each part of life has readers of its own', () => {
  for (const [member, domain, expected] of [
    ['city', 'health', true],
    ['prison', 'health', true],
    ['health', 'health', true],
    ['probation', 'health', false],
    ['police', 'health', false],
    ['housing', 'health', false],
    ['city', 'substance_use', true],
    ['health', 'substance_use', true],
    ['probation', 'substance_use', false],
    ['police', 'substance_use', false],
    ['probation', 'work', true],
    ['police', 'work', false],
    ['housing', 'work', false],
    ['exit', 'work', false],
  ] as const) {
    test(`${member} at the table ${expected ? 'sees' : 'does not see'} the lane ${domain}`, async () => {
      const { id } = await world.openCase()
      await giveSeat(world, id, world.agency[member].desk)
      const offer = await lead(id, 'accepted', domain)
      expect(await sees(world, member, its, [offer])).toBe(expected)
    })
  }
})

// Voluntary help: the coordination desk and the provider. Probation could see family matters, but not this.
describe('voluntary help is known to the coordination desk and the provider only', () => {
  for (const [member, voluntary, expected] of [
    ['city', true, true],
    ['exit', true, true],
    ['probation', true, false],
    ['prison', true, false],
    ['police', true, false],
    ['probation', false, true],
    ['prison', false, true],
  ] as const) {
    test(`${member} ${expected ? 'sees' : 'does not see'} help that is ${voluntary ? 'voluntary' : 'not voluntary'}`, async () => {
      const { id } = await world.openCase()
      await giveSeat(world, id, world.agency.probation.desk)
      await giveSeat(world, id, world.agency.police.desk)
      await giveSeat(world, id, world.agency.exit.desk, { relation: 'provider' })
      const offer = randomUUID()
      const { city, exit } = world.agency
      await world.sql(
        `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
           from_principal, state, answered_at, voluntary, agreed, period)
         values (1, $1, $2, 'family_community', $3, $4, $5, $6, $7, 'accepted', now(), $8, daterange($9, null), daterange($9, null))`,
        [
          ...[offer, id, world.clause('family_community'), exit.id, exit.desk, city.id, city.desk],
          ...[voluntary, day(60)],
        ],
      )
      expect(await sees(world, member, its, [offer])).toBe(expected)
    })
  }
})

describe('who is asked sees the question, not the file', () => {
  test('the question shows, and neither case nor person nor another lane does', async () => {
    const { id, person } = await world.openCase()
    const offer = await lead(id, 'offered')
    const other = await lead(id, 'offered', 'work')
    await world.sql('update app.leads set to_principal = $2 where id = $1', [
      other,
      world.agency.city.desk,
    ])
    expect(await sees(world, 'housing', its, [offer])).toBe(true)
    expect(await sees(world, 'housing', its, [other])).toBe(false)
    expect(await sees(world, 'housing', 'app.cases where id = $1', [id])).toBe(false)
    expect(await sees(world, 'housing', 'app.persons where id = $1', [person])).toBe(false)
  })
  test('a colleague of the agency who is not at the asked desk does not see it', async () => {
    const { id } = await world.openCase()
    const offer = await lead(id, 'offered')
    const colleague = await world.session(world.agency.housing.id, ['case_worker'])
    expect(await sees(world, colleague, its, [offer])).toBe(false)
  })
  test('an agency that is asked without a clause for this part of life does not see it', async () => {
    const { id } = await world.openCase()
    const offer = await lead(id, 'offered', 'health')
    expect(await sees(world, 'housing', its, [offer])).toBe(false)
  })
  test('an agency that left the arrangement does not see it any more', async () => {
    const { id } = await world.openCase()
    const offer = await lead(id, 'offered')
    const housing = `where authority_id = 1 and agency_id = ${world.agency.housing.id}`
    const seen = await meanwhile(
      world,
      `update app.arrangement_parties set left_on = current_date - 1 ${housing}`,
      `update app.arrangement_parties set left_on = null ${housing}`,
      () => sees(world, 'housing', its, [offer]),
    )
    expect(seen).toBe(false)
  })
  test('an offer of another authority under the same numbers is not asked of me', async () => {
    const { id } = await world.openCase()
    const offer = await lead(id, 'offered')
    await twinCase(world, id)
    const mine = 'app.leads where id = $1 and authority_id = $2'
    expect(await sees(world, 'housing', mine, [offer, 1])).toBe(true)
    expect(await sees(world, 'housing', mine, [offer, 2])).toBe(false)
  })
})
