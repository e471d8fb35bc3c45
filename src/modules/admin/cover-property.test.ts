import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, outcome } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
type Someone = { member: number; token: string }
let administrator: Someone
const principal = ({ member }: Someone) => 10_000 + member

beforeAll(async () => {
  world = await makeWorld()
  administrator = await world.session(world.agency.city.id, ['administrator'])
})
afterAll(() => world.drop())

const people = 5
/** Who is entered as away, who should cover: places among five colleagues; none means the desk. */
const step = fc.record({
  who: fc.nat(people - 1),
  kind: fc.constantFrom('away', 'blocked', 'leave', 'back'),
  cover: fc.uniqueArray(fc.nat(people - 1), { maxLength: 2 }),
})

test('whoever is away, blocked or leaves, in whatever order and whoever covers: nothing of theirs is without a present human, and no other agency ever holds it (HA5)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const { housing } = world.agency
      const team: Someone[] = []
      for (let n = 0; n < people; n += 1)
        team.push(await world.session(housing.id, ['case_worker']))
      for (const { who, kind, cover } of steps) await enter(team, who, kind, cover)
      const [held] = await world.sql<{ attended: number[] }>('select act.attended(1) as attended')
      for (const one of team) expect(held?.attended).toContain(principal(one))
      const [other] = await ask<{ mine: number[] }>(
        world,
        'papers',
        'select actor.principals() as mine',
      )
      expect(other?.mine.filter((one) => team.some((member) => principal(member) === one))).toEqual(
        [],
      )
    }),
    { numRuns: 25 },
  )
})

/** One step; what the law refuses stays as it was. */
async function enter(team: Someone[], who: number, kind: string, cover: number[]): Promise<void> {
  const one = team[who]
  if (!one) return
  if (kind === 'leave') {
    const [row] = await world.sql<{ version: number }>(
      'select version from app.members where authority_id = 1 and id = $1',
      [one.member],
    )
    await outcome(
      ask(world, administrator, 'select act.end_member($1, $2)', [one.member, row?.version]),
    )
    return
  }
  if (kind === 'back') {
    const [row] = await world.sql<{ id: string; version: number }>(
      `select id, version from app.absences where authority_id = 1 and member_id = $1 and kind <> 'left' and ends_at > now()`,
      [one.member],
    )
    if (row)
      await outcome(
        ask(world, administrator, 'select act.end_absence($1, $2)', [row.id, row.version]),
      )
    return
  }
  const covering = cover.flatMap((place) => (team[place] ? [principal(team[place])] : []))
  await outcome(
    ask(world, administrator, 'select act.enter_absence($1, $2, $3, null, null, $4)', [
      randomUUID(),
      one.member,
      kind,
      covering,
    ]),
  )
}
