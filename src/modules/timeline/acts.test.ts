import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, outcome } from '../../../tests/law.ts'
import { twinCase } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

// Every refusal of the acts on dates and steps, each with all else as it should be.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const open = async () => (await world.openCase({ release: day(60) })).id

describe('the release date is moved', () => {
  const move = (who: AgencyName, id: string, version = 1) =>
    outcome(
      ask(world, who, 'select read.move_kept($1, $2, $3, $4, null, $5)', [
        ...[id, version, day(70), 'expected', Buffer.from('s')],
      ]),
    )

  for (const [who, seat, expected] of [
    ['city', null, 'done'],
    ['prison', null, 'done'],
    ['probation', 'lead', 'done'],
    ['probation', 'coordination', 'done'],
    ['probation', 'member', 'release_not_yours_to_move'],
    ['housing', 'provider', 'release_not_yours_to_move'],
    ['police', 'guest', 'release_not_yours_to_move'],
    ['probation', null, 'case_not_found'],
    ['stranger', 'lead', 'case_not_found'],
  ] as const) {
    test(`by ${who}${seat ? ` as ${seat}` : ''}: ${expected}`, async () => {
      const id = await open()
      if (seat) await giveSeat(world, id, world.agency[who].desk, { relation: seat })
      expect(await move(who, id)).toBe(expected)
    })
  }
  test('by the prison even when it leads no more, as long as it sits there', async () => {
    const id = await open()
    await world.sql(
      `update app.seats set relation = 'member' where authority_id = 1 and case_id = $1 and principal = 20`,
      [id],
    )
    expect(await move('prison', id)).toBe('done')
  })
  test('never on an outdated version', async () => {
    expect(await move('city', await open(), 2)).toBe('version_outdated')
  })
})

describe('that conferences are needed is decided', () => {
  const decide = (who: AgencyName, id: string, version = 1) =>
    outcome(
      ask(world, who, 'select act.decide_conferences($1, $2, $3)', [id, version, Buffer.from('r')]),
    )
  test('by the coordination desk, once, on the present version', async () => {
    const id = await open()
    expect(await decide('prison', id)).toBe('conferences_not_yours_to_decide')
    expect(await decide('stranger', id)).toBe('case_not_found')
    expect(await decide('city', id, 7)).toBe('version_outdated')
    expect(await decide('city', id)).toBe('done')
    expect(await decide('city', id, 2)).toBe('conferences_already_decided')
  })
})

describe('a step is ticked off', () => {
  const step = async (id: string, code = 'go_no_go') => {
    const [row] = await world.sql<{ id: string }>(
      'select id from app.milestones where authority_id = 1 and case_id = $1 and code = $2',
      [id, code],
    )
    return row?.id
  }
  const complete = (who: AgencyName, id: string, milestone: string | undefined, version = 2) =>
    outcome(ask(world, who, 'select act.complete_milestone($1, $2, $3)', [id, milestone, version]))
  const versionOf = async (milestone: string | undefined) =>
    (
      await world.sql<{ version: number }>(
        'select version from app.milestones where authority_id = 1 and id = $1',
        [milestone],
      )
    )[0]?.version ?? 0

  test('by its owner or who leads or coordinates, once, on the present version', async () => {
    const id = await open()
    const mine = await step(id)
    const version = await versionOf(mine)
    await giveSeat(world, id, world.agency.probation.desk)
    expect(await complete('probation', id, mine, version)).toBe('milestone_not_yours')
    expect(await complete('city', id, mine, version + 5)).toBe('version_outdated')
    expect(await complete('city', id, mine, version)).toBe('done')
    expect(await complete('city', id, mine, version + 1)).toBe('milestone_already_done')
    const owned = await step(id, 'plan_signed')
    await world.sql('update app.milestones set owner_principal = 30 where id = $1', [owned])
    expect(await complete('probation', id, owned, await versionOf(owned))).toBe('done')
  })
  test('by nobody who may not see it', async () => {
    const id = await open()
    const mine = await step(id)
    const version = await versionOf(mine)
    expect(await complete('city', id, randomUUID())).toBe('milestone_not_found')
    expect(await complete('probation', id, mine, version)).toBe('case_not_found')
    expect(await complete('stranger', id, mine, version)).toBe('milestone_not_found')
    const its = `where clause_id = ${world.clause('timeline')} and agency_id = 1`
    const blind = await meanwhile(
      world,
      `update app.clause_rights set sight = null ${its}`,
      `update app.clause_rights set sight = 'full' ${its}`,
      () => complete('city', id, mine, version),
    )
    expect(blind).toBe('milestone_not_found')
    await twinCase(world, id)
    await world.sql('delete from app.milestones where authority_id = 1 and id = $1', [mine])
    expect(await complete('city', id, mine, version)).toBe('milestone_not_found')
  })
})
